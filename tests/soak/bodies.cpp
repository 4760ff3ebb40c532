#include "measures.hpp"
#include "soak.hpp"

#include <algorithm>
#include <cstdio>
#include <vector>

namespace http_task::soak {
namespace {

constexpr std::uint64_t gigabyte = 1'000'000'000;
constexpr std::size_t allowed_kib = 16 * 1024;
constexpr const char* long_time = R"(, "totalTimeOut": 3600000)";

std::size_t or_none(const sdk::result<std::size_t>& r) {
  return r ? *r : 0;
}

} // namespace

bool run_bodies(const setting& s, std::uint64_t gigabytes) {
  const std::uint64_t bytes = gigabytes * gigabyte;
  sdk::instance tasks = s.make_instance();
  const measures before = measure();
  std::size_t most = before.resident_kib;
  std::vector<std::byte> piece(std::size_t{256} << 10U);

  sdk::submission one;
  const std::string down = s.get("/d" + std::to_string(bytes), long_time);
  one.settings = down;
  auto id = tasks.submit(one, {.flags = HTTP_TASK_STREAM_RESPONSE, .response_limit = bytes}).value();
  std::uint64_t taken = 0;
  std::uint64_t calls = 0;
  std::string end;
  bool ended = pump(tasks, [&](sdk::event& e) {
    if (e.kind == HTTP_TASK_EVENT_COMPLETED) end = status_of(e.doc.json());
    if (e.kind != HTTP_TASK_EVENT_READABLE) return !end.empty();
    while (const std::size_t got = or_none(tasks.read(id, piece)))
      taken += got;
    if (++calls % 1000 == 0) most = std::max(most, measure().resident_kib);
    return false;
  });
  std::printf("  down: %llu bytes, %s, most %zu MiB resident\n", static_cast<unsigned long long>(taken),
              end.c_str(), most / 1024);
  ended = ended && end == "COMPLETED" && taken == bytes;

  const std::string up = s.get("/u", std::string(long_time) + R"(, "method": "PUT")");
  one.settings = up;
  id = tasks.submit(one, {.flags = HTTP_TASK_STREAM_REQUEST}).value();
  std::uint64_t given = 0;
  end.clear();
  const auto give = [&] {
    while (given < bytes) {
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), bytes - given));
      const std::size_t got = or_none(tasks.write(id, std::span(piece).first(size)));
      if (got == 0) return;
      given += got;
    }
    tasks.finish(id);
  };
  give();
  ended = pump(tasks,
               [&](sdk::event& e) {
                 if (e.kind == HTTP_TASK_EVENT_COMPLETED) end = status_of(e.doc.json());
                 if (e.kind == HTTP_TASK_EVENT_WRITABLE) give();
                 if (++calls % 1000 == 0) most = std::max(most, measure().resident_kib);
                 return !end.empty();
               }) &&
          ended;
  std::printf("  up: %llu bytes, %s, most %zu MiB resident, %zu before\n",
              static_cast<unsigned long long>(given), end.c_str(), most / 1024, before.resident_kib / 1024);
  return ended && end == "COMPLETED" && most <= before.resident_kib + allowed_kib;
}

} // namespace http_task::soak
