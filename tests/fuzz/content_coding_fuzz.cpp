// The decoder of content codings: the first byte chooses the codings, the second how the rest is cut.
#include "coding/decoder.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

using namespace http_task;

namespace {

constexpr std::array codings = std::to_array<std::string_view>(
    {"gzip", "deflate", "br", "zstd", "gzip, br", "deflate, zstd", "gzip, gzip, gzip"});
constexpr std::uint64_t limit = 100'000;

// What is taken in portions is the same.
void in_portions(const std::uint8_t* data, std::size_t size, const std::string& content, bool complete) {
  constexpr std::size_t portion = 100;
  constexpr std::size_t most_more = std::size_t{32} << 10U;
  auto made = coding::decoder::create(codings[data[0] % codings.size()], limit).value();
  std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
  std::string taken;
  std::string part;
  do {
    part.clear();
    if (!made->write(rest, part, portion) || part.size() > portion + most_more) std::abort();
    rest = {};
    taken += part;
  } while (made->is_paused());
  if (taken != content || made->finish().has_value() != complete) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  auto made = coding::decoder::create(codings[data[0] % codings.size()], limit).value();
  const std::size_t piece = data[1] + std::size_t{1};
  std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
  std::string content;
  bool good = true;
  for (; good && !rest.empty(); rest.remove_prefix(std::min(piece, rest.size())))
    good = made->write(rest.substr(0, piece), content).has_value();
  if (content.size() > limit) std::abort();
  if (good) in_portions(data, size, content, made->finish().has_value());
  return 0;
}
