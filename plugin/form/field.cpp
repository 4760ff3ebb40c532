#include "form/field.hpp"

#include "base/text.hpp"
#include "json/write.hpp"

namespace http_task::form {
namespace {

// Of what one field may say. An editor shows it beside the field; the endpoint description has all of it.
constexpr std::size_t most_documentation = std::size_t{16} << 10;

json::array copied(const std::vector<const json::value*>& values) {
  json::array list;
  for (const json::value* v : values)
    list.push_back(*v);
  return list;
}

json::object copied(const std::vector<std::pair<std::string_view, const json::value*>>& values) {
  json::object object;
  for (const auto& [name, v] : values)
    object.emplace(name, *v);
  return object;
}

std::string shortened(std::string_view text) {
  if (text.size() <= most_documentation) return std::string(text);
  return std::string(utf8_prefix(text, most_documentation)) + "…";
}

json::array list_of(const std::vector<field_ptr>& fields) {
  json::array list;
  for (const field_ptr& f : fields)
    list.push_back(to_json(*f));
  return list;
}

void add_inside(const field& f, json::object& out) {
  if (f.widget == "object" && !f.more) out.emplace("fields", list_of(f.fields));
  if (f.items) out.emplace("items", to_json(*f.items));
  if (f.additional) out.emplace("additional", to_json(*f.additional));
  if (!f.except.empty()) {
    json::array names;
    for (const std::string& name : f.except)
      names.emplace_back(name);
    out.emplace("except", std::move(names));
  }
  if (!f.choices.empty()) {
    json::array choices;
    for (const choice& c : f.choices)
      choices.push_back(json::object{{"title", c.title}, {"field", to_json(*c.of)}});
    out.emplace("choices", std::move(choices));
  }
  if (!f.discriminator.empty()) out.emplace("discriminator", f.discriminator);
}

} // namespace

std::size_t size_of(const field& f) {
  constexpr std::size_t frame = 160; // names of the members, type, widget, group
  std::size_t size = frame + f.pointer.size() + f.name.size() + f.schema_pointer.size() + f.title.size() +
                     std::min(f.documentation.size(), most_documentation);
  const auto add = [&size](const json::value& v) { size += json::write(v).size(); };
  for (const auto& [name, v] : f.values)
    add(*v);
  for (const json::value* v : f.allowed)
    add(*v);
  for (const json::value* v : f.examples)
    add(*v);
  return size;
}

json::object to_json(const field& f) {
  json::object out{{"pointer", f.pointer}, {"name", f.name}};
  if (!f.title.empty()) out.emplace("title", f.title);
  out.emplace("type", f.type);
  out.emplace("widget", f.widget);
  out.emplace("group", f.group);
  out.emplace("required", f.required);
  for (const auto& [name, v] : f.values)
    out.emplace(name, *v);
  if (!f.allowed.empty()) out.emplace("enum", copied(f.allowed));
  if (!f.examples.empty()) out.emplace("examples", copied(f.examples));
  if (!f.constraints.empty()) out.emplace("constraints", copied(f.constraints));
  if (!f.documentation.empty()) out.emplace("documentation", shortened(f.documentation));
  if (f.deprecated) out.emplace("deprecated", true);
  if (f.nullable) out.emplace("nullable", true);
  add_inside(f, out);
  out.emplace("schemaPointer", f.schema_pointer);
  if (f.more) out.emplace("more", true);
  return out;
}

} // namespace http_task::form
