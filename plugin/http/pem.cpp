#include "http/pem.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace http_task::http {
namespace {

using bio_ptr = std::unique_ptr<BIO, decltype(&BIO_free)>;

bio_ptr open(std::string_view text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free};
}

bool ended_for_lack_of_more() {
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  return at_end;
}

struct passphrase_use {
  const std::string& passphrase;
  bool asked = false;
};

// In place of OpenSSL's own, which would ask at the terminal.
int give_passphrase(char* into, int size, int, void* use) {
  auto& u = *static_cast<passphrase_use*>(use);
  u.asked = true;
  if (u.passphrase.empty() || u.passphrase.size() > static_cast<std::size_t>(size)) return -1;
  std::memcpy(into, u.passphrase.data(), u.passphrase.size());
  return static_cast<int>(u.passphrase.size());
}

template<class Pointer, class Read>
result<std::vector<Pointer>> read_all(std::string_view pem, const pem_source& from, Read read,
                                      const std::string& kind, const std::string& label) {
  const bio_ptr bio = open(pem);
  std::vector<Pointer> list;
  while (auto* const next = read(bio.get()))
    list.emplace_back(next);
  const std::string advice = "Expected PEM with one or more parts -----BEGIN " + label + "-----.";
  if (!ended_for_lack_of_more()) return pem_problem(from, "has a " + kind + " that is broken", advice);
  if (list.empty()) return pem_problem(from, "has no " + kind + " in PEM form", advice);
  return list;
}

template<class Parameters, class Free>
std::unique_ptr<Parameters, Free> unpack(const X509_ALGOR* algorithm, const ASN1_ITEM* form, Free free) {
  return {static_cast<Parameters*>(ASN1_TYPE_unpack_sequence(form, algorithm->parameter)), free};
}

// RFC 8018: steps from the passphrase to the key; 0 for a way that has none to be counted (scrypt, which
// OpenSSL bounds itself).
std::int64_t iterations_of(const X509_ALGOR* algorithm) {
  std::int64_t count = 0;
  if (OBJ_obj2nid(algorithm->algorithm) != NID_pbes2) {
    if (const auto p = unpack<PBEPARAM>(algorithm, ASN1_ITEM_rptr(PBEPARAM), &PBEPARAM_free))
      ASN1_INTEGER_get_int64(&count, p->iter);
    return count;
  }
  const auto outer = unpack<PBE2PARAM>(algorithm, ASN1_ITEM_rptr(PBE2PARAM), &PBE2PARAM_free);
  if (!outer || OBJ_obj2nid(outer->keyfunc->algorithm) != NID_id_pbkdf2) return 0;
  if (const auto p = unpack<PBKDF2PARAM>(outer->keyfunc, ASN1_ITEM_rptr(PBKDF2PARAM), &PBKDF2PARAM_free))
    if (ASN1_INTEGER_get_int64(&count, p->iter) != 1) return INT64_MAX; // larger than that
  return count;
}

bool asks_too_much(std::string_view pem) {
  const bio_ptr bio = open(pem);
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;
  bool too_much = false;
  while (!too_much && PEM_read_bio(bio.get(), &name, &header, &data, &size) == 1) {
    const unsigned char* at = data;
    const std::unique_ptr<X509_SIG, decltype(&X509_SIG_free)> sealed(
        std::string_view(name) == PEM_STRING_PKCS8 ? d2i_X509_SIG(nullptr, &at, size) : nullptr,
        &X509_SIG_free);
    if (sealed) {
      const X509_ALGOR* algorithm = nullptr;
      X509_SIG_get0(sealed.get(), &algorithm, nullptr);
      too_much = iterations_of(algorithm) > most_iterations;
    }
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<std::size_t>(size));
  }
  ERR_clear_error();
  return too_much;
}

} // namespace

problem pem_problem(const pem_source& from, std::string_view detail, std::string_view advice) {
  problem p = make_problem(from.type, from.what + " " + std::string(detail) + ".", from.pointer);
  p.source = from.document;
  p.advice = advice;
  p.retryable = false;
  return p;
}

result<std::string> read_pem_file(const std::string& name, const pem_source& from) {
  errno = 0;
  std::ifstream file(name, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return pem_problem(from,
                       std::string("cannot be read: ") +
                           (errno != 0 ? std::strerror(errno) : "it is empty or no file"),
                       "Give the name of a file in PEM form that the process may read.");
  return std::move(text).str();
}

result<std::vector<certificate_ptr>> read_certificates(std::string_view pem, const pem_source& from) {
  return read_all<certificate_ptr>(
      pem, from, [](BIO* bio) { return PEM_read_bio_X509_AUX(bio, nullptr, nullptr, nullptr); },
      "certificate", "CERTIFICATE");
}

result<std::vector<crl_ptr>> read_crls(std::string_view pem, const pem_source& from) {
  return read_all<crl_ptr>(
      pem, from, [](BIO* bio) { return PEM_read_bio_X509_CRL(bio, nullptr, nullptr, nullptr); },
      "revocation list", "X509 CRL");
}

result<key_ptr> read_key(std::string_view pem, const std::string& passphrase, const pem_source& from) {
  if (asks_too_much(pem))
    return pem_problem(from, "takes more steps from the passphrase to the key than are allowed",
                       "Encrypt the key anew, with at most " + std::to_string(most_iterations) +
                           " iterations.");
  const bio_ptr bio = open(pem);
  passphrase_use use{passphrase};
  key_ptr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &give_passphrase, &use));
  const bool none = ended_for_lack_of_more();
  if (key) return key;
  if (use.asked)
    return passphrase.empty() ? pem_problem(from, "is encrypted, and there is no passphrase",
                                            "Give the passphrase of the key.")
                              : pem_problem(from, "cannot be decrypted with the passphrase that was given",
                                            "Check that passphrase and key belong together.");
  return pem_problem(from, none ? "has no private key in PEM form" : "has a private key that is broken",
                     "Expected PEM with a part -----BEGIN PRIVATE KEY----- or its older or encrypted forms.");
}

} // namespace http_task::http
