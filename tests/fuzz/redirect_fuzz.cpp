// A Location: what is followed is a request that may be sent, and carries no credentials elsewhere.
#include "http/redirect.hpp"
#include "uri/http_url.hpp"

#include <cstdlib>

using namespace http_task;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  message::request sent;
  sent.method = "POST";
  sent.origin = {"https", "a.example", 443};
  sent.target = "/x/y?z";
  sent.headers.add("Authorization", "Bearer x");
  message::response answer;
  answer.status = size > 0 && data[0] % 2 == 0 ? 302 : 307;
  answer.headers.add("Location", std::string(reinterpret_cast<const char*>(data), size));
  http::redirector once(1);
  const auto followed = once.follow(sent, answer);
  if (!followed) return 0;
  const message::request& next = (*followed)->next;
  if (next.origin.scheme != "https" || !next.target.starts_with('/')) std::abort();
  if (next.origin != sent.origin && next.headers.contains("Authorization")) std::abort();
  if (!uri::parse_http_url(message::to_url(next))) std::abort();
  return 0;
}
