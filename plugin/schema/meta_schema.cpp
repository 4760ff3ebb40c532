#include "schema/meta_schema.hpp"

#include "schema/keyword.hpp"

#include <array>
#include <string>

namespace http_task::schema {
namespace {

struct vocabulary_document {
  std::string_view name; // behind ".../meta/"
  dialect language;
  vocabularies members;
};

using enum vocabulary;

constexpr auto vocabulary_documents = std::to_array<vocabulary_document>({
    {"core", dialect::draft2019_09, only(core)},
    {"applicator", dialect::draft2019_09, vocabularies(only(applicator) | only(unevaluated))},
    {"validation", dialect::draft2019_09, only(validation)},
    {"meta-data", dialect::draft2019_09, only(meta_data)},
    {"format", dialect::draft2019_09, only(format_annotation)},
    {"content", dialect::draft2019_09, only(content)},
    {"core", dialect::draft2020_12, only(core)},
    {"applicator", dialect::draft2020_12, only(applicator)},
    {"unevaluated", dialect::draft2020_12, only(unevaluated)},
    {"validation", dialect::draft2020_12, only(validation)},
    {"meta-data", dialect::draft2020_12, only(meta_data)},
    {"format-annotation", dialect::draft2020_12, only(format_annotation)},
    {"format-assertion", dialect::draft2020_12, only(format_annotation)},
    {"content", dialect::draft2020_12, only(content)},
});

constexpr std::string_view base_2019 = "https://json-schema.org/draft/2019-09/";
constexpr std::string_view base_2020 = "https://json-schema.org/draft/2020-12/";

json::object reference(std::string_view to) {
  return {{"$ref", to}};
}
json::object of_type(std::string_view type) {
  return {{"type", type}};
}

// The definitions that a document's keywords refer to, by their official names.
json::object definitions_of(dialect d) {
  const bool old = d < dialect::draft2019_09;
  const std::string here = old ? "#/definitions/" : "#/$defs/";
  const json::array types{"array", "boolean", "integer", "null", "number", "object", "string"};
  json::object defs;
  json::object names{{"type", "array"}, {"items", of_type("string")}, {"uniqueItems", true}};
  json::object count{{"type", "integer"}, {"minimum", 0}};
  if (d == dialect::draft4) {
    names["minItems"] = 1;
    defs["positiveInteger"] = count;
    defs["positiveIntegerDefault0"] = reference(here + "positiveInteger");
  } else {
    defs["nonNegativeInteger"] = count;
    defs["nonNegativeIntegerDefault0"] = reference(here + "nonNegativeInteger");
  }
  defs["simpleTypes"] = json::object{{"enum", types}};
  defs["stringArray"] = std::move(names);
  return defs;
}

class writer {
public:
  explicit writer(dialect d)
      : dialect_(d), definitions_(d < dialect::draft2019_09 ? "#/definitions/" : "#/$defs/") {}

  // The `properties` of a meta-schema for the keywords of some vocabularies.
  [[nodiscard]] json::object properties(vocabularies members) const {
    json::object properties;
    for (const keyword_entry& k : keyword_table()) {
      if (k.is_in(dialect_) && (only(k.group) & members) != 0 && !is_extension(k))
        properties[k.name] = value_of(k);
    }
    return properties;
  }

  [[nodiscard]] json::object subschema() const {
    switch (dialect_) {
    case dialect::draft2020_12: return {{"$dynamicRef", "#meta"}};
    case dialect::draft2019_09: return {{"$recursiveRef", "#"}};
    default: return reference("#");
    }
  }

private:
  dialect dialect_;
  std::string definitions_;

  // Known to this product in more dialects than the standard has it.
  [[nodiscard]] bool is_extension(const keyword_entry& k) const {
    const bool moved =
        dialect_ >= dialect::draft2019_09 && (k.name == "definitions" || k.name == "dependencies");
    return moved || k.name == "example";
  }

