// Which certificate authorities OpenSSL trusts by default, and whether they can be read.
#pragma once

#include <cstddef>
#include <filesystem>

namespace http_task::host {

struct trust_place {
  std::filesystem::path path;
  bool readable = false;
  std::size_t roots = 0;
};

struct trust_store {
  trust_place file;   // SSL_CERT_FILE, else OpenSSL's own
  trust_place folder; // SSL_CERT_DIR, else OpenSSL's own: files named by hash

  [[nodiscard]] bool usable() const noexcept { return file.roots + folder.roots > 0; }
};

[[nodiscard]] trust_store find_trust_store();

// A PEM file: how many certificates it holds.
[[nodiscard]] trust_place read_trust_file(const std::filesystem::path& file);

} // namespace http_task::host
