#include "http/exchange_run.hpp"

#include "http/proxy_handshake.hpp"

#include <array>
#include <utility>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

problem closed_by_proxy(const proxy_address& proxy) {
  return proxy_problem(
      "proxy.protocol", proxy, "closed the connection before it was through with the server.",
      "Check address and port of the proxy, and what it speaks; its log may say more.", true);
}

} // namespace

// A request for http goes to an HTTP proxy itself; where connect_to leads elsewhere it could not say so.
const proxy_address* exchange_run::forwarder() const noexcept {
  if (!via_ || tls_ || via_->proxy.speaks != proxy_address::kind::http) return nullptr;
  const bool elsewhere = dialled_host_ != request_->origin.host || dialled_port_ != request_->origin.port;
  return elsewhere ? nullptr : &via_->proxy;
}

asio::awaitable<void> exchange_run::tunnel() {
  using progress = proxy_handshake::progress;
  const auto handshake = make_proxy_handshake(
      via_->proxy, resolved_target_.empty() ? dialled_host_ : resolved_target_, dialled_port_);
  progress now = progress::more;
  while (now == progress::more) {
    const std::string output = handshake->take_output();
    for (std::string_view rest = output; !rest.empty();) {
      const transfer t = connection_->write(rest);
      if (t.failed) {
        fail(closed_by_proxy(via_->proxy));
        co_return;
      }
      rest.remove_prefix(t.bytes);
      if (t.first != readiness::nothing) co_await connection_->wait(t.first);
      if (ended()) co_return;
    }
    co_await connection_->wait(readiness::readable);
    if (ended()) co_return;
    std::array<char, 4096> buffer;
    const transfer t = connection_->read(buffer);
    if (t.first != readiness::nothing) continue;
    if (t.failed) {
      fail(closed_by_proxy(via_->proxy));
      co_return;
    }
    now = handshake->received({buffer.data(), t.bytes});
  }
  if (now == progress::done) co_return;
  result_.response = handshake->take_answer();
  fail(handshake->failure());
}

// The proxy itself asks for credentials; what it says is kept as the answer.
void exchange_run::judge_forwarded_answer() {
  const proxy_address* const proxy = forwarder();
  if (proxy == nullptr || reader_->response()->status != 407) return;
  problem p = proxy_problem(
      "proxy.auth_required", *proxy,
      proxy->has_credentials() ? "does not accept the credentials that it was given (407)."
                               : "asks for credentials (407).",
      "Check user and password in the address of the proxy: http://user:password@host:port.", false);
  p.phase = "receive";
  fail(std::move(p));
}

} // namespace http_task::http
