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

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  auto made = coding::decoder::create(codings[data[0] % codings.size()], limit).value();
  const std::size_t piece = data[1] + std::size_t{1};
  std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
  std::string content;
  for (; !rest.empty(); rest.remove_prefix(std::min(piece, rest.size())))
    if (!made->write(rest.substr(0, piece), content)) break;
  (void)made->finish();
  if (content.size() > limit) std::abort();
  return 0;
}
