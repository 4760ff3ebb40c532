// Forms of small descriptions, and their fields by pointer.
#pragma once

#include "form/form.hpp"
#include "json/parse.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::form {

// A description of `POST /things` with this schema of the body and these definitions.
inline json::value description_of(std::string_view body, std::string_view definitions = "{}") {
  const std::string text = R"({"title": "Make a thing", "type": "object", "required": ["method", "uri"],
    "properties": {"method": {"const": "POST"}, "uri": {"type": "string", "default": "https://x.test/things"},
                   "body": )" +
                           std::string(body) + R"(}, "endpoint": {"id": "x:POST:/things", "method": "POST",
    "path": "/things", "requestBody": {"required": true, "contentTypes": ["application/json"]}}, "$defs": )" +
                           std::string(definitions) + "}";
  return json::parse(text).value();
}

inline json::object form_of(const json::value& description, const form_request& request = {}) {
  return make_form(&description, request).value();
}

// All fields of a form, those within others as well.
inline void collect(const json::value& f, std::vector<const json::object*>& all) {
  const json::object& o = f.as_object();
  all.push_back(&o);
  if (const json::array* fields = json::array_member(o, "fields")) {
    for (const json::value& each : *fields)
      collect(each, all);
  }
  for (const std::string_view name : {"items", "additional"}) {
    if (const json::value* inside = o.if_contains(name)) collect(*inside, all);
  }
  if (const json::array* choices = json::array_member(o, "choices")) {
    for (const json::value& each : *choices)
      collect(each.at("field"), all);
  }
}

inline std::vector<const json::object*> fields_of(const json::object& form) {
  std::vector<const json::object*> all;
  for (const json::value& f : form.at("fields").as_array())
    collect(f, all);
  return all;
}

// The first field with that pointer; an empty one where there is none.
inline json::object field_at(const json::object& form, std::string_view pointer) {
  for (const json::object* f : fields_of(form)) {
    if (json::string_member(*f, "pointer") == pointer) return *f;
  }
  return {};
}

inline std::vector<std::string> pointers_of(const json::array& fields, std::string_view group) {
  std::vector<std::string> pointers;
  for (const json::value& f : fields) {
    if (json::string_member(f.as_object(), "group") == group)
      pointers.emplace_back(json::string_member(f.as_object(), "pointer"));
  }
  return pointers;
}

} // namespace http_task::form
