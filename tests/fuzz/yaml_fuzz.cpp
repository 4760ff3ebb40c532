// Any bytes as YAML: what is read is JSON that reads back the same.
#include "description/yaml.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace http_task;
  const auto read =
      description::parse_yaml({reinterpret_cast<const char*>(data), size}, {64, 1 << 16, 1 << 16});
  if (!read) return 0;
  const std::string text = json::write(read->value);
  const auto again = json::parse(text);
  if (!again || json::write(*again) != text) std::abort();
  return 0;
}
