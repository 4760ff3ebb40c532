// A catalogue file, opened by mapping it (docs/catalog-file.md).
//
// open() reads header and tables, against their checksums; whatever else is read later is checked then, so
// that a file of any size is ready at once. A damaged place is a problem "catalog.damaged" of the call that
// meets it. Only the search index is searched unchecked: damage there gives wrong results at worst, and
// check() finds it. Immutable; safe to use from several threads, and valid after the file was replaced.
#pragma once

#include "base/result.hpp"
#include "search/index.hpp"
#include "store/api_extent.hpp"
#include "store/format.hpp"
#include "store/mapped_file.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace http_task::store {

struct stored_api {
  std::string_view id;
  std::string_view title;
  std::string_view version;
  std::string_view source;
  api_entry entry;
};

class file {
public:
  // Fails with "catalog.file", "catalog.damaged" or "catalog.newer_version".
  [[nodiscard]] static result<std::shared_ptr<const file>> open(std::string path);

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return mapped_.bytes().size(); }
  [[nodiscard]] std::uint64_t endpoints() const noexcept { return header_.endpoints; }
  [[nodiscard]] std::uint32_t apis() const noexcept { return header_.apis; }
  [[nodiscard]] const search::index& index() const noexcept { return *index_; }

  // By id.
  [[nodiscard]] stored_api api(std::uint32_t number) const noexcept;
  [[nodiscard]] std::optional<std::uint32_t> find_api(std::string_view id) const noexcept;

  // What the file has of it. Valid as long as the file.
  [[nodiscard]] result<api_extent> open_api(std::uint32_t number) const;
  // All its bytes, against their checksum: as another file takes them over.
  [[nodiscard]] result<std::string_view> bytes_of_api(std::uint32_t number) const;

  // Reads everything.
  [[nodiscard]] result<void> check() const;

private:
  file(std::string path, mapped_file mapped) : path_(std::move(path)), mapped_(std::move(mapped)) {}
  [[nodiscard]] result<void> read_tables();
  [[nodiscard]] bool fits(const region& r) const noexcept;
  [[nodiscard]] std::string_view bytes_of(const region& r) const noexcept;
  [[nodiscard]] std::string_view string_at(std::uint32_t offset) const noexcept;
  [[nodiscard]] problem damaged(std::string_view what) const;
  [[nodiscard]] problem damaged(const stored_api& api) const;

  std::string path_;
  mapped_file mapped_;
  file_header header_;
  std::string_view entries_;
  std::string_view strings_;
  std::optional<search::index> index_; // set by open()
};

} // namespace http_task::store
