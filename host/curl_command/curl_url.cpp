#include "curl_command/curl_url.hpp"

#include "curl_command/curl_text.hpp"
#include "curl_command/shell_words.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

problem no_url(std::string detail) {
  return make_problem("input.invalid", std::move(detail), "Paste the command with a URL of http or https.");
}

} // namespace

// RFC 3986: what may stand in a path or query stands, escapes in upper case.
std::string encoded_url_part(std::string_view text) {
  constexpr std::string_view bare = "-._~!$&'()*+,;=:@/?";
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c == variable_begin) {
      const std::size_t end = std::min(text.find(variable_end, at), text.size() - 1);
      out += text.substr(at, end - at + 1);
      at = end;
    } else if (c == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2])) {
      for (const char each : text.substr(at, 3))
        out += each >= 'a' && each <= 'f' ? static_cast<char>(each - 'a' + 'A') : each;
      at += 2;
    } else if (letter || bare.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += percent_encoded({&c, 1}, false);
    }
  }
  return out;
}

result<curl_url> read_curl_url(std::string_view text) {
  curl_url url;
  text = text.substr(0, text.find('#'));
  url.has_glob = text.find('{') != std::string_view::npos;
  const std::size_t colon = text.find("://");
  const bool has_scheme = colon != std::string_view::npos && colon < text.find_first_of("/?");
  const bool is_variable = text.starts_with(variable_begin);
  std::string scheme = has_scheme ? lower_case(text.substr(0, colon)) : "http";
  if (has_scheme && !is_variable && scheme != "http" && scheme != "https")
    return no_url("The URL is one of " + scheme + ".");
  if (has_scheme) text.remove_prefix(colon + 3);

  const std::size_t end = std::min(text.find_first_of("/?"), text.size());
  std::string_view authority = text.substr(0, end);
  text.remove_prefix(end);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    url.user_info = percent_decoded(authority.substr(0, at));
    url.has_user_info = true;
    authority.remove_prefix(at + 1);
  }
  if (authority.empty()) return no_url("The URL has no host.");
  url.scheme_and_host = (is_variable && !has_scheme ? "" : scheme + "://") + std::string(authority);
  const bool bracketed = authority.starts_with('[');
  const std::size_t host_end = authority.find(bracketed ? ']' : ':');
  if (authority.find(variable_begin) == std::string_view::npos)
    url.host = lower_case(authority.substr(0, host_end));

  const std::size_t question = std::min(text.find('?'), text.size());
  url.has_glob = url.has_glob || text.find('[') != std::string_view::npos;
  url.path = encoded_url_part(text.substr(0, question));
  if (question < text.size()) url.query = encoded_url_part(text.substr(question + 1));
  return url;
}

} // namespace http_task::host
