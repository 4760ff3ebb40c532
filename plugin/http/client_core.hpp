// What the exchanges of one client share. Kept alive by the client and by each exchange in flight.
#pragma once

#include "http/client.hpp"
#include "http/connection_pool.hpp"
#include "http/egress_guard.hpp"
#include "http/proxy_rules.hpp"
#include "http/resolver.hpp"
#include "http/tls_contexts.hpp"
#include "http/tls_session_cache.hpp"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace http_task::http {

class exchange_run;

struct client_core {
  client_core(boost::asio::io_context& context, egress_guard policy, std::unique_ptr<tls_contexts> shared_tls,
              proxy_rules proxy, resolver::options names, std::vector<connect_to_rule> rules,
              const pool_policy::limits& limits)
      : io(context), guard(std::move(policy)), tls(std::move(shared_tls)), proxies(std::move(proxy)),
        resolve(std::move(names)), connect_to(std::move(rules)),
        pool(std::make_shared<connection_pool>(context, limits)) {}

  boost::asio::io_context& io;
  const egress_guard guard;
  const std::unique_ptr<tls_contexts> tls;
  tls_session_cache sessions;
  const proxy_rules proxies;
  resolver resolve;
  const std::vector<connect_to_rule> connect_to;
  const std::shared_ptr<connection_pool> pool;

  std::mutex mutex; // guards what follows
  std::unordered_map<client::id, std::shared_ptr<exchange_run>> running;
  client::id last_id = 0;
};

} // namespace http_task::http
