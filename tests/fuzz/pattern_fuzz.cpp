// Any text as a pattern: what is translated, RE2 takes or calls too large, and samples do not run away.
#include "base/text.hpp"
#include "schema/sample_pattern.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace http_task;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!is_utf8(text)) return 0;
  const result<schema::pattern> p = schema::pattern::compile(text);
  if (!p) {
    if (p.error().type != "input.invalid" && p.error().type != "input.unsupported") std::abort();
    return 0;
  }
  static_cast<void>(p->matches(text));
  schema::random_source random(size);
  const std::optional<std::string> sample = schema::make_match(*p, random, 2);
  if (sample && !is_utf8(*sample)) std::abort();
  return 0;
}
