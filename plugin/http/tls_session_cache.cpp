#include "http/tls_session_cache.hpp"

#include <algorithm>

namespace http_task::http {
namespace {

bool is_single_use(const SSL_SESSION* session) {
  return SSL_SESSION_get_protocol_version(session) >= TLS1_3_VERSION;
}

bool is_fresh(SSL_SESSION* session) {
  if (SSL_SESSION_is_resumable(session) != 1) return false;
  const X509* certificate = SSL_SESSION_get0_peer(session);
  return certificate != nullptr && X509_cmp_current_time(X509_get0_notAfter(certificate)) > 0;
}

} // namespace

void tls_session_cache::put(const pool_key& key, session_ptr session) {
  const std::lock_guard lock(mutex_);
  if (kinds_.size() >= most_kinds && !kinds_.contains(key)) make_room();
  kind& k = kinds_[key];
  k.used = ++uses_;
  if (!is_single_use(session.get())) k.sessions.clear();
  k.sessions.push_back(std::move(session));
  if (k.sessions.size() > most_per_kind) k.sessions.pop_front();
}

tls_session_cache::session_ptr tls_session_cache::take(const pool_key& key, const trust_store& trust) {
  const std::lock_guard lock(mutex_);
  const auto found = kinds_.find(key);
  if (found == kinds_.end()) return nullptr;
  kind& k = found->second;
  k.used = ++uses_;
  if (trust.has_stale_crl()) k.sessions.clear();
  session_ptr taken;
  while (!taken && !k.sessions.empty()) {
    SSL_SESSION* const newest = k.sessions.back().get();
    if (is_fresh(newest)) {
      SSL_SESSION_up_ref(newest);
      taken.reset(newest);
    }
    if (!taken || is_single_use(newest)) k.sessions.pop_back();
  }
  if (k.sessions.empty()) kinds_.erase(found);
  return taken;
}

void tls_session_cache::forget(const pool_key& key) {
  const std::lock_guard lock(mutex_);
  kinds_.erase(key);
}

// With the mutex held: the kind that was used least lately goes.
void tls_session_cache::make_room() {
  const auto oldest =
      std::ranges::min_element(kinds_, {}, [](const auto& entry) { return entry.second.used; });
  kinds_.erase(oldest);
}

} // namespace http_task::http
