// Which endpoint a request is for: host, method and path compared with the servers and path of a description.
#pragma once

#include "document/json.hpp"
#include "sandbox/message.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace http_task::host {

// The values of {name} in `path_template`, still percent-encoded, when `path` (as on the request line) is one
// of its kind. A placeholder may be a part of a segment ("/files/{name}.json") and takes at least one
// character, never a slash.
[[nodiscard]] std::optional<std::map<std::string, std::string>> match_path(std::string_view path_template,
                                                                           std::string_view path);

struct route {
  std::string uri; // of the server that matched, with the path's placeholders as they are
  std::map<std::string, std::string> path_parameters; // still percent-encoded
};

enum class hosts { own, any };

// The endpoint of this description answers this request at one of its servers, with hosts::any under whatever
// name. A request whose Host is a loopback address or localhost is taken for one to any server: that is how
// the sandbox is called directly.
[[nodiscard]] std::optional<route> find_route(const json::object& description, const sandbox_request& request,
                                              hosts accepted = hosts::own);

} // namespace http_task::host
