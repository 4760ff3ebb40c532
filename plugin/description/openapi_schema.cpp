#include "description/openapi_schema.hpp"

#include "description/discriminator.hpp"
#include "description/display_text.hpp"
#include "description/schema_value.hpp"
#include "schema/pattern.hpp"

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
  any,       // any value
  in_place,  // a schema for the same value
  inside,    // a schema for a part of the value
  in_places, // schemas for the same value
  insides,   // schemas for parts of the value
  members,   // schemas by the name of a member
  special,   // has a function of its own below
};

struct keyword {
  std::string_view name;
  rule what;
  bool later = false; // only of JSON Schema, from OpenAPI 3.1 on
};

// Sorted. Keywords that are not here (xml, externalDocs, x-...) assert nothing and are left out. $defs are
// reached by references alone.
constexpr auto keywords = std::to_array<keyword>({
    {"additionalProperties", rule::inside},
    {"allOf", rule::in_places},
    {"anyOf", rule::in_places},
    {"const", rule::any, true},
    {"contains", rule::inside, true},
    {"contentEncoding", rule::text, true},
    {"contentMediaType", rule::text, true},
    {"contentSchema", rule::inside, true},
    {"default", rule::any},
    {"dependencies", rule::special, true},
    {"dependentRequired", rule::special, true},
    {"dependentSchemas", rule::members, true},
    {"deprecated", rule::flag},
    {"description", rule::text},
    {"else", rule::in_place, true},
    {"enum", rule::list},
    {"example", rule::special},
    {"examples", rule::special, true},
    {"exclusiveMaximum", rule::special},
    {"exclusiveMinimum", rule::special},
    {"format", rule::text},
    {"if", rule::in_place, true},
    {"items", rule::special},
    {"maxContains", rule::count, true},
    {"maxItems", rule::count},
    {"maxLength", rule::count},
    {"maxProperties", rule::count},
    {"maximum", rule::number},
    {"minContains", rule::count, true},
    {"minItems", rule::count},
    {"minLength", rule::count},
    {"minProperties", rule::count},
    {"minimum", rule::number},
    {"multipleOf", rule::positive},
    {"not", rule::in_place},
    {"oneOf", rule::in_places},
    {"pattern", rule::text},
    {"patternProperties", rule::members, true},
    {"prefixItems", rule::insides, true},
    {"properties", rule::members},
    {"propertyNames", rule::inside, true},
    {"readOnly", rule::flag},
    {"required", rule::special},
    {"then", rule::in_place, true},
    {"title", rule::text},
    {"type", rule::special},
    {"unevaluatedItems", rule::inside, true},
    {"unevaluatedProperties", rule::inside, true},
    {"uniqueItems", rule::flag},
    {"writeOnly", rule::flag},
});
static_assert(std::ranges::is_sorted(keywords, {}, &keyword::name));

const keyword* find_keyword(std::string_view name) {
  const auto found = std::ranges::lower_bound(keywords, name, {}, &keyword::name);
  return found == keywords.end() || found->name != name ? nullptr : &*found;
}

bool flag_member(const json::object& o, std::string_view name) {
  const json::value* member = o.if_contains(name);
  return member && member->is_bool() && member->get_bool();
}

// Patterns that are only beyond what is matched here (lookahead) stay, for other readers.
bool is_broken(std::string_view pattern) {
  const result<std::string> translated = schema::translate_pattern(pattern);
  return !translated && translated.error().type == "input.invalid";
}

