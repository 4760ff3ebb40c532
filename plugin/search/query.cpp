#include "search/query.hpp"

#include "base/text.hpp"
#include "search/format.hpp"
#include "search/words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace http_task::search {
namespace {

constexpr std::size_t longest_query = 512;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && !is_blank(text[end]))
      ++end;
    if (end > i) parts.push_back(text.substr(i, end - i));
    i = end + 1;
  }
  return parts;
}

bool is_yes(std::string_view value) {
  return iequals(value, "yes") || iequals(value, "true") || value == "1";
}

bool is_no(std::string_view value) {
  return iequals(value, "no") || iequals(value, "false") || value == "0";
}

// Whether the part is a filter; if so, it is set.
bool read_filter(std::string_view part, filters& only) {
  const std::size_t colon = part.find(':');
  if (colon == std::string_view::npos || colon + 1 == part.size()) return false;
  const std::string_view name = part.substr(0, colon);
  const std::string_view value = part.substr(colon + 1);
  if (name == "api") {
    only.api = value;
  } else if (name == "method") {
    only.method = to_upper(value);
  } else if (name == "tag") {
    only.tag = to_lower(value);
  } else if (name == "deprecated" && (is_yes(value) || is_no(value))) {
    only.deprecated = is_yes(value);
  } else {
    return false;
  }
  return true;
}

bool has_inner_capital(std::string_view part) {
  for (std::size_t i = 1; i < part.size(); ++i)
    if (part[i] >= 'A' && part[i] <= 'Z' && part[i - 1] >= 'a' && part[i - 1] <= 'z') return true;
  return false;
}

bool looks_like_code(std::string_view part) {
  return part.find_first_of("/_{}#:") != std::string_view::npos || has_inner_capital(part) ||
         (part.find('.') != std::string_view::npos && !part.ends_with('.')) ||
         (part.find('-') != std::string_view::npos && part.size() > 12);
}

bool counts(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// "get all contacts" means to list them.
void find_all(std::vector<query_word>& words) {
  const auto all = std::ranges::find(words, "all", &query_word::text);
  const auto verb = std::ranges::find(words, word_kind::action, &query_word::kind);
  if (all == words.end() || verb == words.end() || verb == all) return;
  all->kind = word_kind::filler;
  if ((verb->actions & bit_of(action::get)) != 0) verb->actions = bit_of(action::list);
}

// "turn off" asks for what the words do that stand for it. The word that it begins with; none: all of them.
std::size_t find_verb_phrase(std::vector<query_word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const phrase& p : phrases_from(stem(words[i].text))) {
      if (i + p.words.size() > words.size()) continue;
      bool all = true;
      for (std::size_t k = 1; k < p.words.size(); ++k)
        all = all && stem(words[i + k].text) == p.words[k];
      if (!all) continue;
      action_set actions = 0;
      for (const alternative& a : p.alternatives)
        actions = static_cast<action_set>(actions | actions_of(a.words.front()));
      if (actions == 0) continue;
      words[i].actions = actions;
      return i;
    }
  return words.size();
}

// "show commits" means to list them.
void find_many(parsed_query& q) {
  const auto heads = std::bit_floor(q.heads);
  if (heads == 0 || !is_plural(q.words[static_cast<std::size_t>(std::countr_zero(heads))].text)) return;
  for (query_word& word : q.words)
    if ((word.actions & bit_of(action::get)) != 0) word.actions = bit_of(action::list);
}

// The words in front of a preposition; without one, all.
std::uint16_t find_heads(const std::vector<query_word>& words) {
  constexpr auto prepositions =
      std::to_array<std::string_view>({"to", "of", "for", "in", "on", "from", "into", "with", "by"});
  std::uint16_t heads = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool preposition = std::ranges::find(prepositions, words[i].text) != prepositions.end();
    if (preposition && heads != 0) break;
    if (words[i].kind == word_kind::content) heads = static_cast<std::uint16_t>(heads | 1U << i);
  }
  return heads;
}

} // namespace

std::string code_form(std::string_view text, bool placeholders) {
  std::string form;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '{' && placeholders ? text.find('}', i) : std::string_view::npos;
    if (end != std::string_view::npos) {
      form += '*';
      i = end;
    } else if (counts(text[i])) {
      form += to_lower(text[i]);
    }
  }
  return form;
}

parsed_query parse_query(std::string_view text, filters only) {
  parsed_query q;
  q.only = std::move(only);
  text = utf8_prefix(text, longest_query);
  std::vector<std::string_view> parts = parts_of(text);
  std::erase_if(parts, [&](std::string_view part) { return read_filter(part, q.only); });
  if (parts.size() > 1 && std::ranges::find(method_names, parts.front()) != method_names.end()) {
    q.method = parts.front();
    parts.erase(parts.begin());
  }
  bool code = false;
  bool acts = false;
  for (const std::string_view part : parts) {
    code = code || looks_like_code(part);
    const std::size_t first_word = q.words.size();
    for (word_reader in(part); const auto w = in.next();) {
      if (q.words.size() == most_query_words) break;
      query_word word;
      word.text = fold(part.substr(w->offset, w->length));
      word.kind = kind_of(word.text);
      word.actions = actions_of(word.text);
      // One thing is done: in "add subscriber to list" the list is none.
      if (word.kind == word_kind::action && std::exchange(acts, true)) {
        word.kind = word_kind::content;
        word.actions = 0;
      }
      q.words.push_back(std::move(word));
    }
    if (part.find('.') != std::string_view::npos && q.words.size() > first_word)
      q.domains.push_back({to_lower(part), first_word, q.words.size() - first_word});
  }
  find_all(q.words);
  const std::size_t verb = acts ? q.words.size() : find_verb_phrase(q.words);
  acts = acts || verb < q.words.size();
  // "schedule" is a verb where nothing else is one.
  for (std::size_t i = 0; i < q.words.size(); ++i)
    if (query_word& word = q.words[i];
        i != verb && word.kind == word_kind::content && word.actions != 0 && std::exchange(acts, true))
      word.actions = 0;
  q.heads = find_heads(q.words);
  for (std::size_t i = 1; i + 1 < q.words.size(); ++i)
    q.by_id = q.by_id || (q.words[i].text == "by" && q.words[i + 1].text == "id");
  find_many(q);
  if (code || !q.method.empty())
    for (const std::string_view part : parts) {
      q.code += code_form(part);
      q.typed += part;
    }
  if (!q.words.empty() && !text.empty() && !is_blank(text.back()) && !parts.empty() &&
      text.ends_with(parts.back()))
    q.words.back().unfinished = true;
  return q;
}

} // namespace http_task::search
