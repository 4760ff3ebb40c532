#include "measures.hpp"
#include "soak.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

namespace http_task::soak {
namespace {

struct kind {
  const char* path;
  const char* more;
  const char* status;
};

// Two of three are good, as traffic is, the rest broken in every way that costs something.
constexpr std::array kinds = std::to_array<kind>({
    {"/o", "", "COMPLETED"},
    {"/k", "", "COMPLETED"},
    {"/o", R"(, "method": "POST", "body": {"a": 1})", "COMPLETED"},
    {"/5", "", "FAILED"},
    {"/o", R"(, "queryParameters": {"a": "b"})", "COMPLETED"},
    {"/e", "", "COMPLETED"},
    {"/c", "", "FAILED"},
    {"/o", "", "COMPLETED"},
    {"/r", "", "FAILED"},
    {"/d20000", "", "COMPLETED"},
    {"/t", "", "FAILED"},
    {"/o", R"(, "successCondition": "$.response.body.good == true")", "COMPLETED"},
    {"/g", "", "FAILED_WITH_TERMINAL_ERROR"},
    {"/o", R"(, "unknown": 1)", "FAILED_WITH_TERMINAL_ERROR"},
    {"/c", R"(, "method": "POST", "body": {}, "retry": {"maxAttempts": 2, "initialDelay": 1})",
     "FAILED_WITH_TERMINAL_ERROR"},
    {"/5", R"(, "retry": {"maxAttempts": 2, "initialDelay": 1, "jitter": "NONE"})", "FAILED"},
});

constexpr std::uint64_t in_flight = 64;
constexpr std::uint64_t warm = 50'000;
constexpr std::size_t allowed_growth_kib = 8 * 1024;
// After "/e" the server closes without a word. A POST that is under way on that connection then is lost, and
// must not be sent again by itself (RFC 9110, section 9.2.2).
constexpr std::uint64_t one_race_in = 10'000;

bool is_lost_race(const kind& k, std::string_view json) {
  return std::string_view(k.more).find("POST") != std::string_view::npos &&
         json.find(R"("reused":true)") != std::string_view::npos &&
         json.find(R"("error":{"type":"conn.)") != std::string_view::npos;
}

} // namespace

bool run_requests(const setting& s, std::uint64_t count) {
  sdk::instance tasks = s.make_instance();
  std::vector<std::string> settings;
  for (const kind& k : kinds)
    settings.push_back(s.get(k.path, k.more));
  std::vector<bool> seen(count);
  std::uint64_t next = 0;
  std::uint64_t done = 0;
  std::uint64_t wrong = 0;
  std::uint64_t races = 0;
  measures at_warm;
  measures most;
  const auto submit = [&] {
    if (next == count) return;
    sdk::submission one;
    one.user_tag = next;
    one.settings = settings[next % kinds.size()];
    if (!tasks.submit(one)) ++wrong;
    ++next;
  };
  while (next < std::min(in_flight, count))
    submit();
  const bool ended = pump(tasks, [&](sdk::event& e) {
    const kind& k = kinds[e.user_tag % kinds.size()];
    const bool good = !seen[e.user_tag] && status_of(e.doc.json()) == k.status;
    if (!good && !seen[e.user_tag] && is_lost_race(k, e.doc.json()))
      ++races;
    else if (!good && ++wrong < 5)
      std::printf("  %s: %s\n", k.path, std::string(e.doc.json()).c_str());
    seen[e.user_tag] = true;
    submit();
    if (++done % 10'000 == 0) {
      const measures now = measure();
      if (done == warm) at_warm = most = now;
      if (done > warm) {
        most.resident_kib = std::max(most.resident_kib, now.resident_kib);
        most.threads = std::max(most.threads, now.threads);
        most.descriptors = std::max(most.descriptors, now.descriptors);
      }
      if (done % 100'000 == 0)
        std::printf("  %llu: %s\n", static_cast<unsigned long long>(done), to_text(now).c_str());
      std::fflush(stdout);
    }
    return done == count;
  });
  if (races > 0)
    std::printf("  %llu POST lost with a connection that the server closed\n",
                static_cast<unsigned long long>(races));
  if (count > warm)
    std::printf("  after %llu: %s; most after that: %s\n", static_cast<unsigned long long>(warm),
                to_text(at_warm).c_str(), to_text(most).c_str());
  return ended && wrong == 0 && races <= count / one_race_in &&
         (count <= warm ||
          (most.resident_kib <= at_warm.resident_kib + allowed_growth_kib &&
           most.threads == at_warm.threads && most.descriptors <= at_warm.descriptors + in_flight));
}

} // namespace http_task::soak
