#include "render/schema_fields.hpp"

#include <boost/url/pct_string_view.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::host {
namespace {

constexpr std::size_t deepest = 8;
constexpr std::size_t most_references = 16; // in a row, before a type is given up

// How a value stands in a list of allowed ones: text without quotes.
std::string plain(const json::value& v) {
  return v.is_string() ? printable_line(view(v.get_string())) : printable_line(to_text(v));
}

std::string list_of(const json::array& values) {
  std::string text;
  for (const json::value& v : values)
    text += (text.empty() ? "" : ", ") + plain(v);
  return text;
}

bool requires_member(const json::object& schema, std::string_view name) {
  const json::array* names = array_of(schema, "required");
  return names != nullptr && std::ranges::any_of(*names, [&](const json::value& v) {
           return v.is_string() && view(v.get_string()) == name;
         });
}

// What a person has to keep to, beside the type.
std::string bounds_of(const json::object& schema) {
  constexpr std::array words = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"minimum", "at least "},
      {"exclusiveMinimum", "more than "},
      {"maximum", "at most "},
      {"exclusiveMaximum", "less than "},
      {"multipleOf", "a multiple of "},
      {"minLength", "length at least "},
      {"maxLength", "length at most "},
      {"pattern", "matching "},
      {"minItems", "items at least "},
      {"maxItems", "items at most "},
  });
  std::string text;
  for (const auto& [keyword, word] : words) {
    if (const json::value* bound = schema.if_contains(keyword))
      text += (text.empty() ? "" : ", ") + std::string(word) + plain(*bound);
  }
  return text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : " or ") + word;
  return text;
}

std::vector<std::string> type_names(const json::object& schema) {
  std::vector<std::string> names;
  const json::value* type = schema.if_contains("type");
  if (type != nullptr && type->is_string()) {
    names.emplace_back(view(type->get_string()));
  } else if (type != nullptr && type->is_array()) {
    for (const json::value& name : type->get_array()) {
      if (name.is_string()) names.emplace_back(view(name.get_string()));
    }
  } else if (schema.contains("properties")) {
    names.emplace_back("object");
  }
  return names;
}

} // namespace

const json::object* schema_fields::follow(const json::object& schema) const {
  const json::object* at = &schema;
  for (std::size_t steps = 0; steps < most_references; ++steps) {
    const std::string_view reference = text_of(*at, "$ref");
    if (!reference.starts_with('#')) return at;
    const auto encoded = boost::urls::make_pct_string_view({reference.data() + 1, reference.size() - 1});
    boost::system::error_code error;
    const json::value* target = encoded ? root_.find_pointer(encoded->decode(), error) : nullptr;
    if (target == nullptr || target->if_object() == nullptr) return at;
    at = target->if_object();
  }
  return at;
}

std::vector<const json::object*> schema_fields::alternatives(const json::object& schema) const {
  std::vector<const json::object*> parts;
  for (const std::string_view keyword : {"oneOf", "anyOf"}) {
    const json::array* list = array_of(schema, keyword);
    for (const json::value& item : list != nullptr ? *list : json::array()) {
      const json::object* part = item.is_object() ? follow(item.get_object()) : nullptr;
      if (part != nullptr && text_of(*part, "type") != "null") parts.push_back(part);
    }
  }
  return parts;
}

