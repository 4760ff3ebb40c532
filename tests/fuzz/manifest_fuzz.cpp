// Manifests as bytes: read_manifest either says what is wrong, or all paths lie below the folder.
#include "http_task/sdk/manifest.hpp"

#include <cstdlib>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = ::memfd_create("manifest", MFD_CLOEXEC);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  const std::string path = "/proc/self/fd/" + std::to_string(file);

  const auto m = http_task::sdk::read_manifest(path);
  if (m) {
    const auto inside = [](const std::filesystem::path& p) {
      return p.lexically_normal().native().starts_with("/proc/self/fd/");
    };
    if (m->id.empty() || !inside(m->library)) std::abort();
    for (const auto& [role, schema] : m->schemas) {
      if (!inside(schema)) std::abort();
    }
  } else if (m.error().message.empty()) {
    std::abort();
  }
  ::close(file);
  return 0;
}
