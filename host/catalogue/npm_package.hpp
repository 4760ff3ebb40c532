// A package of the npm registry, fetched with the npm client and unpacked.
#pragma once

#include "document/problem.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <utility>

namespace http_task::host {

// The files lie in a folder of their own below $XDG_CACHE_HOME/http-task/npm/ and are removed with this.
class npm_package {
public:
  // Runs `npm pack` (no script of the package runs) and `tar`; what keep() kept of the same version is taken
  // instead. `package` is NAME[@VERSION], or the absolute path of a folder or tarball that npm packs. Fails
  // with "usage" for anything else that npm would take (a URL, a git repository: these know nothing of the
  // egress policy), "program.*", "file.unwritable" or "cancel.requested".
  [[nodiscard]] static result<npm_package> unpack(const std::string& package,
                                                  const std::function<bool()>& cancelled);

  npm_package(npm_package&& other) noexcept
      : work_(std::exchange(other.work_, {})), kept_(std::move(other.kept_)) {}
  npm_package& operator=(npm_package&&) = delete;
  ~npm_package();

  [[nodiscard]] std::filesystem::path files() const { return work_ / "files"; }
  // The files stay for the next unpack(), as far as a version names them.
  void keep() noexcept;

private:
  explicit npm_package(std::filesystem::path work) : work_(std::move(work)) {}

  std::filesystem::path work_;
  std::filesystem::path
      kept_; // where keep() puts the files; "" for a folder, which changes without a new version
};

} // namespace http_task::host
