#include "description/openapi_responses.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/openapi_body.hpp"
#include "description/openapi_schema.hpp"
#include "description/references.hpp"

#include <algorithm>

namespace http_task::description {
namespace {

constexpr std::size_t longest_text = 20'000;
constexpr std::size_t longest_media_type = 200;
constexpr std::size_t most_examples = 20;
constexpr std::size_t most_media_types = 50;

// "200", "4XX" or "default" (3.0.3, section 4.7.16).
bool is_status(std::string_view text) {
  if (text == "default") return true;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 3 && text[0] >= '1' && text[0] <= '5' &&
         (text.substr(1) == "XX" || (digit(text[1]) && digit(text[2])));
}

class reader {
public:
  reader(definitions& defs, warning_list& warnings) : defs_(defs), warnings_(warnings) {}

  responses read(const json::object& source, const trail& at) {
    for (const auto& member : source) {
      const std::string status(json::view(member.key()));
      if (status.starts_with("x-") || !defs_.take()) continue;
      const trail here(at, status);
      if (is_status(status))
        add(status, member.value(), here);
      else
        warnings_.add(here, "Expected a status such as 200, 4XX or default; left out.");
    }
    return std::move(out_);
  }

private:
  void add(const std::string& status, const json::value& source, const trail& at) {
    const result<target> found = dereference(defs_.root(), source, at.pointer());
    const json::object* o = found ? found->value->if_object() : nullptr;
    if (!o) {
      warnings_.add(at, (found ? "Expected a response object." : found.error().detail) +
                            std::string(" The response is left out."));
      return;
    }
    json::object response;
    if (!defs_.checking())
      response["description"] = clean_text(json::string_member(*o, "description"), longest_text);
    const json::object* content = json::object_member(*o, "content");
    if (const boost::json::key_value_pair* media = content ? preferred_content(*content) : nullptr) {
      const std::string_view media_type = json::view(media->key());
      const std::string type = single_line(media_type, longest_media_type);
      response["contentType"] = type == "*/*" ? "application/json" : type;
      if (content->size() > 1 && !defs_.checking()) response["contentTypes"] = names_of(*content);
      if (status.starts_with('2') && out_.accept.empty() && type.find("json") == std::string::npos &&
          type != "*/*")
        out_.accept = type;
      if (const json::object* details = media->value().if_object())
        add_content(response, *details, trail(json::join(json::join(found->pointer, "content"), media_type)));
    }
    out_.by_status[status] = std::move(response);
  }

  static json::array names_of(const json::object& content) {
    json::array names;
    for (std::size_t i = 0; i < std::min(content.size(), most_media_types); ++i)
      names.emplace_back(single_line(json::view((content.begin() + static_cast<std::ptrdiff_t>(i))->key()),
                                     longest_media_type));
    return names;
  }

  void add_content(json::object& response, const json::object& media, const trail& at) {
    if (const json::value* schema = media.if_contains("schema"))
      response["schema"] =
          translate_schema(*schema, trail(at, "schema"), direction::response, {}, defs_, warnings_);
    if (defs_.checking()) return;
    json::array examples;
    if (const json::value* example = media.if_contains("example"); example && defs_.take(*example))
      examples.push_back(*example);
    if (const json::object* named = json::object_member(media, "examples"))
      for (const auto& member : *named)
        add_example(examples, member.value(), trail(trail(at, "examples"), json::view(member.key())));
    if (!examples.empty()) response["examples"] = std::move(examples);
  }

  void add_example(json::array& examples, const json::value& source, const trail& at) {
    if (examples.size() == most_examples) return;
    const result<target> found = dereference(defs_.root(), source, at.pointer());
    if (!found) {
      warnings_.add(at, found.error().detail + " The example is left out.");
      return;
    }
    const json::object* o = found->value->if_object();
    const json::value* value = o ? o->if_contains("value") : nullptr;
    if (value && defs_.take(*value)) examples.push_back(*value);
  }

  definitions& defs_;
  warning_list& warnings_;
  responses out_;
};

} // namespace

responses read_responses(const json::object& operation, const trail& at, definitions& defs,
                         warning_list& warnings) {
  const json::value* source = operation.if_contains("responses");
  const trail here(at, "responses");
  if (source && source->is_object()) return reader(defs, warnings).read(source->get_object(), here);
  if (source)
    warnings.add(here, "Expected an object by status, found " + std::string(json::kind_name(*source)) +
                           "; left out.");
  return {};
}

} // namespace http_task::description
