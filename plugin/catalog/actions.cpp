#include "catalog/actions.hpp"

#include "catalog/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::catalog {
namespace {

using entry = std::pair<std::string_view, action>;

// Sorted. Folded words.
constexpr auto table = std::to_array<entry>({
    {"add", action::create},    {"all", action::list},        {"browse", action::list},
    {"change", action::update}, {"create", action::create},   {"creating", action::create},
    {"delete", action::remove}, {"deleting", action::remove}, {"destroy", action::remove},
    {"edit", action::update},   {"erase", action::remove},    {"fetch", action::get},
    {"find", action::get},      {"get", action::get},         {"insert", action::create},
    {"list", action::list},     {"listing", action::list},    {"lookup", action::get},
    {"make", action::create},   {"modify", action::update},   {"new", action::create},
    {"patch", action::update},  {"post", action::create},     {"put", action::update},
    {"read", action::get},      {"remove", action::remove},   {"retrieve", action::get},
    {"send", action::send},     {"sending", action::send},    {"show", action::get},
    {"update", action::update}, {"updating", action::update}, {"view", action::get},
});
static_assert(std::ranges::is_sorted(table, {}, &entry::first));

} // namespace

std::optional<action> action_of(std::string_view word) noexcept {
  const auto found = std::ranges::lower_bound(table, word, {}, &entry::first);
  if (found == table.end() || found->first != word) return std::nullopt;
  return found->second;
}

std::string_view term_of(action a) noexcept {
  switch (a) {
  case action::create: return "+create";
  case action::list: return "+list";
  case action::get: return "+get";
  case action::update: return "+update";
  case action::remove: return "+delete";
  case action::send: return "+send";
  }
  return "";
}

std::vector<endpoint_action> actions_of(const description::outline& endpoint) {
  std::vector<endpoint_action> actions;
  const auto add = [&](action what, double certainty) {
    const auto known = std::ranges::find(actions, what, &endpoint_action::what);
    if (known == actions.end())
      actions.push_back({what, certainty});
    else
      known->certainty = std::max(known->certainty, certainty);
  };
  for (const std::string* name : {&endpoint.title, &endpoint.operation_id})
    for (const word& w : split_words(*name))
      if (const std::optional<action> what = action_of(w.text)) add(*what, 1.0);
  const bool one = endpoint.path.ends_with('}');
  if (endpoint.method == "GET" || endpoint.method == "HEAD")
    add(one ? action::get : action::list, 0.7);
  else if (endpoint.method == "POST")
    add(one ? action::update : action::create, 0.6);
  else if (endpoint.method == "PUT" || endpoint.method == "PATCH")
    add(action::update, 0.7);
  else if (endpoint.method == "DELETE")
    add(action::remove, 0.8);
  if (endpoint.method == "POST") add(action::send, 0.4);
  // Whoever asks to get something is content with a list of it, more so than with anything else.
  if (endpoint.method == "GET") add(action::get, 0.6);
  return actions;
}

} // namespace http_task::catalog
