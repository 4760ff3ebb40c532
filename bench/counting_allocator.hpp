// What operator new gave out, in this program: it replaces the global operators. For one thread at a time.
#pragma once

#include <cstddef>

namespace http_task::bench {

struct allocations {
  std::size_t count = 0; // calls
  std::size_t bytes = 0; // in use
};

[[nodiscard]] allocations allocated() noexcept;

} // namespace http_task::bench
