#include "http/exchange_run.hpp"

#include "base/text.hpp"
#include "http/client_core.hpp"
#include "http/dialer.hpp"
#include "http/network_problem.hpp"

#include <utility>

namespace http_task::http {
namespace asio = boost::asio;

void exchange_run::find_dialled() {
  dialled_host_ = request_->origin.host;
  dialled_port_ = request_->origin.port;
  for (const connect_to_rule& rule : core_->connect_to) {
    if (!rule.host.empty() && !iequals(rule.host, request_->origin.host)) continue;
    if (rule.port != 0 && rule.port != request_->origin.port) continue;
    if (!rule.to_host.empty()) dialled_host_ = rule.to_host;
    if (rule.to_port != 0) dialled_port_ = rule.to_port;
    break;
  }
  choose_way();
}

// Through which proxy, and with which TLS configuration; before anything is looked up, let alone dialled.
void exchange_run::choose_way() {
  const message::origin& to = request_->origin;
  left_first_origin_ = left_first_origin_ || to != first_origin_;
  auto proxy = core_->proxies.choose(options_.proxy, to.scheme, to.host, to.port);
  if (!proxy) return fail(proxy.error());
  via_ = std::move(*proxy);
  tls_ = nullptr;
  if (to.scheme == "https") {
    auto tls = core_->tls->select(options_.tls, to.host, !left_first_origin_);
    if (!tls) return fail(tls.error());
    tls_ = std::move(*tls);
  }
  key_ = std::make_shared<const pool_key>(
      pool_key{to.scheme, to_lower(to.host), to.port, to_lower(dialled_host_), dialled_port_,
               options_.verify_tls, tls_ ? tls_->id() : 0, via_ ? via_->proxy.identity() : std::string()});
}

asio::awaitable<void> exchange_run::wait_for_slot() {
  std::optional<connection_pool::lease> slot =
      co_await core_->pool->wait(std::move(*std::exchange(place_, nullptr)));
  if (ended()) co_return;
  if (slot)
    lease_ = *std::move(slot);
  else
    fail(make_problem("cancel.shutdown", "The client was shut down."));
}

// One time limit for all steps; the first begins it.
asio::awaitable<void> exchange_run::open_connection() {
  co_await look_up();
  if (ended()) co_return;
  co_await dial();
  if (ended()) co_return;
  if (via_ && forwarder() == nullptr) co_await tunnel();
  if (ended() || !tls_) co_return;
  co_await encrypt();
}

// The server is judged also when a proxy connects to it: a name that the proxy alone can resolve by its text,
// any other by its addresses. A proxy that the step brought is judged like a server.
asio::awaitable<void> exchange_run::look_up() {
  enter("dns", &result_.timings.dns, deadlines::limit::connect);
  result<addresses> found = co_await core_->resolve.resolve(dialled_host_);
  if (ended()) co_return;
  const bool proxy_resolves = via_ && via_->proxy.speaks != proxy_address::kind::socks5;
  if (auto denied = core_->guard.judge(dialled_host_, found ? *found : addresses())) {
    fail(std::move(*denied));
    co_return;
  }
  if (!found && !proxy_resolves) {
    fail(found.error());
    co_return;
  }
  if (!via_) {
    addresses_ = std::move(*found);
    co_return;
  }
  resolved_target_ = proxy_resolves ? std::string() : found->front().to_string();
  found = co_await core_->resolve.resolve(via_->proxy.host);
  if (ended()) co_return;
  if (!found) {
    problem p = found.error();
    p.detail = "The proxy " + via_->proxy.shown() + ": " + p.detail;
    fail(std::move(p));
    co_return;
  }
  if (via_->of_step) {
    // Not by its scheme: what is sent through it has its own.
    auto denied = core_->guard.judge_origin({"https", via_->proxy.host, via_->proxy.port});
    if (!denied) denied = core_->guard.judge(via_->proxy.host, *found);
    if (denied) {
      fail(std::move(*denied));
      co_return;
    }
  }
  addresses_ = std::move(*found);
}

asio::awaitable<void> exchange_run::dial() {
  enter("connect", &result_.timings.connect, std::nullopt);
  const std::string whom = via_ ? "the proxy " + via_->proxy.host : dialled_host_;
  const std::size_t count = addresses_.size();
  dialled d = co_await dial_any(core_->io, std::move(addresses_), via_ ? via_->proxy.port : dialled_port_);
  result_.connection.remote_address = d.last.address().to_string();
  result_.connection.remote_port = d.last.port();
  if (via_) result_.connection.proxy = via_->proxy.shown();
  if (ended()) co_return;
  if (d.opened) {
    connection_ = std::move(d.opened);
    if (via_) connection_->set_proxy(via_->proxy.shown());
    result_.connection = connection_->describe();
    co_return;
  }
  problem p = connect_problem(d.failed, whom, d.last);
  if (count > 1) p.detail += " (The last of " + std::to_string(count) + " addresses that were tried.)";
  fail(std::move(p));
}

asio::awaitable<void> exchange_run::encrypt() {
  enter("tls", &result_.timings.ssl, std::nullopt);
  const boost::system::error_code failed =
      co_await connection_->handshake(tls_, request_->origin.host, core_->sessions, *key_);
  result_.connection = connection_->describe();
  if (ended() || !failed) co_return;
  if (failed == asio::error::connection_reset)
    fail(connect_problem(failed, request_->origin.host, connection_->peer()));
  else
    fail(connection_->tls()->handshake_problem(failed));
}

} // namespace http_task::http
