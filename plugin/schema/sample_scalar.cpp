#include "schema/sample_scalar.hpp"

#include "base/text.hpp"
#include "schema/evaluation.hpp"
#include "schema/number.hpp"
#include "schema/sample_pattern.hpp"
#include "schema/type.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace http_task::schema {
namespace {

constexpr std::size_t longest_sample = 100'000;

std::string digits_of(random_source& random, std::size_t count) {
  std::string digits;
  for (std::size_t i = 0; i < count; ++i)
    digits += static_cast<char>('0' + random.below(10));
  return digits;
}

// The plain example first, then others of the same format.
std::string make_formatted(format f, random_source& random, std::size_t attempt) {
  if (attempt == 0) return std::string(example_of(f));
  const std::string number = std::to_string(1 + random.below(9999));
  const std::string day = std::to_string(2001 + random.below(40)) + "-0" +
                          std::to_string(1 + random.below(9)) + "-1" + std::to_string(random.below(10));
  switch (f) {
  case format::date: return day;
  case format::date_time: return day + "T09:30:00Z";
  case format::time: return "1" + digits_of(random, 1) + ":30:0" + digits_of(random, 1) + "Z";
  case format::duration: return "PT" + number + "M";
  case format::email:
  case format::idn_email: return "someone" + number + "@example.com";
  case format::idn_hostname:
  case format::hostname: return "www" + number + ".example.com";
  case format::ipv4: return "192.0.2." + std::to_string(1 + random.below(254));
  case format::ipv6: return "2001:db8::" + number;
  case format::uri:
  case format::iri: return "https://example.com/" + number;
  case format::uuid: return "123e4567-e89b-42d3-a456-" + digits_of(random, 12);
  case format::regex: return "^[a-z]{" + number.substr(0, 2) + "}$";
  case format::json_pointer:
  case format::uri_reference:
  case format::uri_template:
  case format::iri_reference: return "/items/" + number;
  case format::relative_json_pointer: return number + "/items";
  case format::int32:
  case format::int64: break;
  }
  return std::string(example_of(f));
}

std::string fitted(std::string text, std::size_t least, std::size_t most) {
  for (std::size_t i = 0; text.size() < least; ++i)
    text += text[i];
  text.resize(std::min(text.size(), most));
  return text;
}

double to_double(const bound& b) {
  return b.value->to_number<double>();
}

json::value to_value(double d) {
  constexpr double exact = 9.2e18; // in 64 bits
  return d == std::floor(d) && std::fabs(d) < exact ? json::value(static_cast<std::int64_t>(d))
                                                    : json::value(d);
}

// One of low, low + 1, ... high; the first if it is to be plain.
double pick(double low, double high, random_source& random, std::size_t attempt) {
  const double count = std::clamp(high - low, 0.0, 1e6);
  return attempt == 0 ? low : low + static_cast<double>(random.below(static_cast<std::size_t>(count) + 1));
}

// The smallest and largest integer within the bounds, of a span of at most a thousand where they are open.
struct span_of_integers {
  double first;
  double last;
};

span_of_integers integers_within(const sample_shape& s) {
  constexpr double open = 999;
  span_of_integers span{1, 1 + open};
  const auto above = [&] {
    const double d = to_double(s.low);
    return std::ceil(d) + (s.low.exclusive && std::ceil(d) == d ? 1 : 0);
  };
  const auto below = [&] {
    const double d = to_double(s.high);
    return std::floor(d) - (s.high.exclusive && std::floor(d) == d ? 1 : 0);
  };
  if (s.low.value && s.high.value) return {above(), below()};
  if (s.low.value)
    span = {above(), above() + open};
  else if (s.high.value)
    span = {std::min(1.0, below() - open), below()};
  return span;
}

std::optional<json::value> make_multiple(const sample_shape& shape, random_source& random,
                                         std::size_t attempt) {
  double step = 0;
  for (const json::value* m : shape.multiples)
    step = std::max(step, m->to_number<double>());
  // An integer that is a multiple of 0.25 is also one of 25.
  const bool fractions = (shape.types & type_number) != 0;
  for (int i = 0; i < 15 && !fractions && step != std::floor(step); ++i)
    step *= 10;
  double low = shape.low.value ? std::ceil(to_double(shape.low) / step) : 1;
  double high = shape.high.value ? std::floor(to_double(shape.high) / step) : low + 999;
  if (!shape.low.value) low = std::min(low, high);
  if (shape.low.exclusive && low * step == to_double(shape.low)) low += 1;
  if (shape.high.exclusive && high * step == to_double(shape.high)) high -= 1;
  if (!(low <= high) || !std::isfinite(low * step) || !std::isfinite(high * step)) return std::nullopt;
  return to_value(pick(low, high, random, attempt) * step);
}

} // namespace

std::optional<std::string> make_text(const program& p, const sample_shape& shape, random_source& random,
                                     std::size_t attempt) {
  constexpr auto words =
      std::to_array<std::string_view>({"text", "amber", "birch", "cedar", "delta", "ember", "fjord", "grove",
                                       "hazel", "indigo", "jasper", "lotus"});
  if (shape.min_length > longest_sample || shape.min_length > shape.max_length) return std::nullopt;
  if (!shape.formats.empty() && shape.patterns.empty()) {
    std::string text = make_formatted(shape.formats[attempt % shape.formats.size()], random, attempt);
    if (text.size() >= shape.min_length) return text;
  }
  if (shape.patterns.empty())
    return fitted(std::string(words[attempt == 0 ? 0 : random.below(words.size())]), shape.min_length,
                  shape.max_length);
  constexpr std::size_t tries = 12;
  for (std::size_t i = 0; i < tries; ++i) {
    const pattern& guide = p.patterns[shape.patterns[(attempt + i) % shape.patterns.size()]];
    const std::size_t extra = i < 2 ? i : std::max<std::size_t>(shape.min_length, 2) * i / 2;
    std::optional<std::string> text = make_match(guide, random, extra);
    if (!text) continue;
    const std::size_t length = length_of(*text);
    // A pattern without an anchor at its end goes on with anything.
    if (length < shape.min_length) text->append(shape.min_length - length, 'a');
    if (length <= shape.max_length &&
        std::ranges::all_of(shape.patterns, [&](index n) { return p.patterns[n].matches(*text); }))
      return text;
  }
  return std::nullopt;
}

std::optional<json::value> make_number(const sample_shape& shape, random_source& random,
                                       std::size_t attempt) {
  if (!shape.multiples.empty()) return make_multiple(shape, random, attempt);
  // The bound itself is exact, whatever its size.
  if (attempt == 0 && shape.low.value && !shape.low.exclusive && is_integer(*shape.low.value))
    return *shape.low.value;
  const auto [first, last] = integers_within(shape);
  if (first <= last) return to_value(pick(first, last, random, attempt));
  if ((shape.types & type_number) == 0 || !shape.low.value || !shape.high.value) return std::nullopt;
  const double low = to_double(shape.low);
  const double middle = low + (to_double(shape.high) - low) / 2;
  return to_value(shape.low.exclusive ? middle : low);
}

} // namespace http_task::schema
