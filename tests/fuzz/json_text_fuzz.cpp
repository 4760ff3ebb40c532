// Any bytes as JSON: no crash, and what was read is the same after it was written and read again.
#include "json/parse.hpp"
#include "json/write.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace http_task;
  const result<json::value> first = json::parse({reinterpret_cast<const char*>(data), size});
  if (!first) return 0;
  const std::string text = json::write(*first);
  const result<json::value> second = json::parse(text);
  if (!second || json::write(*second) != text) std::abort();
  return 0;
}
