// The servers of an OpenAPI document, as a person and a request need them: variables filled in, relative ones
// marked.
#pragma once

#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::description {

struct server {
  std::string url; // variables replaced by their defaults
  std::string description;
};

// The Server Objects of `list`; without one, OpenAPI's default of a single server "/" (3.0.3, section 4.7.1).
[[nodiscard]] std::vector<server> read_servers(const json::array* list, const trail& at,
                                               warning_list& warnings);

// Server and path with one slash between them.
[[nodiscard]] std::string join_uri(std::string_view server_url, std::string_view path);

// Whether it starts with http:// or https://.
[[nodiscard]] bool is_absolute(std::string_view server_url) noexcept;

// Lower case, without port; "" if the URL is relative.
[[nodiscard]] std::string host_of(std::string_view server_url);

} // namespace http_task::description
