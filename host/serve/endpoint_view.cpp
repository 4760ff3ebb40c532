#include "serve/endpoint_view.hpp"

#include "document/layout.hpp"
#include "render/markdown_html.hpp"

namespace http_task::host {
namespace {

json::array example_names(const json::object& endpoint) {
  json::array names;
  const json::object* body = object_of(endpoint, "requestBody");
  const json::object* examples = body != nullptr ? object_of(*body, "examples") : nullptr;
  for (const auto& example : examples != nullptr ? *examples : json::object())
    names.emplace_back(example.key());
  return names;
}

json::object responses_of(const json::object& endpoint) {
  json::object shown;
  const json::object* responses = object_of(endpoint, "responses");
  for (const auto& member : responses != nullptr ? *responses : json::object()) {
    if (!member.value().is_object()) continue;
    json::object response = member.value().get_object();
    if (const std::string_view text = text_of(response, "description"); !text.empty())
      response["description"] = markdown_to_html(text);
    shown.emplace(member.key(), std::move(response));
  }
  return shown;
}

// The documentation of each field by its pointer. Fields of several choices may share a pointer: what was
// said first stays.
class field_documentation {
public:
  explicit field_documentation(json::object& html) : html_(html) {}

  void add(const json::object& field) {
    if (const std::string_view text = text_of(field, "documentation"); !text.empty()) {
      const std::string_view pointer = text_of(field, "pointer");
      if (!html_.contains(pointer)) html_.emplace(pointer, markdown_to_html(text));
    }
    if (const json::array* fields = array_of(field, "fields")) add_all(*fields);
    for (const std::string_view name : {"items", "additional"}) {
      if (const json::object* inner = object_of(field, name)) add(*inner);
    }
    const json::array* choices = array_of(field, "choices");
    for (const json::value& item : choices != nullptr ? *choices : json::array()) {
      const json::object* choice = item.if_object();
      const json::object* chosen = choice != nullptr ? object_of(*choice, "field") : nullptr;
      if (chosen != nullptr) add(*chosen);
    }
  }

  void add_all(const json::array& fields) {
    for (const json::value& field : fields) {
      if (field.is_object()) add(field.get_object());
    }
  }

private:
  json::object& html_;
};

} // namespace

result<std::string> endpoint_view(std::string_view id, std::string_view description, std::string_view form) {
  const auto parsed = parse_object(description, id);
  if (!parsed) return parsed.error();
  const auto parsed_form = parse_object(form, id);
  if (!parsed_form) return parsed_form.error();
  const json::object* annotation = object_of(*parsed, "endpoint");
  const json::object none;
  const json::object& endpoint = annotation != nullptr ? *annotation : none;
  json::object documentation;
  if (const std::string_view text = text_of(*parsed, "description"); !text.empty())
    documentation.emplace("", markdown_to_html(text));
  if (const json::array* fields = array_of(*parsed_form, "fields"))
    field_documentation(documentation).add_all(*fields);
  const json::array* servers = array_of(endpoint, "servers");
  const json::object shown{
      {"id", text_of(endpoint, "id").empty() ? id : text_of(endpoint, "id")},
      {"documentation", std::move(documentation)},
      {"responses", responses_of(endpoint)},
      {"examples", example_names(endpoint)},
      {"servers", servers != nullptr ? *servers : json::array()},
  };
  std::string text = to_text(shown);
  text.pop_back();
  return text + ",\"form\":" + compact_json(form) + ",\"description\":" + compact_json(description) + "}";
}

result<std::string> form_part_view(std::string_view form) {
  const auto parsed = parse_object(form, "the form");
  if (!parsed) return parsed.error();
  json::object documentation;
  if (const json::array* fields = array_of(*parsed, "fields"))
    field_documentation(documentation).add_all(*fields);
  std::string text = compact_json(form);
  text.pop_back();
  return text + ",\"documentation\":" + to_text(documentation) + "}";
}

} // namespace http_task::host
