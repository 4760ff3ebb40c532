// TLS sessions to be resumed by the next connection of the same kind (RFC 5077; RFC 8446, section 2.2).
//
// Thread-safe, bounded. What one kind of connection has learned is never offered by another: the key is that
// of the pool, with the whole TLS configuration. A session of TLS 1.3 is taken out (RFC 8446, appendix C.4:
// using it twice would let an observer link the two), one of TLS 1.2 stays.
#pragma once

#include "http/pool_policy.hpp"
#include "http/tls_context.hpp"

#include <openssl/ssl.h>

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>

namespace http_task::http {

class tls_session_cache {
public:
  struct freed {
    void operator()(SSL_SESSION* p) const noexcept { SSL_SESSION_free(p); }
  };
  using session_ptr = std::unique_ptr<SSL_SESSION, freed>;

  static constexpr std::size_t most_kinds = 512;
  static constexpr std::size_t most_per_kind = 64; // as many as connections of one origin, by default

  void put(const pool_key& key, session_ptr session);
  // nullptr when there is none, or when what it stands for would not be verified again: the server's
  // certificate has expired meanwhile, or a revocation list is out of date.
  [[nodiscard]] session_ptr take(const pool_key& key, const trust_store& trust);
  // After a handshake that failed with one of them.
  void forget(const pool_key& key);

private:
  struct kind {
    std::deque<session_ptr> sessions; // the newest last, which is taken first
    std::uint64_t used = 0;
  };

  void make_room();

  std::mutex mutex_; // guards what follows
  std::map<pool_key, kind> kinds_;
  std::uint64_t uses_ = 0;
};

} // namespace http_task::http
