#include "task/retry_plan.hpp"

#include "base/text.hpp"
#include "http/client.hpp"
#include "response/verdict.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>

#include <locale.h>
#include <time.h>

namespace http_task::task {
namespace {

std::string in_words(milliseconds ms) {
  return std::to_string(ms.count()) + " ms";
}

// The names of days and months are not to depend on what the process has set.
locale_t english() {
  static const locale_t c = ::newlocale(LC_ALL_MASK, "C", nullptr);
  return c;
}

bool contains(const std::vector<settings::status_range>& list, unsigned status) {
  return std::ranges::any_of(list, [&](const settings::status_range& r) { return r.contains(status); });
}

} // namespace

std::optional<milliseconds> parse_retry_after(std::string_view value, retry_plan::wall_time now) {
  constexpr std::int64_t longest = 1'000'000'000; // seconds; more is as good as never
  value = trim(value);
  if (!value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos) {
    std::int64_t seconds = longest;
    std::from_chars(value.data(), value.data() + value.size(), seconds);
    return milliseconds(1000 * std::min(seconds, longest));
  }
  const std::string text(value);
  for (const char* form :
       {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"}) {
    std::tm date{};
    const char* end = ::strptime_l(text.c_str(), form, &date, english());
    if (end == nullptr || *end != '\0') continue;
    // Not as a time of the system's clock: its nanoseconds end in the year 2262.
    const auto wait =
        std::chrono::seconds(::timegm(&date)) - std::chrono::floor<milliseconds>(now.time_since_epoch());
    return std::clamp<milliseconds>(wait, milliseconds(0), milliseconds(1000 * longest));
  }
  return std::nullopt;
}

std::string retry_plan::attempts_so_far() const {
  return std::to_string(made_) + " of " + std::to_string(rules_.max_attempts) + " attempts were made";
}

milliseconds retry_plan::backoff() {
  const double grown = static_cast<double>(rules_.initial_delay.count()) *
                       std::pow(rules_.backoff_rate, static_cast<double>(made_ - 1));
  const auto most = static_cast<double>(rules_.max_delay.count());
  const auto ms = static_cast<std::int64_t>(std::min(grown, most));
  if (!rules_.jitter) return milliseconds(ms);
  return milliseconds(std::uniform_int_distribution<std::int64_t>(0, ms)(random_));
}

// Why it is not sent again, whatever the count; "" when it may be.
std::string retry_plan::hindrance(std::string_view method, const message::exchange& x) const {
  if (x.error) {
    const std::string& type = x.error->type;
    if (!http::may_pass(type)) return "trying again would not help";
    if (!x.error->retryable.value_or(false) && !rules_.unsafe)
      return "the request may have taken effect, and sending it again is not safe";
    return {};
  }
  const unsigned status = x.response->status;
  if (!contains(rules_.statuses, status))
    return "status " + std::to_string(status) + " is not one of retry.statusCodes";
  const bool safe = response::judge_answer(method, status, {"status", false, {}, {}}).status ==
                        response::task_status::failed ||
                    response::is_idempotent(method);
  if (!safe && !rules_.unsafe) return "the request may have taken effect, and sending it again is not safe";
  return {};
}

retry_plan::decision retry_plan::decide(std::string_view method, const message::exchange& x, bool accepted,
                                        milliseconds left, wall_time now) {
  ++made_;
  if (rules_.max_attempts <= 1) return {};
  const bool good = !x.error && x.response && accepted;
  if (good) {
    if (made_ == 1) return {};
    return {false, {}, attempts_so_far() + ", the last of which was accepted."};
  }
  if (x.error && x.error->type.starts_with("cancel.")) return {};
  if (const std::string not_again = hindrance(method, x); !not_again.empty())
    return {false, {}, attempts_so_far() + "; " + not_again + "."};
  if (made_ >= rules_.max_attempts) return {false, {}, "all " + attempts_so_far() + "."};

  milliseconds wait = backoff();
  const std::string* asked = x.response ? x.response->headers.find("Retry-After") : nullptr;
  if (const auto after = asked ? parse_retry_after(*asked, now) : std::nullopt) {
    if (*after > rules_.max_retry_after)
      return {false,
              {},
              attempts_so_far() + "; the server asks to wait " + in_words(*after) +
                  ", which is more than retry.maxRetryAfter allows (" + in_words(rules_.max_retry_after) +
                  ")."};
    wait = std::max(wait, *after);
  }
  if (wait >= left)
    return {false,
            {},
            attempts_so_far() + "; the next, after " + in_words(wait) + ", would be beyond totalTimeOut."};
  return {true, wait, attempts_so_far() + "."};
}

} // namespace http_task::task
