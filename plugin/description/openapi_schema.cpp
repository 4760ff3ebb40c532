#include "description/openapi_schema.hpp"

#include "description/display_text.hpp"
#include "description/schema_value.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace http_task::description {
namespace {

constexpr std::size_t longest_text = 20'000;

// What the value of a keyword has to be, and what becomes of it.
enum class rule {
  text,      // a string
  flag,      // a boolean
  count,     // an integer that is not negative
  number,    // a number
  positive,  // a number above zero
  list,      // an array with at least one element
  in_place,  // a schema for the same value
  inside,    // a schema for a part of the value
  in_places, // schemas for the same value
  members,   // schemas by the name of a member
  special,   // has a function of its own below
};

struct keyword {
  std::string_view name;
  rule what;
};

// Sorted. Keywords that are not here (discriminator, xml, externalDocs, x-...) assert nothing and are left
// out.
constexpr auto keywords = std::to_array<keyword>({
    {"additionalProperties", rule::inside},
    {"allOf", rule::in_places},
    {"anyOf", rule::in_places},
    {"default", rule::special},
    {"deprecated", rule::flag},
    {"description", rule::text},
    {"enum", rule::list},
    {"example", rule::special},
    {"exclusiveMaximum", rule::special},
    {"exclusiveMinimum", rule::special},
    {"format", rule::text},
    {"items", rule::inside},
    {"maxItems", rule::count},
    {"maxLength", rule::count},
    {"maxProperties", rule::count},
    {"maximum", rule::number},
    {"minItems", rule::count},
    {"minLength", rule::count},
    {"minProperties", rule::count},
    {"minimum", rule::number},
    {"multipleOf", rule::positive},
    {"not", rule::in_place},
    {"nullable", rule::special},
    {"oneOf", rule::in_places},
    {"pattern", rule::text},
    {"properties", rule::members},
    {"readOnly", rule::flag},
    {"required", rule::special},
    {"title", rule::text},
    {"type", rule::special},
    {"uniqueItems", rule::flag},
    {"writeOnly", rule::flag},
});
static_assert(std::ranges::is_sorted(keywords, {}, &keyword::name));

std::optional<rule> rule_of(std::string_view name) {
  const auto found = std::ranges::lower_bound(keywords, name, {}, &keyword::name);
  if (found == keywords.end() || found->name != name) return std::nullopt;
  return found->what;
}

bool flag_member(const json::object& o, std::string_view name) {
  const json::value* member = o.if_contains(name);
  return member && member->is_bool() && member->get_bool();
}

class translator {
public:
  translator(direction d, const definitions::owner& owner, definitions& defs, warning_list& warnings)
      : direction_(d), owner_(owner), defs_(defs), warnings_(warnings) {}

  json::value schema(const json::value& source, const trail& at, bool in_place) {
    if (source.is_bool()) return source;
    const json::object* o = source.if_object();
    if (!o) {
      warnings_.add(at, "Expected a schema, found " + std::string(json::kind_name(source)) +
                            ". Any value is allowed here.");
      return true;
    }
    if (!defs_.take()) return beyond_budget(at);
    if (const json::value* ref = o->if_contains("$ref"); ref && ref->is_string())
      return reference(*o, json::view(ref->get_string()), at, in_place);
    return object(*o, at, in_place);
  }

private:
  json::value beyond_budget(const trail& at) {
    if (!defs_.checking())
      warnings_.add(at, "The description is too large; any value is allowed here and in what follows.");
    return true;
  }

  // What stands beside $ref is ignored. Kept all the same is what it says to a person, and `nullable`, which
  // many writers put there and which can only allow more.
  json::value reference(const json::object& source, std::string_view ref, const trail& at, bool in_place) {
    json::value referred = defs_.refer(ref, direction_, owner_, in_place, at, warnings_);
    json::object* out = referred.if_object();
    if (!out) return referred;
    if (flag_member(source, "nullable"))
      *out = {{"anyOf", json::array{std::move(*out), json::object{{"type", "null"}}}}};
    for (const std::string_view name : {"title", "description"})
      if (const std::string_view text = json::string_member(source, name); !text.empty()) (*out)[name] = text;
    return referred;
  }

  json::object object(const json::object& source, const trail& at, bool in_place) {
    json::object out;
    for (const auto& member : source) {
      const std::string_view name = json::view(member.key());
      if (const std::optional<rule> what = rule_of(name))
        translate(*what, name, member.value(), source, out, trail(at, name), in_place);
    }
    check_default(out, at);
    if (flag_member(source, "nullable")) allow_null(out);
    return out;
  }

  void translate(rule what, std::string_view name, const json::value& v, const json::object& source,
                 json::object& out, const trail& at, bool in_place) {
    switch (what) {
    case rule::text: text(name, v, out, at); break;
    case rule::flag: copy_if(v.is_bool(), "a boolean", name, v, out, at); break;
    case rule::number: copy_if(v.is_number(), "a number", name, v, out, at); break;
    case rule::count: copy_if(is_count(v), "an integer that is not negative", name, v, out, at); break;
    case rule::positive: copy_if(is_positive(v), "a number above zero", name, v, out, at); break;
    case rule::list:
      if (!is_filled_array(v))
        leave_out("a list with something in it", v, at);
      else if (defs_.take(v))
        out[name] = v;
      break;
    case rule::in_place: out[name] = schema(v, at, in_place); break;
    case rule::inside: out[name] = schema(v, at, false); break;
    case rule::in_places: schemas(name, v, out, at, in_place); break;
    case rule::members: members(name, v, out, at); break;
    case rule::special: special(name, v, source, out, at); break;
    }
  }

