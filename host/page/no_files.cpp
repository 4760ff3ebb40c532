// In place of the page where it was not built.
#include "page/files.hpp"

namespace http_task::host {

std::span<const page_file> page_files() noexcept {
  return {};
}

} // namespace http_task::host
