// What a client of the editor's server sends: paths, queries, ranges, names of hosts, definitions to save.
#include "document/json.hpp"
#include "document/layout.hpp"
#include "serve/byte_range.hpp"
#include "serve/masking.hpp"
#include "text/line_changes.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace http_task::host;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_range(std::string_view field) {
  constexpr std::uint64_t size = 1000;
  const byte_range range = read_byte_range(field, size);
  require(range.kind == byte_range::kinds::unsatisfiable || range.offset + range.size <= size);
  require(range.kind != byte_range::kinds::part || range.size > 0);
}

void check_masking(std::string_view secret, std::string_view bytes) {
  const json::object secrets{{"A", secret}, {"B", "needle"}};
  std::string masked;
  for_each_masked_piece(bytes, forms_of_secrets(secrets), [&](std::string_view piece) { masked += piece; });
  // What is put in may make a new occurrence only where a secret holds the mask itself.
  require(secret.find('*') != std::string_view::npos || masked.find("needle") == std::string::npos);
}

// Half of a text over the other half: what comes out is the second one, and over itself it is the same text.
void check_rewriting(std::string_view before, std::string_view after) {
  const auto first = parse_json(before, "before");
  const auto second = parse_json(after, "after");
  if (!first || !second || *second != *second) return; // Boost.JSON 1.81 reads 0e982 as not a number
  const auto rewritten = parse_json(rewrite_json(before, after), "rewritten");
  require(rewritten && *rewritten == *second);
  require(rewrite_json(before, before) == before);
}

void check_lines(std::string_view before, std::string_view after) {
  std::size_t removed = 0;
  std::size_t added = 0;
  std::size_t same = 0;
  for (const line_change& change : compare_lines(before, after)) {
    same += change.kind == line_change::kinds::same ? 1 : 0;
    removed += change.kind == line_change::kinds::removed ? 1 : 0;
    added += change.kind == line_change::kinds::added ? 1 : 0;
  }
  const auto lines = [](std::string_view text) { return compare_lines({}, text).size(); };
  require(same + removed == lines(before) && same + added == lines(after));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t half = text.find('\x01') != std::string_view::npos ? text.find('\x01') : size / 2;
  const std::string_view first = text.substr(0, half);
  const std::string_view second = text.substr(std::min(half + 1, size));
  check_range(text);
  check_masking(first, second);
  check_rewriting(first, second);
  check_lines(first, second);
  return 0;
}
