#include "task/progress.hpp"

#include "json/write.hpp"

namespace http_task::task {

bool progress_filter::worth_telling(std::string_view phase, std::uint64_t bytes, time_point now) {
  constexpr milliseconds pause{100};
  if (phase == phase_ && (bytes == bytes_ || now - told_ < pause)) return false;
  phase_ = phase;
  bytes_ = bytes;
  told_ = now;
  return true;
}

std::string progress_json(std::string_view phase, std::uint64_t bytes) {
  return json::write(json::object{{"phase", phase}, {"receivedBytes", bytes}});
}

} // namespace http_task::task
