// Who may ask the editor's server: the page that it served, and programs that know the start token.
//
// A page of another origin cannot read answers anyway, but it could send requests, and by DNS rebinding it
// could become the same origin. Hence: the Host field names this server, an Origin field is this server's,
// and every call of the API carries the token, which no other page can know.
#pragma once

#include "document/problem.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

// 32 random bytes as base64url, made anew at each start.
[[nodiscard]] std::string make_start_token();

// Takes the same time wherever the texts differ.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b) noexcept;

class access_rules {
public:
  // `bound` is what the server listens on. On a wildcard address any numeric address of that port is its
  // name: a name of a foreign domain, which rebinding needs, is not.
  access_rules(const boost::asio::ip::tcp::endpoint& bound, std::string token);

  // Of a Host field, or of an Origin without its "http://".
  [[nodiscard]] bool is_own_authority(std::string_view host_and_port) const;

  struct refusal {
    unsigned status = 403;
    problem why;
  };
  // `origin` and `authorization` are "" where the field is missing. The token is asked for when `of_api`.
  [[nodiscard]] std::optional<refusal> check(std::string_view host, std::string_view origin,
                                             std::string_view authorization, bool of_api) const;

private:
  std::vector<std::string> names_; // host:port, in lower case
  std::string port_;
  bool any_address_ = false;
  std::string token_;
};

// What every answer says to the browser: no script but the page's own files, nothing from elsewhere, no
// frames, no guessing of types, no traces in the Referer field.
[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& security_fields();

} // namespace http_task::host
