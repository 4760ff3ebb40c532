#include "form/alternatives.hpp"

#include "form/widget.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace http_task::form {
namespace {

constexpr std::size_t most_choices = 200;

// Keywords that say what a value looks like, so that there is something to draw.
constexpr auto drawn = std::to_array<std::string_view>({"type", "properties", "enum", "const", "items",
                                                        "oneOf", "anyOf", "format", "additionalProperties",
                                                        "prefixItems", "pattern", "minimum", "maximum"});

bool is_null(const place& p) {
  const json::value* type = p.keyword("type");
  if (type != nullptr && type->is_string()) return json::view(type->get_string()) == "null";
  const json::value* fixed = p.keyword("const");
  if (fixed != nullptr) return fixed->is_null();
  const json::value* list = p.keyword("enum");
  const json::array* allowed = list != nullptr ? list->if_array() : nullptr;
  return allowed != nullptr && allowed->size() == 1 && allowed->front().is_null();
}

bool is_drawn(const place& p) {
  return std::ranges::any_of(drawn, [&p](std::string_view name) { return p.keyword(name) != nullptr; });
}

// The values that a member has to have, written out; none if it is free.
std::set<std::string> fixed_values(const place& member) {
  std::set<std::string> values;
  if (const json::value* fixed = member.keyword("const")) {
    values.insert(json::write(*fixed));
  } else if (const json::value* list = member.keyword("enum"); list != nullptr && list->is_array()) {
    for (const json::value& v : list->get_array())
      values.insert(json::write(v));
  }
  return values;
}

struct group {
  const json::array* list;
  const json::value* document;
  std::string pointer;
};

// Those of the parts from `first` on.
std::vector<group> groups_of(const place& here, std::size_t first) {
  std::vector<group> found;
  for (std::size_t i = first; i < here.parts().size(); ++i) {
    const part& p = here.parts()[i];
    for (const std::string_view keyword : {"oneOf", "anyOf"}) {
      const json::array* list = json::array_member(*p.schema, keyword);
      if (list != nullptr && !here.is_aside(*list))
        found.push_back({list, p.document, json::join(p.pointer, keyword)});
    }
  }
  return found;
}

std::vector<place> members_of(const group& g, bool& nullable) {
  std::vector<place> found;
  for (std::size_t i = 0; i < g.list->size() && found.size() < most_choices; ++i) {
    place one(*g.document, json::join(g.pointer, i));
    if (one.impossible()) continue;
    if (is_null(one))
      nullable = true;
    else
      found.push_back(std::move(one));
  }
  return found;
}

} // namespace

alternatives read_alternatives(place& here) {
  alternatives read;
  // What is merged may have alternatives of its own.
  for (std::size_t seen = 0; seen < here.parts().size();) {
    const std::size_t first = std::exchange(seen, here.parts().size());
    place single;
    for (const group& g : groups_of(here, first)) {
      bool nullable = false;
      std::vector<place> members = members_of(g, nullable);
      read.nullable = read.nullable || nullable;
      if (members.size() == 1) {
        single.merge(members.front());
        here.set_aside(*g.list);
      } else if (members.size() > 1 && read.choices.empty() && read.allowed.empty()) {
        const auto fixes = [](const place& p) { return p.keyword("const") != nullptr; };
        if (std::ranges::all_of(members, fixes)) {
          for (const place& member : members)
            read.allowed.push_back(member.keyword("const"));
        } else if (std::ranges::any_of(members, is_drawn)) {
          read.choices = std::move(members);
          here.set_aside(*g.list);
        }
      }
    }
    here.merge(single);
  }
  return read;
}

std::string title_of(const place& choice, std::size_t number) {
  if (const std::string_view title = choice.text("title"); !title.empty()) return std::string(title);
  for (const part& p : choice.parts()) {
    const std::string_view reference = json::string_member(*p.schema, "$ref");
    if (const auto slash = reference.rfind('/'); slash != std::string_view::npos)
      return std::string(reference.substr(slash + 1));
  }
  std::string type(type_of(choice).name);
  if (type == "any") return "Choice " + std::to_string(number);
  if (const std::string_view format = choice.text("format"); !format.empty())
    return type + " (" + std::string(format) + ")";
  return type;
}

std::string discriminator_of(const std::vector<place>& choices) {
  if (choices.size() < 2) return {};
  for (const std::string_view name : choices.front().property_names()) {
    std::set<std::string> seen;
    const bool tells_apart = std::ranges::all_of(choices, [&](const place& choice) {
      const std::set<std::string> values = fixed_values(choice.property(name));
      return !values.empty() &&
             std::ranges::all_of(values, [&](const std::string& v) { return seen.insert(v).second; });
    });
    if (tells_apart) return std::string(name);
  }
  return {};
}

} // namespace http_task::form
