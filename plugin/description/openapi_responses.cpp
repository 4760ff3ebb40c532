#include "description/openapi_responses.hpp"

#include "description/display_text.hpp"
#include "description/media_type.hpp"
#include "description/openapi_examples.hpp"
#include "description/openapi_schema.hpp"
#include "description/references.hpp"

#include <algorithm>

namespace http_task::description {
namespace {

constexpr std::size_t longest_text = 20'000;

// "200", "4XX" or "default" (3.0.3, section 4.7.16).
bool is_status(std::string_view text) {
  if (text == "default") return true;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 3 && text[0] >= '1' && text[0] <= '5' &&
         (text.substr(1) == "XX" || (digit(text[1]) && digit(text[2])));
}

class reader {
public:
  reader(const std::vector<std::string>& produces, definitions& defs, warning_list& warnings)
      : produces_(produces), defs_(defs), warnings_(warnings) {}

  responses read(const json::object& source, const trail& at) {
    for (const auto& member : source) {
      const std::string status = upper_class(json::view(member.key()));
      if (status.starts_with("x-") || !defs_.take()) continue;
      const trail here(at, json::view(member.key()));
      if (is_status(status))
        add(status, member.value(), here);
      else
        warnings_.add(here, "Expected a status such as 200, 4XX or default; left out.");
    }
    return std::move(out_);
  }

private:
  // "4xx" is what many write for "4XX".
  static std::string upper_class(std::string_view status) {
    std::string text(status);
    if (text.size() == 3 && text.ends_with("xx")) text.replace(1, 2, "XX");
    return text;
  }

  void add(const std::string& status, const json::value& source, const trail& at) {
    const result<target> found = dereference(defs_.source(), source, at.pointer());
    const json::object* o = found ? found->value->if_object() : nullptr;
    if (!o) {
      warnings_.add(at, (found ? "Expected a response object." : found.error().detail) +
                            std::string(" The response is left out."));
      return;
    }
    json::object response;
    if (!defs_.checking())
      response["description"] = clean_text(json::string_member(*o, "description"), longest_text);
    const trail here(found->pointer);
    if (defs_.version() == openapi_version::v2_0)
      add_swagger(status, response, *o, here);
    else if (const json::object* content = json::object_member(*o, "content"))
      add_content(status, response, *content, trail(here, "content"));
    out_.by_status[status] = std::move(response);
  }

  void add_content(const std::string& status, json::object& response, const json::object& content,
                   const trail& at) {
    const boost::json::key_value_pair* media = preferred_content(content);
    if (!media) return;
    const std::vector<std::string> names = shown_media_types(content);
    set_media_type(status, response, shown_media_type(json::view(media->key())), names);
    const trail media_at(at, json::view(media->key()));
    // From 3.2 on it may be a reference.
    const result<target> found = dereference(defs_.source(), media->value(), media_at.pointer());
    if (!found) {
      warnings_.add(media_at, found.error().detail + " Any answer is allowed.");
    } else if (const json::object* details = found->value->if_object()) {
      const trail here(found->pointer);
      if (const json::value* schema = details->if_contains("schema"))
        response["schema"] = translated(*schema, trail(here, "schema"));
      if (const json::value* item = details->if_contains("itemSchema"))
        response["itemSchema"] = translated(*item, trail(here, "itemSchema"));
      if (defs_.checking()) return;
      if (json::array examples = list_examples(*details, here, defs_, warnings_); !examples.empty())
        response["examples"] = std::move(examples);
    }
  }

  // 2.0, "Response Object": a schema, and examples by media type.
  void add_swagger(const std::string& status, json::object& response, const json::object& source,
                   const trail& at) {
    const json::value* schema = source.if_contains("schema");
    const json::object* examples = json::object_member(source, "examples");
    if (!schema && !examples) return;
    std::vector<std::string> names = produces_;
    if (names.empty() && examples) names = shown_media_types(*examples);
    if (names.empty()) names = {"application/json"};
    const std::string best = *std::ranges::min_element(names, {}, media_rank);
    set_media_type(status, response, best, names);
    if (schema) response["schema"] = translated(*schema, trail(at, "schema"));
    if (defs_.checking() || !examples) return;
    const json::value* example = examples->if_contains(best);
    if (!example && !examples->empty() && media_rank(best) > 1) example = &examples->begin()->value();
    if (example && defs_.take(*example)) response["examples"] = json::array{*example};
  }

  json::value translated(const json::value& schema, const trail& at) {
    return translate_schema(schema, at, direction::response, {}, defs_, warnings_);
  }

  void set_media_type(const std::string& status, json::object& response, const std::string& best,
                      const std::vector<std::string>& names) {
    response["contentType"] = best;
    if (names.size() > 1 && !defs_.checking())
      response["contentTypes"] = json::array(names.begin(), names.end());
    if (status.starts_with('2') && out_.accept.empty() && best.find("json") == std::string::npos)
      out_.accept = best;
  }

  const std::vector<std::string>& produces_;
  definitions& defs_;
  warning_list& warnings_;
  responses out_;
};

} // namespace

responses read_responses(const json::object& operation, const trail& at,
                         const std::vector<std::string>& produces, definitions& defs,
                         warning_list& warnings) {
  const json::value* source = operation.if_contains("responses");
  const trail here(at, "responses");
  if (source && source->is_object()) return reader(produces, defs, warnings).read(source->get_object(), here);
  if (source)
    warnings.add(here, "Expected an object by status, found " + std::string(json::kind_name(*source)) +
                           "; left out.");
  return {};
}

} // namespace http_task::description