std::vector<std::string> schema_fields::types_of(const json::object& schema, std::size_t depth) const {
  std::vector<std::string> names = type_names(schema);
  const json::object* items = object_of(schema, "items");
  const std::string_view format = text_of(schema, "format");
  for (std::string& name : names) {
    if (name == "array" && items != nullptr && depth < deepest) {
      const std::string of = joined(types_of(*follow(*items), depth + 1));
      name += of.empty() ? "" : " of " + of;
    } else if (!format.empty() && name != "null") {
      name += " (" + printable_line(format) + ")";
    }
  }
  if (!names.empty() || depth >= deepest) return names;
  for (const json::object* part : alternatives(schema)) {
    for (std::string& name : types_of(*part, depth + 1)) {
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
  }
  return names;
}

std::string schema_fields::type_of(const json::value& schema) const {
  if (schema.if_object() == nullptr) return "any value";
  const json::object& o = *follow(schema.get_object());
  const std::vector<std::string> names = types_of(o, 0);
  if (names.empty()) return o.contains("const") || o.contains("enum") ? "" : "any value";
  return joined(names);
}

std::string schema_fields::facts(const json::object& schema, std::size_t indent) const {
  const std::string margin(indent, ' ');
  std::string text;
  const json::object* items = object_of(schema, "items");
  const json::object* holder = items != nullptr ? follow(*items) : nullptr;
  for (const json::object* o : {&schema, holder}) {
    const json::array* allowed = o != nullptr ? array_of(*o, "enum") : nullptr;
    if (allowed != nullptr) text += filled("one of: " + list_of(*allowed), indent, width_);
  }
  if (const json::value* fixed = schema.if_contains("const"))
    text += margin + "always: " + paint_(ink::green, plain(*fixed)) + "\n";
  if (const json::value* otherwise = schema.if_contains("default"))
    text += margin + "default: " + paint_(ink::green, plain(*otherwise)) + "\n";
  if (const std::string bounds = bounds_of(schema); !bounds.empty()) text += margin + bounds + "\n";
  if (const json::array* examples = array_of(schema, "examples"); examples != nullptr && !examples->empty())
    text += margin + "example: " + plain(examples->front()) + "\n";
  return text;
}

std::string schema_fields::field(std::string_view name, const json::value& schema, bool required,
                                 std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string text =
      margin + paint_(ink::bold, printable_line(name)) + "  " + paint_(ink::cyan, type_of(schema));
  if (required) text += "  " + paint_(ink::red, "required");
  if (schema.if_object() == nullptr) return text + "\n";
  const json::object& here = schema.get_object();
  const json::object& target = *follow(here);
  if (flag_of(here, "deprecated") || flag_of(target, "deprecated"))
    text += "  " + paint_(ink::red, "deprecated");
  text += "\n";
  // Beside a $ref the keywords of both count, and the words beside it are closer to the field.
  const std::string_view own = text_of(here, "description");
  text += filled(own.empty() ? text_of(target, "description") : own, indent + 4, width_);
  if (&here != &target) text += facts(here, indent + 4);
  text += facts(target, indent + 4);
  // A choice between one thing and null reads like the one thing.
  const std::vector<const json::object*> choice = alternatives(target);
  if (choice.size() == 1) text += facts(*choice.front(), indent + 4);
  return text + nested(target, indent + 2);
}

std::string schema_fields::members(const json::value& schema, std::size_t indent) {
  return schema.if_object() != nullptr ? nested(*follow(schema.get_object()), indent) : std::string();
}

std::string schema_fields::nested(const json::object& schema, std::size_t indent) {
  if (std::ranges::find(open_, &schema) != open_.end())
    return std::string(indent + 2, ' ') + paint_(ink::dim, "(the same fields again, as above)") + "\n";
  if (open_.size() >= deepest)
    return std::string(indent + 2, ' ') + paint_(ink::dim, "(deeper fields are not shown; --json has them)") +
           "\n";
  open_.push_back(&schema);
  std::string text;
  if (const json::object* properties = object_of(schema, "properties")) {
    for (const auto& member : *properties)
      text += field(view(member.key()), member.value(), requires_member(schema, view(member.key())), indent);
  }
  if (const json::object* items = object_of(schema, "items"))
    text += members(*schema.if_contains("items"), indent + (items->empty() ? 0 : 2));
  if (const json::value* rest = schema.if_contains("additionalProperties");
      rest != nullptr && rest->is_object())
    text += field("(any other name)", *rest, false, indent);
  const json::array* parts = array_of(schema, "allOf");
  for (const json::value& part : parts != nullptr ? *parts : json::array())
    text += members(part, indent);
  const std::vector<const json::object*> choice = alternatives(schema);
  for (const json::object* part : choice) {
    const std::string inner = nested(*part, choice.size() > 1 ? indent + 2 : indent);
    if (choice.size() > 1 && !inner.empty())
      text += std::string(indent, ' ') + paint_(ink::dim, part == choice.front() ? "either:" : "or:") + "\n";
    text += inner;
  }
  open_.pop_back();
  return text;
}

} // namespace http_task::host
