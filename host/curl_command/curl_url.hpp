// The URL of a pasted command, as `uri` and `queryParameters` have it.
#pragma once

#include "document/problem.hpp"

#include <string>
#include <string_view>

namespace http_task::host {

// Taken apart; variables of the shell are still marked. What no URL may hold as it is (blanks, braces,
// brackets outside of the host, what is not ASCII) is percent-encoded.
struct curl_url {
  std::string scheme_and_host; // "https://x.test:8443"; with a variable in front, all up to the path
  std::string host;            // "x.test"; "" where a variable says it
  std::string user_info;       // "user:password", decoded; "" if there is none
  bool has_user_info = false;
  std::string path;
  std::string query;     // without '?'
  bool has_glob = false; // {a,b} or [1-9]: curl makes several requests of it
};

// A part of a path or query, percent-encoded as above.
[[nodiscard]] std::string encoded_url_part(std::string_view text);

// A URL without scheme is one of http, as curl has it. Fails with "input.invalid" on other schemes, and
// without a host.
[[nodiscard]] result<curl_url> read_curl_url(std::string_view text);

} // namespace http_task::host
