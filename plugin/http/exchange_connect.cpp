#include "http/exchange_run.hpp"

#include "base/text.hpp"
#include "http/client_core.hpp"
#include "http/network_problem.hpp"

#include <utility>

namespace http_task::http {
namespace asio = boost::asio;

void exchange_run::find_dialled() {
  dialled_host_ = request_.origin.host;
  dialled_port_ = request_.origin.port;
  for (const connect_to_rule& rule : core_->connect_to) {
    if (!rule.host.empty() && !iequals(rule.host, request_.origin.host)) continue;
    if (rule.port != 0 && rule.port != request_.origin.port) continue;
    if (!rule.to_host.empty()) dialled_host_ = rule.to_host;
    if (rule.to_port != 0) dialled_port_ = rule.to_port;
    return;
  }
}

asio::awaitable<void> exchange_run::take_slot() {
  enter("", &result_.timings.blocked, deadlines::limit::none);
  pool_key key{request_.origin.scheme, to_lower(request_.origin.host),
               request_.origin.port,   to_lower(dialled_host_),
               dialled_port_,          options_.verify_tls};
  std::optional<connection_pool::lease> slot = co_await core_->pool->acquire(std::move(key));
  if (ended()) co_return;
  if (slot)
    lease_ = std::move(*slot);
  else
    fail(make_problem("cancel.shutdown", "The client was shut down."));
}

// One time limit for all three steps; the first begins it.
asio::awaitable<void> exchange_run::open_connection() {
  co_await look_up();
  if (ended()) co_return;
  co_await dial();
  if (ended() || request_.origin.scheme != "https") co_return;
  co_await encrypt();
}

asio::awaitable<void> exchange_run::look_up() {
  enter("dns", &result_.timings.dns, deadlines::limit::connect);
  result<addresses> found = co_await core_->resolve.resolve(dialled_host_);
  if (ended()) co_return;
  if (!found) {
    fail(found.error());
    co_return;
  }
  if (std::optional<problem> denied = core_->guard.judge(dialled_host_, *found)) {
    fail(std::move(*denied));
    co_return;
  }
  addresses_ = std::move(*found);
}

// One address after the other; racing them (RFC 8305) has its place here.
asio::awaitable<void> exchange_run::dial() {
  enter("connect", &result_.timings.connect, std::nullopt);
  std::optional<problem> last;
  for (const asio::ip::address& address : addresses_) {
    const asio::ip::tcp::endpoint peer(address, dialled_port_);
    connection_ = std::make_unique<connection>(core_->io);
    const boost::system::error_code failed = co_await connection_->connect(peer);
    result_.connection.remote_address = address.to_string();
    result_.connection.remote_port = dialled_port_;
    if (ended()) co_return;
    if (!failed) {
      result_.connection = connection_->describe();
      co_return;
    }
    last = connect_problem(failed, dialled_host_, peer);
  }
  if (addresses_.size() > 1)
    last->detail += " (The last of " + std::to_string(addresses_.size()) + " addresses that were tried.)";
  fail(std::move(*last));
}

asio::awaitable<void> exchange_run::encrypt() {
  enter("tls", &result_.timings.ssl, std::nullopt);
  const boost::system::error_code failed =
      co_await connection_->handshake(*core_->tls, request_.origin.host, options_.verify_tls);
  result_.connection = connection_->describe();
  if (ended() || !failed) co_return;
  if (failed == asio::error::connection_reset)
    fail(connect_problem(failed, request_.origin.host, connection_->peer()));
  else
    fail(connection_->tls()->handshake_problem(failed));
}

} // namespace http_task::http
