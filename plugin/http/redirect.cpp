#include "http/redirect.hpp"

#include "base/text.hpp"
#include "uri/reference.hpp"

#include <algorithm>
#include <array>

namespace http_task::http {
namespace {

// Longer than what servers take as a request line, and what the next one would only refuse.
constexpr std::size_t longest_location = std::size_t{16} << 10U;

// 300 leaves the choice to the reader; 304, 305 and 306 are no redirects (RFC 9110, section 15.4).
bool is_redirect(unsigned status) noexcept {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// RFC 9110, sections 15.4.2 to 15.4.4: what all clients do, though 301 and 302 once meant to keep the method.
std::string next_method(const std::string& method, unsigned status) {
  if (status == 303) return method == "HEAD" ? method : "GET";
  return (status == 301 || status == 302) && method == "POST" ? "GET" : method;
}

// RFC 9110, section 15.4: fields that speak of a body that is not sent any more.
bool is_about_the_body(std::string_view name) {
  return to_lower(name).starts_with("content-");
}

bool is_credential(const message::request& r, std::string_view name) {
  constexpr std::array always =
      std::to_array<std::string_view>({"authorization", "cookie", "proxy-authorization"});
  const auto same = [&](std::string_view other) { return iequals(name, other); };
  return std::ranges::any_of(always, same) || std::ranges::any_of(r.credentials, same);
}

problem bad_location(std::string detail) {
  problem p = make_problem("redirect.location",
                           "The answer redirects to a Location that is not followed: " + std::move(detail));
  p.advice = "The answer is shown; the mistake is the server's.";
  return p;
}

result<message::request> aim(const message::request& sent, std::string_view location) {
  const uri::http_url base{sent.origin.scheme, sent.origin.host, sent.origin.port, sent.target};
  if (location.empty()) return bad_location("it is empty.");
  if (location.size() > longest_location)
    return bad_location("it has " + std::to_string(location.size()) + " bytes; at most " +
                        std::to_string(longest_location) + " are followed.");
  if (const std::string scheme = to_lower(uri::scheme_of(location));
      !scheme.empty() && scheme != "http" && scheme != "https")
    return make_problem("redirect.scheme", "The answer redirects to a URL of the scheme \"" + scheme +
                                               "\"; only http and https are followed.");
  const result<uri::http_url> url = uri::resolve_reference(base, location);
  if (!url) return bad_location(url.error().detail);
  if (sent.origin.scheme == "https" && url->scheme == "http") {
    problem p = make_problem("redirect.downgrade",
                             "The answer redirects from https to http, to " + url->host +
                                 "; that is not followed, for anybody on the way could read and change it.");
    p.advice = "Use the URL that the server means, or have the redirect corrected.";
    return p;
  }
  message::request next = sent;
  next.origin = {url->scheme, url->host, url->port};
  next.target = url->target;
  return next;
}

} // namespace

result<std::optional<redirector::step>> redirector::follow(const message::request& sent,
                                                           const message::response& answer) {
  const std::string* location = answer.headers.find("Location");
  if (most_ == 0 || !is_redirect(answer.status) || location == nullptr) return std::optional<step>();
  if (left_ == 0) {
    problem p = make_problem("limit.redirects",
                             "The request was redirected more than " + std::to_string(most_) + " times.");
    p.advice = "Look at the redirects: they may run in a circle. Raise redirect.maxRedirects if they do not.";
    return p;
  }
  result<message::request> aimed = aim(sent, *location);
  if (!aimed) return aimed.error();
  --left_;

  step s{*std::move(aimed), {}, {}};
  s.location = message::to_url(s.next);
  s.next.method = next_method(sent.method, answer.status);
  const bool loses_body = s.next.method != sent.method;
  const bool leaves_origin = s.next.origin != sent.origin;
  message::fields kept;
  for (const message::field& f : sent.headers) {
    if ((loses_body && is_about_the_body(f.name)) || (leaves_origin && is_credential(sent, f.name)))
      s.removed.push_back(f.name);
    else
      kept.add(f.name, f.value);
  }
  s.next.headers = std::move(kept);
  if (loses_body && sent.has_body()) {
    s.next.body.reset();
    s.next.source.reset();
    s.removed.emplace_back("body");
  }
  return std::optional<step>(std::move(s));
}

} // namespace http_task::http
