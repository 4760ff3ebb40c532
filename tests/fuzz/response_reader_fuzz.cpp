// Any stream of bytes as the answer of a server: no crash, no memory beyond the limits, and the same answer,
// or none, however the bytes are cut into reads. (Of several things that are wrong, the cut decides which is
// seen.)
#include "http/response_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace {

using http_task::http::reader_limits;
using http_task::http::response_reader;

constexpr reader_limits limits{.body_bytes = 4096, .header_bytes = 2048, .header_fields = 32};

// The body of a complete answer.
std::optional<std::string> read(std::string_view bytes, bool head, std::size_t piece) {
  response_reader reader(limits, head);
  auto now = response_reader::progress::more;
  while (!bytes.empty() && now == response_reader::progress::more) {
    const auto space = reader.prepare();
    if (space.empty() || space.size() > (1U << 20U)) std::abort();
    const std::size_t size = std::min({piece, bytes.size(), space.size()});
    std::copy_n(bytes.data(), size, space.data());
    bytes.remove_prefix(size);
    now = reader.commit(size);
  }
  if (now == response_reader::progress::more) now = reader.end(response_reader::ending::clean);
  if (now == response_reader::progress::more) std::abort();
  if (reader.body_bytes() > limits.body_bytes) std::abort();
  const bool done = now == response_reader::progress::done;
  if (done && !reader.response()->body_complete) std::abort();
  return done ? std::optional(reader.response()->body) : std::nullopt;
}

} // namespace

// The first byte says whether the request was HEAD and how the bytes are cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool head = (data[0] & 1U) != 0;
  const std::size_t piece = 1 + (data[0] >> 1U);
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  if (read(bytes, head, bytes.size() + 1) != read(bytes, head, piece)) std::abort();
  return 0;
}
