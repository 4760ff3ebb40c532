// A loaded plugin: the shared library and its table, checked against the manifest.
#pragma once

#include "http_task/plugin.h"
#include "http_task/sdk/manifest.hpp"
#include "http_task/sdk/result.hpp"

#include <memory>
#include <string_view>

namespace http_task::sdk {

// Owns the handle of dlopen. Immutable, hence thread-safe. Instances and documents hold a reference, so the
// code stays in memory as long as any of them lives.
class library {
public:
  ~library();
  library(const library&) = delete;
  library& operator=(const library&) = delete;

  [[nodiscard]] const sdk::manifest& manifest() const noexcept { return manifest_; }
  [[nodiscard]] const http_task_plugin& table() const noexcept { return *table_; }

private:
  friend result<std::shared_ptr<library>> load_library(const sdk::manifest&);
  library() = default;

  sdk::manifest manifest_;
  void* handle_ = nullptr;
  const http_task_plugin* table_ = nullptr;
};

// Loads with RTLD_NOW | RTLD_LOCAL and asks the entry for its table. Fails when the library cannot be loaded,
// does not serve this host's ABI, or contradicts the manifest: another id, version or ABI, or an interface
// that the manifest names and get_interface does not have.
[[nodiscard]] result<std::shared_ptr<library>> load_library(const sdk::manifest& m);

} // namespace http_task::sdk
