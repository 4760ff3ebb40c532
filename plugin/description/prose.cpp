#include "description/prose.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>

namespace http_task::description {
namespace {

constexpr std::size_t longest_prose = 64 << 10;
constexpr std::size_t longest_sentence = 500;
constexpr std::size_t most_facts = 50;

// What the settings allow (schemas/request-settings.schema.json).
constexpr std::int64_t most_requests = 1'000'000;
constexpr std::int64_t longest_period = 86'400;

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

// RE2 matches in time linear in the text.
class pattern {
public:
  explicit pattern(const char* text) : re_(text, RE2::Quiet) {}

  // Calls `found(groups, offset of the match)` for each match.
  template<class Found>
  void each(std::string_view text, Found found) const {
    re2::StringPiece groups[5];
    const int count = 1 + re_.NumberOfCapturingGroups();
    std::size_t from = 0;
    for (std::size_t i = 0;
         i < most_facts && re_.Match(piece(text), from, text.size(), RE2::UNANCHORED, groups, count); ++i) {
      const auto offset = static_cast<std::size_t>(groups[0].data() - text.data());
      found(groups, offset);
      from = offset + std::max<std::size_t>(1, groups[0].size());
    }
  }

private:
  RE2 re_;
};

bool ends_sentence(std::string_view text, std::size_t i) noexcept {
  if (text[i] == '\n') return i + 1 < text.size() && text[i + 1] == '\n';
  const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
  return stop && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n' || text[i + 1] == '*');
}

std::string sentence_around(std::string_view text, std::size_t first, std::size_t last) {
  std::size_t begin = first;
  while (begin > 0 && !ends_sentence(text, begin - 1))
    --begin;
  std::size_t end = last;
  while (end < text.size() && !ends_sentence(text, end))
    ++end;
  std::string sentence = single_line(text.substr(begin, end - begin + 1), longest_sentence);
  for (std::size_t at = sentence.find("**"); at != std::string::npos; at = sentence.find("**"))
    sentence.erase(at, 2);
  return std::string(trim(sentence));
}

// "1200", "1,200", "1 200", "1.200": groups of three are thousands. nullopt for anything else, "1.5" for
// example.
std::optional<std::int64_t> whole_number(std::string_view text) {
  std::string digits;
  std::size_t group = 0; // digits since the last separator
  bool separated = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
      ++group;
      continue;
    }
    if (group == 0 || group > 3 || (separated && group != 3)) return std::nullopt;
    separated = true;
    group = 0;
  }
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || (separated && group != 3)) return std::nullopt;
  return number;
}

std::int64_t seconds_of(std::string_view unit) {
  switch (to_lower(unit[0])) {
  case 's': return 1;
  case 'm': return 60;
  case 'h': return 3'600;
  default: return 86'400;
  }
}

// The sentence of the first match.
std::optional<std::string> first_match(const pattern& what, std::string_view prose) {
  prose = utf8_prefix(prose, longest_prose);
  std::optional<std::string> sentence;
  what.each(prose, [&](const re2::StringPiece* groups, std::size_t offset) {
    if (!sentence) sentence = sentence_around(prose, offset, offset + groups[0].size() - 1);
  });
  return sentence;
}

std::string_view text_of(const re2::StringPiece& group) {
  return {group.data(), group.size()};
}

} // namespace

std::optional<rate_limit> find_rate_limit(std::string_view prose) {
  static const pattern limits(
      R"((?i)\brate[ -]?limit(?:ed|s)?(?: is| of| to|:)?:?\s+\**(\d[\d,.' ]*?)\s*(?:requests?|calls?|req)?)"
      R"(\s*(?:/|\bper|\bevery|\ban?)\s*(\d{1,5})?\s*(seconds?|secs?|s|minutes?|mins?|hours?|h|days?)\b)");
  prose = utf8_prefix(prose, longest_prose);
  std::optional<rate_limit> strictest;
  limits.each(prose, [&](const re2::StringPiece* groups, std::size_t offset) {
    const std::optional<std::int64_t> requests = whole_number(text_of(groups[1]));
    const std::int64_t count = groups[2].empty() ? 1 : whole_number(text_of(groups[2])).value_or(0);
    const std::int64_t seconds = count * seconds_of(text_of(groups[3]));
    if (!requests || *requests < 1 || *requests > most_requests || seconds < 1 || seconds > longest_period)
      return;
    if (strictest && strictest->requests * seconds <= *requests * strictest->per_seconds) return;
    strictest = {*requests, seconds, sentence_around(prose, offset, offset + groups[0].size() - 1)};
  });
  return strictest;
}

std::vector<scope> find_scopes(std::string_view prose) {
  // A name in quotation marks or backticks right before or right behind the word "scope".
  static const pattern before(
      R"((?i)["'`]{1,2}([a-z0-9][a-z0-9_.:/-]{1,99})["'`]{1,2}\s+(?:oauth2?\s+|permission\s+|access\s+)*scopes?\b)");
  static const pattern behind(
      R"((?i)\bscopes?(?:\s+(?:of|is|containing|named))?\s*:?\s*["'`]{1,2}([a-z0-9][a-z0-9_.:/-]{1,99})["'`]{1,2})");
  prose = utf8_prefix(prose, longest_prose);
  std::vector<scope> scopes;
  const auto add = [&](const re2::StringPiece* groups, std::size_t offset) {
    const std::string_view name = text_of(groups[1]);
    if (std::ranges::find(scopes, name, &scope::name) == scopes.end())
      scopes.push_back({std::string(name), sentence_around(prose, offset, offset + groups[0].size() - 1)});
  };
  before.each(prose, add);
  behind.each(prose, add);
  return scopes;
}

std::optional<std::string> find_page_sentence(std::string_view prose) {
  static const pattern page(
      R"((?i)\b(?:next|subsequent|following|previous|more)\b|\bpag(?:e|es|ed|ing|inat\w*)\b)");
  return first_match(page, prose);
}

std::optional<std::string> find_link_sentence(std::string_view prose) {
  static const pattern link(
      R"((?i)\bpaginat[^.\n]{0,100}\blink\W{1,3}headers?\b|\blink\W{1,3}headers?\b[^.\n]{0,100}\b(?:next|pag(?:e|es|ing|inat\w*))\b)");
  return first_match(link, prose);
}

std::optional<named_sentence> find_idempotency_key(std::string_view prose) {
  static const pattern key(R"((?i)\b((?:x-)?idempotency-key)\b)");
  prose = utf8_prefix(prose, longest_prose);
  std::optional<named_sentence> found;
  key.each(prose, [&](const re2::StringPiece* groups, std::size_t offset) {
    if (!found)
      found = {std::string(text_of(groups[1])),
               sentence_around(prose, offset, offset + groups[0].size() - 1)};
  });
  return found;
}

} // namespace http_task::description
