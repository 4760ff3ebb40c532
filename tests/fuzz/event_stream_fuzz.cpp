// The reader of event streams: the first byte says how the rest is cut. However it is cut, the events are the
// same.
#include "message/event_stream.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

using namespace http_task;

namespace {

constexpr std::size_t limit = 4096;

std::vector<std::string> read(std::string_view bytes, std::size_t piece) {
  message::event_stream stream(limit);
  std::vector<std::string> events;
  const auto keep = [&](const message::server_event& e) {
    if (e.data.size() > 3 * limit || e.type.empty()) std::abort(); // replaced bytes grow threefold
    events.push_back(e.type + '\n' + e.id + '\n' + e.data);
  };
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    if (!stream.write(bytes.substr(0, piece), keep)) {
      events.emplace_back("too long");
      break;
    }
  }
  return events;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::vector<std::string> whole = read(bytes, bytes.size());
  const std::vector<std::string> cut = read(bytes, data[0] + std::size_t{1});
  // In pieces a line that is too long is noticed before its end.
  if (whole.empty() || whole.back() != "too long") {
    if (whole != cut) std::abort();
  }
  return 0;
}
