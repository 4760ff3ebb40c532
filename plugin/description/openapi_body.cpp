#include "description/openapi_body.hpp"

#include "description/display_text.hpp"
#include "description/form_parts.hpp"
#include "description/media_type.hpp"
#include "description/openapi_examples.hpp"
#include "description/openapi_schema.hpp"
#include "description/references.hpp"

namespace http_task::description {
namespace {

constexpr std::size_t longest_text = 20'000;

// Many documents do not say that a body is required, but a body without its required members is no request
// either.
std::string demanded_members(const json::value& schema) {
  const json::object* o = schema.if_object();
  const json::array* required = o ? json::array_member(*o, "required") : nullptr;
  std::string names;
  if (required)
    for (const json::value& name : *required)
      names += (names.empty() ? "" : ", ") + std::string(json::view(name.get_string()));
  return names.empty() ? names : "The schema of the body demands " + single_line(names, 500) + ".";
}

// The Media Type Object; from 3.2 on it may be a reference.
const json::object* media_details(const json::value& media, const trail& at, definitions& defs,
                                  warning_list& warnings) {
  const result<target> found = dereference(defs.source(), media, at.pointer());
  if (!found) warnings.add(at, found.error().detail + " Any body is allowed.");
  return found ? found->value->if_object() : nullptr;
}

request_body any_body(const trail& at) {
  request_body body;
  body.present = true;
  body.schema = json::object{};
  body.content_types = {"application/json"};
  body.origin = at.pointer();
  finish_body(body, false);
  return body;
}

void add_details(request_body& body, const json::object& media, const trail& at, definitions& defs,
                 warning_list& warnings) {
  if (const json::value* schema = media.if_contains("schema"))
    body.schema = inlined_schema(*schema, trail(at, "schema"), direction::request, defs, warnings);
  if (const json::value* item = media.if_contains("itemSchema"); item && !media.contains("schema")) {
    body.schema = json::object{{"type", "string"}, {"contentMediaType", body.content_types.front()}};
    body.annotation["itemSchema"] =
        translate_schema(*item, trail(at, "itemSchema"), direction::request, {}, defs, warnings);
  }
  if (defs.checking()) return;
  if (json::object examples = named_examples(media, at, defs, warnings); !examples.empty())
    body.annotation["examples"] = std::move(examples);
  if (json::object parts = read_encoding(media, trail(at, "encoding"), warnings); !parts.empty())
    body.annotation["encoding"] = std::move(parts);
  if (const json::value* example = media.if_contains("example"); example && defs.take(*example))
    if (json::object* out = body.schema.if_object()) (*out)["examples"] = json::array{*example};
}

} // namespace

json::value inlined_schema(const json::value& schema, const trail& at, direction d, definitions& defs,
                           warning_list& warnings) {
  const json::object* o = schema.if_object();
  // Siblings of a reference count in JSON Schema: they stay where they are.
  if (o && has_json_schema(defs.version()) && o->size() > 1)
    return translate_schema(schema, at, d, {}, defs, warnings);
  const result<target> found = dereference(defs.source(), schema, at.pointer());
  if (found) return translate_schema(*found->value, trail(found->pointer), d, {}, defs, warnings);
  warnings.add(at, found.error().detail + " Any value is allowed.");
  return true;
}

void finish_body(request_body& body, bool marked) {
  const std::string demanded = demanded_members(body.schema);
  body.required = marked || !demanded.empty();
  body.annotation["required"] = body.required;
  if (body.required && !marked) body.annotation["from"] = demanded;
  body.annotation["contentTypes"] = json::array(body.content_types.begin(), body.content_types.end());
  if (is_multipart(body.content_types.front())) allow_file_parts(body.schema);
}

request_body read_body(const json::object& operation, const trail& at, definitions& defs,
                       warning_list& warnings) {
  const json::value* source = operation.if_contains("requestBody");
  if (!source) return {};
  const trail here(at, "requestBody");
  const result<target> found = dereference(defs.source(), *source, here.pointer());
  const json::object* o = found ? found->value->if_object() : nullptr;
  const json::object* content = o ? json::object_member(*o, "content") : nullptr;
  const boost::json::key_value_pair* media = content ? preferred_content(*content) : nullptr;
  if (!media) {
    warnings.add(here,
                 (found ? "A request body needs \"content\" with a media type." : found.error().detail) +
                     std::string(" Any body is allowed."));
    return any_body(here);
  }
  request_body body;
  body.present = true;
  body.schema = json::object{};
  body.origin = found->pointer;
  body.content_types.push_back(shown_media_type(json::view(media->key())));
  for (std::string& other : shown_media_types(*content))
    if (other != body.content_types.front() && body.content_types.size() < most_media_types)
      body.content_types.push_back(std::move(other));
  const trail media_at(json::join(json::join(found->pointer, "content"), json::view(media->key())));
  if (const json::object* details = media_details(media->value(), media_at, defs, warnings))
    add_details(body, *details, media_at, defs, warnings);
  const json::value* required = o->if_contains("required");
  finish_body(body, required && required->is_bool() && required->get_bool());
  if (json::object* out = body.schema.if_object(); out && !out->contains("description"))
    if (const std::string_view text = json::string_member(*o, "description"); !text.empty())
      (*out)["description"] = clean_text(text, longest_text);
  return body;
}

} // namespace http_task::description
