#include "schema/format.hpp"

#include <array>

namespace http_task::schema::formats {
namespace {

// Reads from the front of a text; once something was missing, `ok` stays false.
struct reader {
  std::string_view text;
  bool ok = true;

  bool literal(char c) noexcept {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
  }
  void expect(char c) noexcept { ok = literal(c) && ok; }

  // Exactly `count` digits.
  int number(std::size_t count) noexcept {
    int n = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (text.empty() || text.front() < '0' || text.front() > '9') {
        ok = false;
        return 0;
      }
      n = n * 10 + (text.front() - '0');
      text.remove_prefix(1);
    }
    return n;
  }

  std::size_t digits() noexcept {
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
  }
};

void read_date(reader& r) noexcept {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int year = r.number(4);
  r.expect('-');
  const int month = r.number(2);
  r.expect('-');
  const int day = r.number(2);
  if (!r.ok || month < 1 || month > 12) {
    r.ok = false;
    return;
  }
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const int last = month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
  r.ok = day >= 1 && day <= last;
}

// The offset in minutes.
int read_offset(reader& r) noexcept {
  if (r.literal('Z') || r.literal('z')) return 0;
  const bool negative = r.literal('-');
  if (!negative) r.expect('+');
  const int hours = r.number(2);
  r.expect(':');
  const int minutes = r.number(2);
  r.ok = r.ok && hours <= 23 && minutes <= 59;
  return (negative ? -1 : 1) * (hours * 60 + minutes);
}

void read_time(reader& r) noexcept {
  constexpr int day = 24 * 60;
  const int hour = r.number(2);
  r.expect(':');
  const int minute = r.number(2);
  r.expect(':');
  const int second = r.number(2);
  if (r.literal('.')) r.ok = r.digits() > 0 && r.ok;
  const int offset = read_offset(r);
  r.ok = r.ok && hour <= 23 && minute <= 59 && second <= 60;
  // A leap second is the last of a day in UTC (section 5.7).
  if (r.ok && second == 60) r.ok = ((hour * 60 + minute - offset) % day + day) % day == day - 1;
}

// Any of the units, in their order; true if there was at least one.
bool read_units(reader& r, std::string_view units) noexcept {
  bool any = false;
  bool gap = false; // units may be left out at both ends, but not in the middle (appendix A)
  for (const char unit : units) {
    reader ahead = r;
    if (ahead.digits() > 0 && ahead.literal(unit)) {
      r.ok = r.ok && !gap;
      r.text = ahead.text;
      any = true;
    } else {
      gap = any;
    }
  }
  return any;
}

} // namespace

bool is_date(std::string_view text) noexcept {
  reader r{text};
  read_date(r);
  return r.ok && r.text.empty();
}

bool is_time(std::string_view text) noexcept {
  reader r{text};
  read_time(r);
  return r.ok && r.text.empty();
}

bool is_date_time(std::string_view text) noexcept {
  reader r{text};
  read_date(r);
  r.ok = (r.literal('T') || r.literal('t')) && r.ok;
  read_time(r);
  return r.ok && r.text.empty();
}

bool is_duration(std::string_view text) noexcept {
  reader r{text};
  r.expect('P');
  if (reader weeks = r; weeks.digits() > 0 && weeks.literal('W')) return r.ok && weeks.text.empty();
  const bool date = read_units(r, "YMD");
  if (r.literal('T')) return read_units(r, "HMS") && r.ok && r.text.empty();
  return date && r.ok && r.text.empty();
}

} // namespace http_task::schema::formats
