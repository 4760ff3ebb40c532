// Who may have which connection: keeps idle ones for the next exchange, bounds how many there are.
//
// Sans-io and not thread-safe: connections and waiting exchanges are numbers that the caller gives, time is
// an argument. A lease is one slot of an origin, with or without a connection in it; it is counted until
// release(). Those who wait get their slots in the order in which they came, except that one origin at its
// limit does not hold up another.
#pragma once

#include "base/clock.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace http_task::http {

// Connections with the same key are interchangeable.
struct pool_key {
  std::string scheme;
  std::string host;
  std::uint16_t port = 0;
  std::string dialled_host; // where connect_to leads
  std::uint16_t dialled_port = 0;
  bool verified = true;  // one that was opened without verification serves no exchange that asks for it
  std::uint64_t tls = 0; // tls_context::id(): trust, versions, client certificate; 0 without TLS
  std::string proxy{};   // its whole URL, with the credentials; "" without

  friend auto operator<=>(const pool_key&, const pool_key&) = default;
};

class pool_policy {
public:
  using connection_id = std::uint64_t;
  using ticket = std::uint64_t;

  struct limits {
    std::size_t per_origin;
    std::size_t total;
    milliseconds idle_lifetime;
  };

  // A slot for the one who holds `to`.
  struct grant {
    ticket to;
    std::optional<connection_id> connection; // the idle one that comes with it
  };

  struct outcome {
    std::vector<grant> grants;
    std::vector<connection_id> close; // idle connections to be closed by the caller
  };

  explicit pool_policy(const limits& l) noexcept : limits_(l) {}

  // Either a grant at once, or the ticket waits until release() grants it.
  [[nodiscard]] outcome acquire(const pool_key& key, ticket t);
  // The ticket waits no more.
  void abandon(ticket t);
  // Another idle connection for a slot whose own turned out to be dead.
  [[nodiscard]] std::optional<connection_id> another(const pool_key& key);
  // The slot ends; `reusable` stays as an idle connection.
  [[nodiscard]] outcome release(const pool_key& key, std::optional<connection_id> reusable, time_point now);
  // Idle connections whose lifetime is over.
  [[nodiscard]] std::vector<connection_id> expire(time_point now);
  // When the next idle connection expires.
  [[nodiscard]] std::optional<time_point> next_expiry() const noexcept;

private:
  struct idle_connection {
    connection_id id;
    time_point until;
  };
  struct origin {
    std::size_t leased = 0;
    std::vector<idle_connection> idle; // the one used last at the end, which is taken first
  };
  struct waiter {
    ticket t;
    pool_key key;
  };

  [[nodiscard]] std::optional<connection_id> take_idle(origin& o);
  [[nodiscard]] std::optional<connection_id> take_oldest_idle();
  [[nodiscard]] bool try_grant(const pool_key& key, ticket t, outcome& out);
  void forget_if_empty(const pool_key& key);

  limits limits_;
  std::map<pool_key, origin> origins_;
  std::deque<waiter> waiting_;
  std::size_t leased_ = 0;
  std::size_t idle_ = 0;
};

} // namespace http_task::http
