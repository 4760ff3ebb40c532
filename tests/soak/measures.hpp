// What must not grow: memory, descriptors and threads of this process.
#pragma once

#include <cstddef>
#include <string>

namespace http_task::soak {

struct measures {
  std::size_t resident_kib = 0;
  std::size_t descriptors = 0;
  std::size_t threads = 0;
};

[[nodiscard]] measures measure();
[[nodiscard]] std::string to_text(const measures& m);
// As many descriptors as the system lets this process have.
void raise_descriptor_limit();

} // namespace http_task::soak
