#include "schema/message.hpp"

#include "base/text.hpp"
#include "schema/equality.hpp"
#include "schema/evaluation.hpp"
#include "schema/type.hpp"
#include "json/write.hpp"

#include <optional>

namespace http_task::schema {
namespace {

constexpr std::size_t longest_quote = 60;
constexpr std::size_t most_listed = 12;

std::string counted(std::uint64_t n, std::string_view singular, std::string_view plural) {
  return std::to_string(n) + " " + std::string(n == 1 ? singular : plural);
}

template<class Range, class Show>
std::string listed(const Range& things, Show show) {
  std::string text;
  std::size_t shown_so_far = 0;
  for (const auto& thing : things) {
    if (shown_so_far == most_listed)
      return text + " or one of " + std::to_string(things.size() - most_listed) + " more";
    text += shown_so_far++ == 0 ? "" : ", ";
    text += show(thing);
  }
  return text;
}

// What a candidate or a value is compared by: people forget and add quotes.
std::string plain_text(const json::value& v) {
  const json::string* text = v.if_string();
  return text ? std::string(json::view(*text)) : v.is_structured() ? std::string() : json::write(v);
}

std::string nearest_value(std::span<const json::value* const> allowed, const json::value& v) {
  const std::string word = plain_text(v);
  if (word.empty()) return {};
  std::vector<std::string> texts;
  for (const json::value* candidate : allowed)
    texts.push_back(plain_text(*candidate));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i] == word) return json::write(*allowed[i]);
  }
  const std::vector<std::string_view> candidates(texts.begin(), texts.end());
  const std::optional<std::string_view> best = nearest(word, candidates);
  for (std::size_t i = 0; best && i < candidates.size(); ++i) {
    if (candidates[i].data() == best->data()) return json::write(*allowed[i]);
  }
  return {};
}

message size_message(std::string_view bound, std::uint64_t limit, std::uint64_t size,
                     std::string_view singular, std::string_view plural) {
  return expectation(std::string(bound) + " " + counted(limit, singular, plural), std::to_string(size));
}

std::size_t size_of(const json::value& v) noexcept {
  if (const json::array* items = v.if_array()) return items->size();
  const json::object* members = v.if_object();
  return members ? members->size() : 0;
}

message duplicate_message(const json::value& v) {
  message m{"All items have to differ.", "items that all differ", "", ""};
  const json::array* items = v.if_array();
  if (const auto pair = items ? find_duplicate(*items) : std::nullopt) {
    m.found = "items " + std::to_string(pair->first) + " and " + std::to_string(pair->second) + " equal";
    m.detail = "Expected items that all differ; items " + std::to_string(pair->first) + " and " +
               std::to_string(pair->second) + " are equal.";
  }
  return m;
}

} // namespace

std::string quoted(std::string_view text) {
  const std::string_view head = utf8_prefix(text, longest_quote);
  std::string quote;
  json::append_string(quote, head);
  if (head.size() < text.size()) quote.insert(quote.size() - 1, "...");
  return quote;
}

std::string shown(const json::value& v) {
  if (const json::string* text = v.if_string()) return quoted(json::view(*text));
  return v.is_structured() ? std::string(json::kind_name(v)) : json::write(v);
}

message expectation(std::string expected, std::string found) {
  message m;
  m.detail = "Expected " + expected + "; found " + found + ".";
  m.expected = std::move(expected);
  m.found = std::move(found);
  return m;
}

message alternatives_message(std::uint32_t types, std::span<const json::value* const> allowed,
                             const json::value& v) {
  std::string expected = listed(allowed, [](const json::value* a) { return shown(*a); });
  if (allowed.size() > 1) expected.insert(0, "one of ");
  if (allowed.empty() && types == 0) expected = "nothing";
  if (types != 0) expected += (allowed.empty() ? "" : ", or ") + describe_types(types);
  // Against types, what a thing is says more than what it holds; but 1.5 is a number, and so is an integer.
  const bool by_kind =
      allowed.empty() && !(v.is_number() && (types & (type_integer | type_integer_as_written)) != 0);
  message m = expectation(std::move(expected), by_kind ? std::string(json::kind_name(v)) : shown(v));
  m.suggestion = nearest_value(allowed, v);
  return m;
}

message message_of(const program& p, const instruction& i, const json::value& v) {
  const json::string* string = v.if_string();
  const std::string_view text = string ? json::view(*string) : std::string_view();
  const auto number = [&](std::string_view relation) {
    return expectation(std::string(relation) + " " + json::write(p.values[i.a]), shown(v));
  };
  switch (i.code) {
  case op::type: return alternatives_message(i.a, {}, v);
  case op::constant: {
    const json::value* only = &p.values[i.a];
    return alternatives_message(0, {&only, 1}, v);
  }
  case op::enumeration: {
    std::vector<const json::value*> allowed;
    for (const json::value& a : p.enumerations[i.a].values)
      allowed.push_back(&a);
    return alternatives_message(0, allowed, v);
  }
  case op::maximum: return number("a number of at most");
  case op::exclusive_maximum: return number("a number below");
  case op::minimum: return number("a number of at least");
  case op::exclusive_minimum: return number("a number above");
  case op::multiple_of: return number("a multiple of");
  case op::max_length: return size_message("at most", i.a, length_of(text), "character", "characters");
  case op::min_length: return size_message("at least", i.a, length_of(text), "character", "characters");
  case op::pattern:
    return expectation("a string that matches the pattern " + p.patterns[i.a].text(), quoted(text));
  case op::format: return expectation(description_of(static_cast<format>(i.a)), shown(v));
  case op::max_items: return size_message("at most", i.a, size_of(v), "item", "items");
  case op::min_items: return size_message("at least", i.a, size_of(v), "item", "items");
  case op::max_properties: return size_message("at most", i.a, size_of(v), "property", "properties");
  case op::min_properties: return size_message("at least", i.a, size_of(v), "property", "properties");
  case op::unique_items: return duplicate_message(v);
  case op::not_: return {"The value matches what \"not\" excludes.", "another value", shown(v), ""};
  default: return {"No value is allowed here.", "no value", shown(v), ""};
  }
}

message unknown_property_message(std::string_view name, std::span<const std::string_view> known) {
  message m;
  m.detail = "The property " + quoted(name) + " is not allowed here.";
  m.found = quoted(name);
  if (!known.empty())
    m.expected = "one of the properties " + listed(known, [](std::string_view k) { return quoted(k); });
  if (const std::optional<std::string_view> near = nearest(name, known))
    json::append_string(m.suggestion, *near);
  return m;
}

message missing_property_message(std::string_view name, std::string_view because_of) {
  message m;
  m.detail = "The required property " + quoted(name) + " is missing.";
  if (!because_of.empty())
    m.detail = "The property " + quoted(name) + " is missing; it is required where " + quoted(because_of) +
               " is given.";
  m.expected = "the property " + quoted(name);
  return m;
}

message contains_message(std::uint64_t least, std::uint64_t most, std::size_t found) {
  const bool few = found < least;
  const std::uint64_t bound = few ? least : most;
  return expectation(std::string(few ? "at least " : "at most ") +
                         counted(bound, "item that matches", "items that match") + " \"contains\"",
                     found == 0 ? "none" : std::to_string(found));
}

} // namespace http_task::schema
