// The TLS configurations of a client: one context for each that is different, made when it is first asked
// for.
//
// Reads the files of the host once, when it is created; afterwards none but that of the revocation lists,
// again whenever it has changed: from then on there are other contexts, so that no connection and no session
// of before is used. Thread-safe. Bounded: of the contexts that steps bring about, those used last are kept;
// a connection keeps its own alive.
#pragma once

#include "http/client.hpp"
#include "http/file_stamp.hpp"
#include "http/tls_context.hpp"

#include <array>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace http_task::http {

class tls_contexts {
public:
  // "config.tls_ca", "config.tls_crl", "config.tls_client_cert" or "config.tls_client_key", pointer into the
  // instance options.
  [[nodiscard]] static result<std::unique_ptr<tls_contexts>> create(const tls_options& options);

  // For a step and the host that it connects to; `with_certificate` false leaves the client's certificate
  // out. Fails with the same classes, pointer into the request settings.
  [[nodiscard]] result<std::shared_ptr<tls_context>> select(const exchange_tls& step, std::string_view host,
                                                            bool with_certificate);

private:
  using digest = std::array<unsigned char, 32>;
  struct named_identity {
    tls_context::identity identity;
    std::vector<std::string> hosts;
  };
  struct kept {
    digest key;
    std::shared_ptr<tls_context> context;
  };

  tls_contexts() = default;
  [[nodiscard]] result<void> read_trust(const tls_options& options);
  [[nodiscard]] result<void> read_crls();
  void look_for_new_crls();
  [[nodiscard]] result<void> read_identity(const std::string& name, const named_certificate& files);
  [[nodiscard]] result<std::shared_ptr<tls_context>> make(const exchange_tls& step, tls_version version,
                                                          const named_identity* named, bool with_certificate);
  [[nodiscard]] result<const named_identity*> find_named(const std::string& name,
                                                         std::string_view host) const;

  tls_version min_version_ = tls_version::v1_2;
  std::string crl_file_; // "": none
  std::vector<certificate_ptr> authorities_;
  std::map<std::string, named_identity, std::less<>> named_;

  std::mutex mutex_; // guards what follows; without crl_file_ only the last of it changes
  file_stamp crl_stamp_;
  std::vector<crl_ptr> crls_;
  std::shared_ptr<trust_store> trust_;
  std::shared_ptr<tls_context> plain_; // of a step that asks for nothing of its own
  std::list<kept> others_;             // the one used last first
};

} // namespace http_task::http
