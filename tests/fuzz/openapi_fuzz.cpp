// Any bytes as the description of an API: what is read is described too, and no description refers outside of
// itself.
#include "description/read.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace http_task::description;
  read_options options;
  options.limits.operations = 50;
  options.limits.subschemas = 2'000;
  options.limits.checks = 10'000;
  const auto read = read_document({reinterpret_cast<const char*>(data), size}, options);
  if (read)
    for (std::size_t i = 0; i < read->endpoints.size(); ++i)
      static_cast<void>(read->describe(i));
  return 0;
}
