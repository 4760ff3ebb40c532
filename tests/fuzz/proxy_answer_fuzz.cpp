// Any stream of bytes as what a proxy says: no crash, no end without a verdict's problem, the same verdict
// however the bytes are cut, and nothing is sent to a proxy that has failed.
#include "http/proxy_handshake.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using http_task::http::proxy_handshake;
using progress = proxy_handshake::progress;

progress play(const http_task::http::proxy_address& proxy, std::string_view bytes, std::size_t piece) {
  const auto handshake = http_task::http::make_proxy_handshake(proxy, "api.example.test", 443);
  if (handshake->take_output().empty()) std::abort();
  progress now = progress::more;
  while (!bytes.empty() && now == progress::more) {
    const std::size_t size = std::min(piece, bytes.size());
    now = handshake->received(bytes.substr(0, size));
    bytes.remove_prefix(size);
    if (now != progress::failed) (void)handshake->take_output();
  }
  if (now == progress::failed && handshake->failure().type.empty()) std::abort();
  return now;
}

} // namespace

// The first byte says which kind of proxy it is and how the bytes are cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr const char* proxies[] = {"http://p:1", "http://user:secret@p:1", "socks5h://p:1",
                                     "socks5h://user:secret@p:1"};
  const auto proxy = http_task::http::parse_proxy(proxies[data[0] & 3U]).value();
  const std::size_t piece = 1 + (data[0] >> 2U);
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  // A piece with bytes behind the end is refused; cut at the end they would never have been read.
  const progress whole = play(proxy, bytes, bytes.size() + 1);
  const progress cut = play(proxy, bytes, piece);
  if (whole != cut && whole != progress::failed) std::abort();
  return 0;
}
