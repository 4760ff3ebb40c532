#include "catalog/built_in.hpp"

#include "description/read.hpp"

#include <string_view>

namespace http_task::embedded {
extern const std::string_view built_in_endpoints;
} // namespace http_task::embedded

namespace http_task::catalog {

std::vector<description::api> read_built_in() {
  // Part of the library and checked by its tests: a failure here is a bug, and value() throws.
  description::read_options options;
  options.check = false;
  std::vector<description::api> apis;
  apis.push_back(description::read_document(embedded::built_in_endpoints, options).value());
  return apis;
}

} // namespace http_task::catalog