  [[nodiscard]] json::object shared(std::string_view name) const {
    return reference(definitions_ + std::string(name));
  }
  [[nodiscard]] json::object map_of(json::value values) const {
    return {{"type", "object"}, {"additionalProperties", std::move(values)}};
  }
  [[nodiscard]] json::object any_of(json::value a, json::value b) const {
    return {{"anyOf", json::array{std::move(a), std::move(b)}}};
  }
  [[nodiscard]] json::object schemas() const {
    return {{"type", "array"}, {"minItems", 1}, {"items", subschema()}};
  }
  [[nodiscard]] json::object anchor() const {
    const bool first = dialect_ == dialect::draft2019_09;
    return {{"type", "string"},
            {"pattern", first ? "^[A-Za-z][-A-Za-z0-9.:_]*$" : "^[A-Za-z_][-A-Za-z0-9._]*$"}};
  }
  [[nodiscard]] json::object reference_text(const keyword_entry& k) const {
    json::object text{{"type", "string"}};
    if (dialect_ != dialect::draft4) text["format"] = "uri-reference";
    if (dialect_ >= dialect::draft2019_09 && k.id == keyword::id) text["pattern"] = "^[^#]*#?$";
    return text;
  }
  [[nodiscard]] json::object positive() const {
    json::object number = of_type("number");
    if (dialect_ == dialect::draft4) {
      number["minimum"] = 0;
      number["exclusiveMinimum"] = true;
    } else {
      number["exclusiveMinimum"] = 0;
    }
    return number;
  }
  [[nodiscard]] json::object distinct_values() const {
    return {{"type", "array"}, {"minItems", 1}, {"uniqueItems", true}};
  }
  [[nodiscard]] json::object type_or_types() const {
    json::object several = distinct_values();
    several["items"] = shared("simpleTypes");
    return any_of(shared("simpleTypes"), std::move(several));
  }
  [[nodiscard]] std::string_view count_name(const keyword_entry& k) const {
    const bool from_zero = k.name.starts_with("min") && k.id != keyword::min_contains;
    if (dialect_ == dialect::draft4) return from_zero ? "positiveIntegerDefault0" : "positiveInteger";
    return from_zero ? "nonNegativeIntegerDefault0" : "nonNegativeInteger";
  }

  [[nodiscard]] json::object value_of(const keyword_entry& k) const {
    switch (k.value) {
    case shape::any: return {};
    case shape::boolean: return of_type("boolean");
    case shape::text: return k.id == keyword::pattern ? pattern_text() : of_type("string");
    case shape::uri_reference: return reference_text(k);
    case shape::anchor: return anchor();
    case shape::number: return of_type("number");
    case shape::positive: return positive();
    case shape::count: return shared(count_name(k));
    case shape::type: return type_or_types();
    case shape::names:
    case shape::names_not_empty: return shared("stringArray");
    case shape::values: return of_type("array");
    case shape::values_not_empty: return distinct_values();
    case shape::schema: return subschema();
    case shape::schema_or_boolean: return any_of(of_type("boolean"), subschema());
    case shape::schemas: return schemas();
    case shape::schema_or_schemas: return any_of(subschema(), schemas());
    case shape::schema_map: return schema_map(k);
    case shape::names_map: return map_of(shared("stringArray"));
    case shape::dependencies: return map_of(any_of(subschema(), shared("stringArray")));
    case shape::vocabularies: return vocabulary_map();
    }
    return {};
  }

