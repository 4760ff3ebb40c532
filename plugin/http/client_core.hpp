// What the exchanges of one client share. Kept alive by the client and by each exchange in flight.
#pragma once

#include "http/client.hpp"
#include "http/connection_pool.hpp"
#include "http/deadline_watch.hpp"
#include "http/egress_guard.hpp"
#include "http/proxy_rules.hpp"
#include "http/resolver.hpp"
#include "http/tls_contexts.hpp"
#include "http/tls_session_cache.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/strand.hpp>

#include <memory>
#include <mutex>
#include <unordered_map>

namespace http_task::http {

class exchange_run;

struct client_core {
  client_core(runtime& threads, egress_guard policy, std::unique_ptr<tls_contexts> shared_tls,
              proxy_rules proxy, resolver::options names, std::vector<connect_to_rule> rules,
              const pool_policy::limits& limits)
      : io(threads.context()), one_thread(threads.threads() == 1), guard(std::move(policy)),
        tls(std::move(shared_tls)), proxies(std::move(proxy)), resolve(std::move(names)),
        connect_to(std::move(rules)), pool(std::make_shared<connection_pool>(io, limits)),
        time(std::make_shared<deadline_watch>(io)) {}

  // Runs one handler at a time, of those that it is given.
  [[nodiscard]] boost::asio::any_io_executor serial_executor() const {
    if (one_thread) return io.get_executor();
    return boost::asio::make_strand(io.get_executor());
  }

  boost::asio::io_context& io;
  const bool one_thread;
  const egress_guard guard;
  const std::unique_ptr<tls_contexts> tls;
  tls_session_cache sessions;
  const proxy_rules proxies;
  resolver resolve;
  const std::vector<connect_to_rule> connect_to;
  const std::shared_ptr<connection_pool> pool;
  const std::shared_ptr<deadline_watch> time;

  std::mutex mutex; // guards what follows
  std::unordered_map<client::id, std::shared_ptr<exchange_run>> running;
  client::id last_id = 0;
};

} // namespace http_task::http
