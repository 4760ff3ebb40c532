#include "http/tls_contexts.hpp"

#include "base/text.hpp"

#include <openssl/evp.h>

#include <algorithm>

namespace http_task::http {
namespace {

constexpr std::size_t most_kept = 64;

bool is_plain(const exchange_tls& step) {
  return step.ca_pem.empty() && step.certificate_name.empty() && step.certificate.certificate.empty() &&
         step.certificate.key.empty();
}

pem_source in_options(std::string_view type, std::string pointer, std::string what) {
  return {type, std::move(pointer), "options", std::move(what)};
}
pem_source in_settings(std::string_view type, std::string pointer, std::string what) {
  return {type, std::move(pointer), "settings", std::move(what)};
}

std::string file_name(const std::string& name) {
  return "The file \"" + name + "\"";
}

bool covers(const std::string& pattern, std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (!pattern.starts_with("*.")) return iequals(pattern, host);
  const std::string_view tail = std::string_view(pattern).substr(1);
  return host.size() > tail.size() && iequals(host.substr(host.size() - tail.size()), tail);
}

// Secrets are among what tells one configuration from another, so only its digest is kept.
std::array<unsigned char, 32> digest_of(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts)
    all.append(std::to_string(part.size())).append(":").append(part);
  std::array<unsigned char, 32> digest{};
  EVP_Digest(all.data(), all.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return digest;
}

result<void> read_into(tls_context::identity& identity, std::string_view certificate, std::string_view key,
                       const std::string& passphrase) {
  auto chain = read_certificates(certificate, identity.certificate_from);
  if (!chain) return chain.error();
  auto own_key = read_key(key, passphrase, identity.key_from);
  if (!own_key) return own_key.error();
  identity.chain = std::move(*chain);
  identity.key = std::move(*own_key);
  return {};
}

} // namespace

result<std::unique_ptr<tls_contexts>> tls_contexts::create(const tls_options& options) {
  std::unique_ptr<tls_contexts> made(new tls_contexts);
  made->min_version_ = options.min_version;
  if (const auto read = made->read_trust(options); !read) return read.error();
  for (const auto& [name, files] : options.client_certificates)
    if (const auto read = made->read_identity(name, files); !read) return read.error();
  auto plain = tls_context::create(made->trust_, made->min_version_, {});
  if (!plain) return plain.error();
  made->plain_ = std::move(*plain);
  return made;
}

result<void> tls_contexts::read_trust(const tls_options& options) {
  crl_file_ = options.crl_file;
  if (const auto read = read_crls(); !read) return read;
  if (!options.ca_file.empty() || !options.ca_pem.empty()) {
    const bool from_file = !options.ca_file.empty();
    const pem_source from = from_file ? in_options("config.tls_ca", "/tls/caFile", file_name(options.ca_file))
                                      : in_options("config.tls_ca", "/tls/caPem", "The text of the CA");
    std::string pem = options.ca_pem;
    if (from_file) {
      auto text = read_pem_file(options.ca_file, from);
      if (!text) return text.error();
      pem = std::move(*text);
    }
    auto read = read_certificates(pem, from);
    if (!read) return read.error();
    authorities_ = std::move(*read);
  }
  trust_ = std::make_shared<trust_store>(authorities_, crls_);
  return {};
}

result<void> tls_contexts::read_crls() {
  if (crl_file_.empty()) return {};
  crl_stamp_ = file_stamp::of(crl_file_); // before it is read: a change meanwhile shows
  const pem_source from = in_options("config.tls_crl", "/tls/crlFile", file_name(crl_file_));
  const auto text = read_pem_file(crl_file_, from);
  if (!text) return text.error();
  auto crls = http::read_crls(*text, from);
  if (!crls) return crls.error();
  crls_ = std::move(*crls);
  return {};
}

// With the mutex held. Lists that cannot be read (any more) leave those of before, which run out and fail
// closed.
void tls_contexts::look_for_new_crls() {
  if (file_stamp::of(crl_file_) == crl_stamp_ || !read_crls()) return;
  auto trust = std::make_shared<trust_store>(authorities_, crls_);
  auto plain = tls_context::create(trust, min_version_, {});
  if (!plain) return;
  trust_ = std::move(trust);
  plain_ = std::move(*plain);
  others_.clear();
}

result<void> tls_contexts::read_identity(const std::string& name, const named_certificate& files) {
  const std::string pointer = "/tls/clientCertificates/" + name;
  const bool key_apart = !files.key_file.empty();
  named_identity& n = named_[name];
  n.hosts = files.hosts;
  n.identity.certificate_from =
      in_options("config.tls_client_cert", pointer + "/certificateFile", file_name(files.certificate_file));
  n.identity.key_from =
      in_options("config.tls_client_key", pointer + (key_apart ? "/keyFile" : "/certificateFile"),
                 file_name(key_apart ? files.key_file : files.certificate_file));
  const auto certificate = read_pem_file(files.certificate_file, n.identity.certificate_from);
  if (!certificate) return certificate.error();
  result<std::string> key = *certificate;
  if (key_apart) key = read_pem_file(files.key_file, n.identity.key_from);
  if (!key) return key.error();
  if (const auto read = read_into(n.identity, *certificate, *key, files.passphrase); !read) return read;
  // That OpenSSL takes it shows now and not with the first step that names it.
  const auto tried = tls_context::create(trust_, min_version_, n.identity);
  if (!tried) return tried.error();
  return {};
}

result<const tls_contexts::named_identity*> tls_contexts::find_named(const std::string& name,
                                                                     std::string_view host) const {
  const pem_source from = in_settings("config.tls_client_cert", "/tls/clientCertificate",
                                      "The client certificate \"" + name + "\"");
  const auto found = named_.find(name);
  if (found == named_.end())
    return pem_problem(from, "is not among those that the host of the plugin has configured",
                       "Ask for it in the options of the instance: tls.clientCertificates.");
  const auto& hosts = found->second.hosts;
  const bool allowed =
      hosts.empty() || std::ranges::any_of(hosts, [&](const std::string& h) { return covers(h, host); });
  if (!allowed)
    return pem_problem(
        from, "may not be shown to " + std::string(host),
        "The options of the instance say for which hosts it is: hosts in tls.clientCertificates.");
  return &found->second;
}

result<std::shared_ptr<tls_context>> tls_contexts::select(const exchange_tls& step, std::string_view host,
                                                          bool with_certificate) {
  std::unique_lock lock(mutex_, std::defer_lock);
  if (!crl_file_.empty()) {
    lock.lock();
    look_for_new_crls();
  }
  const tls_version version = std::max(min_version_, step.min_version);
  const bool is_default = version == min_version_;
  if (is_default && is_plain(step)) return plain_;

  const named_identity* named = nullptr;
  if (with_certificate && !step.certificate_name.empty()) {
    const auto found = find_named(step.certificate_name, host);
    if (!found) return found.error();
    named = *found;
  }
  const certificate_text none;
  const certificate_text& own = with_certificate && named == nullptr ? step.certificate : none;
  const digest key =
      digest_of({version == tls_version::v1_3 ? "1.3" : "1.2", step.ca_pem,
                 named != nullptr ? std::string_view(step.certificate_name) : std::string_view(),
                 own.certificate, own.key, own.passphrase});
  if (!lock) lock.lock();
  for (auto k = others_.begin(); k != others_.end(); ++k)
    if (k->key == key) {
      others_.splice(others_.begin(), others_, k);
      return k->context;
    }
  result<std::shared_ptr<tls_context>> made = make(step, version, named, with_certificate);
  if (!made) return made;
  others_.push_front({key, *made});
  if (others_.size() > most_kept) others_.pop_back();
  return made;
}

result<std::shared_ptr<tls_context>> tls_contexts::make(const exchange_tls& step, tls_version version,
                                                        const named_identity* named, bool with_certificate) {
  std::shared_ptr<trust_store> trust = trust_;
  if (!step.ca_pem.empty()) {
    const auto authorities =
        read_certificates(step.ca_pem, in_settings("config.tls_ca", "/tls/ca", "The text of the CA"));
    if (!authorities) return authorities.error();
    trust = std::make_shared<trust_store>(*authorities, crls_);
  }
  if (named != nullptr) return tls_context::create(std::move(trust), version, named->identity);
  tls_context::identity own;
  const certificate_text& text = step.certificate;
  if (with_certificate && (!text.certificate.empty() || !text.key.empty())) {
    const std::string pointer = "/tls/clientCertificate";
    own.certificate_from =
        in_settings("config.tls_client_cert", pointer + "/certificate", "The text of the client certificate");
    own.key_from =
        in_settings("config.tls_client_key", pointer + "/key",
                    text.key.empty() ? "The text of the client certificate" : "The text of the key");
    const auto read =
        read_into(own, text.certificate, text.key.empty() ? text.certificate : text.key, text.passphrase);
    if (!read) return read.error();
  }
  return tls_context::create(std::move(trust), version, own);
}

} // namespace http_task::http