  void copy_if(bool fits, std::string_view expected, std::string_view name, const json::value& v,
               json::object& out, const trail& at) {
    if (fits)
      out[name] = v;
    else
      leave_out(expected, v, at);
  }

  void text(std::string_view name, const json::value& v, json::object& out, const trail& at) {
    if (!v.is_string()) return leave_out("a string", v, at);
    if (!defs_.take(v)) return;
    if (name == "title")
      out[name] = single_line(json::view(v.get_string()), longest_text);
    else if (name == "description")
      out[name] = clean_text(json::view(v.get_string()), longest_text);
    else
      out[name] = v;
  }

  void leave_out(std::string_view expected, const json::value& v, const trail& at) {
    warnings_.add(at, "Expected " + std::string(expected) + ", found " + std::string(json::kind_name(v)) +
                          "; left out.");
  }

  void schemas(std::string_view name, const json::value& v, json::object& out, const trail& at,
               bool in_place) {
    if (!is_filled_array(v)) return leave_out("a list of schemas", v, at);
    json::array list;
    std::size_t index = 0;
    for (const json::value& s : v.get_array())
      list.push_back(schema(s, trail(at, index++), in_place));
    out[name] = std::move(list);
  }

  void members(std::string_view name, const json::value& v, json::object& out, const trail& at) {
    const json::object* source = v.if_object();
    if (!source) return leave_out("an object of schemas", v, at);
    json::object translated;
    for (const auto& member : *source)
      if (!is_foreign(member.value()))
        translated[member.key()] = schema(member.value(), trail(at, json::view(member.key())), false);
    out[name] = std::move(translated);
  }

  void special(std::string_view name, const json::value& v, const json::object& source, json::object& out,
               const trail& at) {
    if (name == "default") {
      if (defs_.take(v)) out[name] = v;
    } else if (name == "example") {
      if (defs_.take(v)) out["examples"] = json::array{v};
    } else if (name == "type") {
      if (is_type_name(v))
        out[name] = v;
      else
        warnings_.add(
            at, "Expected one of \"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\"; "
                "left out.");
    } else if (name == "required") {
      required(v, source, out, at);
    } else if (name == "exclusiveMinimum" || name == "exclusiveMaximum") {
      exclusive(name, name == "exclusiveMinimum" ? "minimum" : "maximum", v, source, out, at);
    }
    // `nullable` is dealt with last, when everything else is known.
  }

  // 3.0 has a boolean that sharpens `minimum`; a number is the way of later drafts and means itself.
  void exclusive(std::string_view name, std::string_view limit, const json::value& v,
                 const json::object& source, json::object& out, const trail& at) {
    if (v.is_number()) {
      out[name] = v;
      return;
    }
    if (!v.is_bool()) return leave_out("a boolean", v, at);
    const json::value* bound = source.if_contains(limit);
    if (v.get_bool() && bound && bound->is_number()) out[name] = *bound;
  }

  void required(const json::value& v, const json::object& source, json::object& out, const trail& at) {
    const json::array* names = v.if_array();
    if (!names) return leave_out("a list of names", v, at);
    const json::object* properties = json::object_member(source, "properties");
    std::set<std::string_view> seen;
    json::array kept;
    for (const json::value& name : *names) {
      if (!name.is_string() || !defs_.take() || !seen.insert(json::view(name.get_string())).second) continue;
      const json::value* property = properties ? properties->if_contains(name.get_string()) : nullptr;
      if (!property || !is_foreign(*property)) kept.push_back(name);
    }
    if (!kept.empty()) out["required"] = std::move(kept);
  }

  // Whether the property belongs to the other direction alone.
  [[nodiscard]] bool is_foreign(const json::value& property) const {
    const json::object* o = property.if_object();
    return o && flag_member(*o, direction_ == direction::request ? "readOnly" : "writeOnly");
  }

  // A default that its own schema refuses would make prefilled settings that do not validate.
  void check_default(json::object& out, const trail& at) {
    json::value* given = out.if_contains("default");
    if (!given || given->is_null()) return;
    std::optional<json::value> fitting = fit_to_schema(*given, out);
    if (fitting) {
      *given = std::move(*fitting);
    } else {
      warnings_.add(trail(at, "default"), "The default is not a value that the schema allows; left out.");
      out.erase("default");
    }
  }

  direction direction_;
  const definitions::owner& owner_;
  definitions& defs_;
  warning_list& warnings_;
};

} // namespace

json::value translate_schema(const json::value& schema, const trail& at, direction d,
                             const definitions::owner& owner, definitions& defs, warning_list& warnings) {
  return translator(d, owner, defs, warnings).schema(schema, at, true);
}

} // namespace http_task::description