class translator {
public:
  translator(direction d, const definitions::owner& owner, definitions& defs, warning_list& warnings)
      : direction_(d), owner_(owner), defs_(defs), warnings_(warnings),
        modern_(has_json_schema(defs.version())) {}

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
    if (!defs_.checking() && defs_.first_beyond_budget())
      warnings_.add(at, "The description is too large; any value is allowed here and in what follows.");
    return true;
  }

  json::value reference(const json::object& source, std::string_view ref, const trail& at, bool in_place) {
    json::value referred = defs_.refer(ref, direction_, owner_, in_place, at, warnings_);
    if (modern_) return beside_reference(source, std::move(referred), at, in_place);
    // What stands beside $ref is ignored. Kept all the same is what it says to a person, and `nullable`,
    // which many writers put there and which can only allow more.
    json::object* out = referred.if_object();
    if (!out) return referred;
    if (flag_member(source, "nullable"))
      *out = {{"anyOf", json::array{std::move(*out), json::object{{"type", "null"}}}}};
    for (const std::string_view name : {"title", "description"})
      if (const std::string_view text = json::string_member(source, name); !text.empty()) (*out)[name] = text;
    return referred;
  }

  // JSON Schema takes $ref for a keyword like any other (2020-12, section 8.2.3.1).
  json::value beside_reference(const json::object& source, json::value referred, const trail& at,
                               bool in_place) {
    if (source.size() == 1) return referred;
    json::object out = object(source, at, in_place);
    if (const json::object* o = referred.if_object()) {
      if (flag_member(source, "nullable")) return either(std::move(out), *o);
      out.insert(o->begin(), o->end());
    }
    return out;
  }

  static json::value either(json::object words, const json::object& referred) {
    words["anyOf"] = json::array{referred, json::object{{"type", "null"}}};
    return words;
  }

  json::object object(const json::object& source, const trail& at, bool in_place) {
    json::object out;
    for (const auto& member : source) {
      const std::string_view name = json::view(member.key());
      const keyword* known = find_keyword(name);
      if (known && (modern_ || !known->later))
        translate(known->what, name, member.value(), source, out, trail(at, name), in_place);
    }
    if (modern_) add_dynamic_reference(source, out, at, in_place);
    if (!defs_.checking()) add_discriminator(defs_.source(), source, out);
    check_default(out, at);
    if (flag_member(source, "nullable") && !source.contains("$ref")) allow_null(out);
    return out;
  }

  // Schemas of APIs do not extend each other at run time: the reference is followed where it stands.
  void add_dynamic_reference(const json::object& source, json::object& out, const trail& at, bool in_place) {
    const std::string_view ref = json::string_member(source, "$dynamicRef");
    if (ref.empty() || out.contains("$ref")) return;
    json::value referred =
        defs_.refer(ref, direction_, owner_, in_place, trail(at, "$dynamicRef"), warnings_);
    if (json::object* o = referred.if_object()) out.insert(o->begin(), o->end());
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
    case rule::any:
      if (defs_.take(v)) out[name] = v;
      break;
    case rule::in_place: out[name] = schema(v, at, in_place); break;
    case rule::inside: out[name] = schema(v, at, false); break;
    case rule::in_places: schemas(name, v, out, at, in_place); break;
    case rule::insides: schemas(name, v, out, at, false); break;
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
    if (name == "pattern" && is_broken(json::view(v.get_string()))) {
      warnings_.add(at, "The pattern is no regular expression of ECMA-262; left out.");
      return;
    }
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
    if (name == "example") {
      if (!(modern_ && source.contains("examples")) && defs_.take(v)) out["examples"] = json::array{v};
    } else if (name == "examples") {
      examples(v, out, at);
    } else if (name == "type") {
      type(v, out, at);
    } else if (name == "items") {
      items(v, source, out, at);
    } else if (name == "required") {
      required(v, source, out, at);
    } else if (name == "exclusiveMinimum" || name == "exclusiveMaximum") {
      exclusive(name, name == "exclusiveMinimum" ? "minimum" : "maximum", v, source, out, at);
    } else {
      dependencies(v, out, at);
    }
  }

  void examples(const json::value& v, json::object& out, const trail& at) {
    if (!v.is_array()) return leave_out("a list of examples", v, at);
    if (defs_.take(v)) out["examples"] = v;
  }

  void type(const json::value& v, json::object& out, const trail& at) {
    if (is_type_name(v)) {
      out["type"] = v;
    } else if (v.is_string() && json::view(v.get_string()) == "file") {
      // 2.0, "Parameter Object" and "Schema Object": a file, or an answer that is one.
      out["type"] = "string";
      out["format"] = "binary";
    } else if (std::optional<json::array> names = type_names(v)) {
      out["type"] = std::move(*names);
    } else {
      warnings_.add(
          at, "Expected one of \"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\"; "
              "left out.");
    }
  }

  // A list of schemas by position is the way of drafts before 2020-12.
  void items(const json::value& v, const json::object& source, json::object& out, const trail& at) {
    if (!v.is_array()) {
      out["items"] = schema(v, at, false);
      return;
    }
    if (!v.get_array().empty()) schemas("prefixItems", v, out, at, false);
    if (const json::value* rest = source.if_contains("additionalItems"))
      out["items"] = schema(*rest, at, false);
  }

  // Names of members, or a schema, by member (draft 7, section 6.5.7); 2020-12 has a keyword for each.
  void dependencies(const json::value& v, json::object& out, const trail& at) {
    const json::object* source = v.if_object();
    if (!source) return leave_out("an object", v, at);
    json::object demanded;
    json::object schemas;
    for (const auto& member : *source) {
      const trail here(at, json::view(member.key()));
      if (const json::array* names = member.value().if_array()) {
        if (json::array kept = distinct_names(*names); !kept.empty())
          demanded[member.key()] = std::move(kept);
      } else {
        schemas[member.key()] = schema(member.value(), here, false);
      }
    }
    if (!demanded.empty()) out["dependentRequired"] = std::move(demanded);
    if (!schemas.empty()) out["dependentSchemas"] = std::move(schemas);
  }

  json::array distinct_names(const json::array& names) {
    std::set<std::string_view> seen;
    json::array kept;
    for (const json::value& name : names)
      if (name.is_string() && defs_.take() && seen.insert(json::view(name.get_string())).second)
        kept.push_back(name);
    return kept;
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
    json::array kept;
    for (json::value& name : distinct_names(*names)) {
      const json::value* property = properties ? properties->if_contains(name.get_string()) : nullptr;
      if (!property || !is_foreign(*property)) kept.push_back(std::move(name));
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
  bool modern_; // 3.1 and later
};

} // namespace

json::value translate_schema(const json::value& schema, const trail& at, direction d,
                             const definitions::owner& owner, definitions& defs, warning_list& warnings) {
  return translator(d, owner, defs, warnings).schema(schema, at, true);
}

} // namespace http_task::description
