#include "doctor/trust_store.hpp"

#include <cstdlib>
#include <memory>
#include <string>
#include <system_error>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <unistd.h>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

fs::path from_environment(const char* variable, const char* otherwise) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

// "5ed36f99.0", as openssl rehash names them.
bool is_hash_name(const std::string& name) {
  return name.size() > 9 && name[8] == '.' && name.find_first_not_of("0123456789abcdef") == 8 &&
         name.find_first_not_of("0123456789", 9) == std::string::npos;
}

trust_place read_trust_folder(const fs::path& folder) {
  trust_place place{folder, false, 0};
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (is_hash_name(entry->path().filename().string()) && access(entry->path().c_str(), R_OK) == 0)
      ++place.roots;
  }
  place.readable = !error;
  return place;
}

} // namespace

trust_place read_trust_file(const fs::path& file) {
  trust_place place{file, false, 0};
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> input(BIO_new_file(file.c_str(), "r"), BIO_free_all);
  place.readable = input != nullptr;
  while (input) {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509_AUX(input.get(), nullptr, nullptr, nullptr), X509_free);
    if (!certificate) break;
    ++place.roots;
  }
  ERR_clear_error(); // the end of the file is an error in its queue
  return place;
}

trust_store find_trust_store() {
  return {read_trust_file(from_environment(X509_get_default_cert_file_env(), X509_get_default_cert_file())),
          read_trust_folder(from_environment(X509_get_default_cert_dir_env(), X509_get_default_cert_dir()))};
}

} // namespace http_task::host
