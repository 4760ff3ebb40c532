// Where the catalogue has endpoints from: what was loaded, a catalogue file, what the library carries.
//
// Immutable once made; safe to use from several threads.
#pragma once

#include "base/result.hpp"
#include "description/endpoint.hpp"
#include "search/index.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::catalog {

struct api_summary {
  std::string id;
  std::string title;
  std::string version;
  std::size_t endpoints = 0;
  bool built_in = false;
};

// What a message says of an endpoint.
struct endpoint_name {
  std::string id;
  std::string method;
  std::string path;
  std::string title;
};

class endpoint_source {
public:
  endpoint_source() = default;
  endpoint_source(const endpoint_source&) = delete;
  endpoint_source& operator=(const endpoint_source&) = delete;
  virtual ~endpoint_source() = default;

  [[nodiscard]] virtual bool has(std::string_view api) const = 0;
  [[nodiscard]] virtual std::vector<api_summary> list() const = 0; // by id
  // Over all of it; nullptr if there is nothing.
  [[nodiscard]] virtual const search::index* index() const = 0;

  // nullopt if there is none of that method and path.
  [[nodiscard]] virtual result<std::optional<description::endpoint>>
  describe(std::string_view api, std::string_view method, std::string_view path) const = 0;

  // The endpoints with that operationId, of all APIs if `api` is "".
  [[nodiscard]] virtual std::vector<endpoint_name> with_operation_id(std::string_view name,
                                                                     std::string_view api) const = 0;
  // Endpoints of the API whose id or operationId differs from `name` by a letter or two.
  [[nodiscard]] virtual std::vector<endpoint_name> near(std::string_view name,
                                                        std::string_view api) const = 0;
};

// Whether near() is to suggest the endpoint.
[[nodiscard]] bool is_near(std::string_view name, const description::outline& o);

} // namespace http_task::catalog