  [[nodiscard]] json::object pattern_text() const { return {{"type", "string"}, {"format", "regex"}}; }
  [[nodiscard]] json::object schema_map(const keyword_entry& k) const {
    json::object map = map_of(subschema());
    if (k.id == keyword::pattern_properties && dialect_ != dialect::draft4)
      map["propertyNames"] = json::object{{"format", "regex"}};
    return map;
  }
  [[nodiscard]] json::object vocabulary_map() const {
    json::object map = map_of(of_type("boolean"));
    map["propertyNames"] = json::object{{"type", "string"}, {"format", "uri"}};
    return map;
  }
};

// Drafts 4 to 7: one document.
json::object single_document(dialect d, std::string_view uri) {
  const std::string id = std::string(uri) + "#";
  const writer w(d);
  json::object root{{"$schema", id}, {d == dialect::draft4 ? "id" : "$id", id}};
  json::object definitions = definitions_of(d);
  definitions["schemaArray"] =
      json::object{{"type", "array"}, {"minItems", 1}, {"items", json::object{{"$ref", "#"}}}};
  root["definitions"] = std::move(definitions);
  constexpr vocabularies every = 0xFF;
  root["properties"] = w.properties(every);
  if (d == dialect::draft4) {
    root["type"] = "object";
    root["dependencies"] = json::object{{"exclusiveMaximum", json::array{"maximum"}},
                                        {"exclusiveMinimum", json::array{"minimum"}}};
  } else {
    root["type"] = json::array{"object", "boolean"};
  }
  return root;
}

json::object document_head(dialect d, std::string_view base, std::string_view path) {
  json::object root{{"$schema", std::string(base) + "schema"},
                    {"$id", std::string(base) + std::string(path)}};
  if (d == dialect::draft2020_12)
    root["$dynamicAnchor"] = "meta";
  else
    root["$recursiveAnchor"] = true;
  root["type"] = json::array{"object", "boolean"};
  return root;
}

json::object vocabulary_schema(const vocabulary_document& v, std::string_view base) {
  const writer w(v.language);
  json::object root = document_head(v.language, base, "meta/" + std::string(v.name));
  json::object definitions = definitions_of(v.language);
  definitions["schemaArray"] = json::object{{"type", "array"}, {"minItems", 1}, {"items", w.subschema()}};
  root["$defs"] = std::move(definitions);
  root["properties"] = w.properties(v.members);
  return root;
}

// 2019-09 and 2020-12: all vocabularies together.
json::object assembled_document(dialect d, std::string_view base) {
  json::object root = document_head(d, base, "schema");
  json::object used;
  json::array parts;
  for (const vocabulary_document& v : vocabulary_documents) {
    if (v.language != d || v.name == "format-assertion") continue;
    parts.push_back(reference("meta/" + std::string(v.name)));
    used[std::string(base) + "vocab/" + std::string(v.name)] = true;
  }
  root["$vocabulary"] = std::move(used);
  root["allOf"] = std::move(parts);
  // The names of earlier drafts stay reserved for what they meant.
  const json::value sub = writer(d).subschema();
  const json::object names{{"type", "array"}, {"items", of_type("string")}, {"uniqueItems", true}};
  const json::object either{{"anyOf", json::array{sub, names}}};
  root["properties"] = json::object{
      {"definitions", json::object{{"type", "object"}, {"additionalProperties", sub}}},
      {"dependencies", json::object{{"type", "object"}, {"additionalProperties", either}}},
  };
  return root;
}

} // namespace

std::optional<meta_schema> make_meta_schema(std::string_view uri) {
  for (const std::string_view base : {base_2019, base_2020}) {
    const dialect d = base == base_2019 ? dialect::draft2019_09 : dialect::draft2020_12;
    if (!uri.starts_with(base)) continue;
    const std::string_view path = uri.substr(base.size());
    if (path == "schema") return meta_schema{assembled_document(d, base), d};
    for (const vocabulary_document& v : vocabulary_documents) {
      if (v.language == d && path == "meta/" + std::string(v.name))
        return meta_schema{vocabulary_schema(v, base), d};
    }
    return std::nullopt;
  }
  const std::optional<dialect> d = dialect_of(uri);
  if (!d || *d >= dialect::draft2019_09) return std::nullopt;
  return meta_schema{single_document(*d, uri), *d};
}

} // namespace http_task::schema
