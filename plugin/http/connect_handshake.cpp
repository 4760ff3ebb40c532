#include "http/connect_handshake.hpp"

#include <utility>

namespace http_task::http {
namespace {

// A proxy has no need of long heads.
constexpr reader_limits limits{.body_bytes = 0, .header_bytes = 16U << 10U, .header_fields = 64};

constexpr std::string_view first_word = "HTTP/";

std::string authority_form(const std::string& host, std::uint16_t port) {
  const bool v6 = host.find(':') != std::string::npos;
  return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

// It may be another answer next time: the proxy could not reach the server, or was overloaded.
bool is_passing(unsigned status) {
  return status == 502 || status == 503 || status == 504 || status == 429;
}

} // namespace

connect_handshake::connect_handshake(const proxy_address& proxy, std::string host, std::uint16_t port)
    : proxy_(proxy), target_(authority_form(host, port)), reader_(limits, true) {
  output_ = "CONNECT " + target_ + " HTTP/1.1\r\nHost: " + target_ + "\r\n";
  if (const std::string credentials = proxy_authorization(proxy); !credentials.empty())
    output_ += "Proxy-Authorization: " + credentials + "\r\n";
  output_ += "\r\n";
}

// Byte by byte, to see where the answer ends, and at once when it is not HTTP: the reader waits for whole
// lines.
proxy_handshake::progress connect_handshake::received(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (received_ < first_word.size() && bytes[i] != first_word[received_++])
      return fail(proxy_problem("proxy.protocol", proxy_, "does not answer in HTTP.",
                                "Check address and port of the proxy, and that it speaks HTTP.", false));
    reader_.prepare().front() = bytes[i];
    switch (reader_.commit(1)) {
    case response_reader::progress::more: continue;
    case response_reader::progress::failed:
      return fail(proxy_problem("proxy.protocol", proxy_,
                                "gave an answer to CONNECT that is no HTTP: " + reader_.failure().detail,
                                "Check address and port of the proxy, and that it speaks HTTP.", false));
    case response_reader::progress::done: break;
    }
    const bool accepted = reader_.response()->status / 100 == 2;
    if (accepted && i + 1 < bytes.size())
      return fail(proxy_problem(
          "proxy.protocol", proxy_,
          "sent bytes behind its answer to CONNECT, before anything was sent through it.",
          "Do not use this proxy: what it sent would pass for the answer of the server.", false));
    return judge();
  }
  return progress::more;
}

proxy_handshake::progress connect_handshake::judge() {
  const unsigned status = reader_.response()->status;
  if (status / 100 == 2) return progress::done;
  answer_ = reader_.take_response();
  const std::string said = "answered CONNECT " + target_ + " with status " + std::to_string(status);
  if (status == 407)
    return fail(proxy_.has_credentials()
                    ? proxy_problem("proxy.auth_required", proxy_,
                                    said + ": it does not accept the credentials that it was given.",
                                    "Check user and password in the address of the proxy.", false)
                    : proxy_problem("proxy.auth_required", proxy_, said + ": it asks for credentials.",
                                    "Give them in the address of the proxy: http://user:password@host:port.",
                                    false));
  return fail(proxy_problem("proxy.refused", proxy_, said + ".",
                            "Check that the proxy may connect to this host and port; its log may say more.",
                            is_passing(status)));
}

proxy_handshake::progress connect_handshake::fail(problem p) {
  failure_ = std::move(p);
  return progress::failed;
}

} // namespace http_task::http
