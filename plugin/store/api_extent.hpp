// What a catalogue file has of one API, where it lies: operations, the parts of the source, warnings.
//
// The bytes are borrowed. Whatever is read is checked when it is read; all members fail with
// "catalog.damaged".
#pragma once

#include "base/result.hpp"
#include "description/endpoint.hpp"
#include "store/blocks.hpp"
#include "store/stored_operation.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace http_task::store {

class api_extent {
public:
  struct facts {
    std::string_view api; // id
    std::string_view source;
    std::uint32_t flags = 0; // api_flag
  };
  // The checksum of the directory is the caller's to compare.
  [[nodiscard]] static result<api_extent> open(std::string_view bytes, std::size_t directory_size,
                                               const facts& f);

  [[nodiscard]] result<std::vector<finding>> warnings() const;

  // nullopt if the API has no such operation.
  [[nodiscard]] result<std::optional<stored_operation>> find(std::string_view path,
                                                             std::string_view method) const;
  // By path, then method.
  [[nodiscard]] result<void>
  for_each_operation(const std::function<void(const stored_operation&)>& visit) const;

  // What the document that was added gives for the operation when it is loaded.
  [[nodiscard]] result<description::endpoint> describe(const stored_operation& operation) const;

  // Calls visit(pointer, text) for each part of the source, by pointer.
  [[nodiscard]] result<void>
  for_each_part(const std::function<void(std::string_view pointer, std::string_view json)>& visit) const;

private:
  api_extent(const facts& f, const directory& d) : facts_(f), directory_(d) {}
  [[nodiscard]] problem damaged() const;

  facts facts_;
  directory directory_;
};

} // namespace http_task::store
