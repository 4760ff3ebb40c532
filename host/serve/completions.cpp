#include "serve/completions.hpp"

namespace http_task::host {
namespace {

constexpr std::size_t most_of_one = 400;
constexpr int deepest_path = 7;
constexpr std::size_t longest_value = 80;

std::string_view type_of(const json::value& v) {
  if (v.is_null()) return "null";
  if (v.is_bool()) return "boolean";
  if (v.is_int64() || v.is_uint64()) return "integer";
  if (v.is_double()) return "number";
  if (v.is_string()) return "string";
  return v.is_array() ? "array" : "object";
}

// Cut where no character is cut in two.
std::string shortened(std::string text) {
  if (text.size() <= longest_value) return text;
  std::size_t end = longest_value;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end) + "…";
}

class collector {
public:
  collector(json::array& items, std::string_view source, std::string_view reference, bool made_up)
      : items_(items), source_(source), reference_(reference), made_up_(made_up) {}

  void add(const std::string& path, const json::value& v) {
    json::object item{{"expression", "${" + path + "}"}, {"type", type_of(v)}, {"source", source_}};
    if (!reference_.empty()) item.emplace("ref", reference_);
    if (v.is_string())
      item.emplace("value", shortened(std::string(view(v.get_string()))));
    else if (!v.is_object() && !v.is_array())
      item.emplace("value", shortened(to_text(v)));
    if (made_up_) item.emplace("madeUp", true);
    items_.push_back(std::move(item));
    ++count_;
  }

  // The value and what is in it.
  void walk(const std::string& path, const json::value& v, int depth = 0) {
    if (count_ >= most_of_one) return;
    add(path, v);
    if (depth >= deepest_path) return;
    if (const json::object* o = v.if_object()) {
      for (const auto& member : *o)
        walk(path + path_step(view(member.key())), member.value(), depth + 1);
    } else if (const json::array* a = v.if_array(); a != nullptr && !a->empty()) {
      walk(path + "[0]", a->front(), depth + 1);
    }
  }

private:
  json::array& items_;
  std::string_view source_;
  std::string_view reference_;
  bool made_up_;
  std::size_t count_ = 0;
};

void add_input(const step_context& context, const json::object& definition, json::array& items) {
  collector input(items, "input", {}, false);
  for (const auto& member : context.input)
    input.walk("workflow.input" + path_step(view(member.key())), member.value());
  const json::array* names = array_of(definition, "inputParameters");
  for (const json::value& name : names != nullptr ? *names : json::array()) {
    if (name.is_string() && !context.input.contains(name.get_string()))
      input.add("workflow.input" + path_step(view(name.get_string())), json::value());
  }
}

void add_step(const step_context::earlier_step& step, json::array& items) {
  const auto answer = parse_object(*step.output, step.reference);
  if (!answer) return;
  collector outputs(items, "step", step.reference, step.made_up);
  const std::string output = step.reference + ".output";
  if (const json::object* filtered = object_of(*answer, "output")) {
    for (const auto& member : *filtered)
      outputs.walk(output + ".output" + path_step(view(member.key())), member.value());
  }
  const json::object* response = object_of(*answer, "response");
  if (response == nullptr) return;
  if (const json::value* status = response->if_contains("statusCode"))
    outputs.add(output + ".response.statusCode", *status);
  if (const json::value* body = response->if_contains("body")) outputs.walk(output + ".response.body", *body);
  if (const json::object* headers = object_of(*response, "headers")) {
    for (const auto& field : *headers) {
      const json::array* values = field.value().if_array();
      if (values != nullptr && !values->empty())
        outputs.add(output + ".response.headers" + path_step(view(field.key())) + "[0]", values->front());
    }
  }
}

} // namespace

std::string path_step(std::string_view name) {
  constexpr const char* plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  if (!name.empty() && name.find_first_not_of(plain) == std::string_view::npos)
    return "." + std::string(name);
  std::string quoted = "['";
  for (const char c : name) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "']";
}

json::array completions_of(const step_context& context, const json::object& definition,
                           const std::vector<std::string>& secrets) {
  json::array items;
  add_input(context, definition, items);
  for (const step_context::earlier_step& step : context.steps)
    add_step(step, items);
  for (const std::string& name : secrets)
    items.push_back(
        json::object{{"expression", "${secrets." + name + "}"}, {"type", "string"}, {"source", "secret"}});
  return items;
}

} // namespace http_task::host
