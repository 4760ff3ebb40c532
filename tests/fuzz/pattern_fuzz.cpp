// Any text as a pattern: what is translated, RE2 takes or calls too large, the automaton says what RE2 says,
// and samples do not run away.
#include "base/text.hpp"
#include "schema/sample_pattern.hpp"

#include <re2/re2.h>

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
  const re2::RE2 expression(p->translation(), re2::RE2::Quiet);
  for (const std::string_view on : {text, text.substr(size / 2), text.substr(text.find('\n') + 1)}) {
    if (p->matches(on) != re2::RE2::PartialMatch(re2::StringPiece(on.data(), on.size()), expression))
      std::abort();
  }
  schema::random_source random(size);
  const std::optional<std::string> sample = schema::make_match(*p, random, 2);
  if (sample && !is_utf8(*sample)) std::abort();
  return 0;
}
