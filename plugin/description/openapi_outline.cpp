#include "description/openapi_outline.hpp"

#include "description/display_text.hpp"
#include "description/media_type.hpp"
#include "description/parameter_list.hpp"
#include "description/references.hpp"

#include <algorithm>

namespace http_task::description {
namespace {

constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_summary = 300;
constexpr std::size_t longest_prose = 1'000;
constexpr std::size_t longest_tag = 100;
constexpr std::size_t most_tags = 50;
constexpr std::size_t most_names = 200;
constexpr int deepest = 4; // allOf within allOf

class name_list {
public:
  name_list(const document& source, std::size_t& budget) : source_(source), budget_(budget) {}

  void add(std::string_view name) {
    if (names_.size() == most_names || budget_ == 0) return;
    --budget_;
    std::string shown = single_line(name, longest_title);
    if (std::ranges::find(names_, shown) == names_.end()) names_.push_back(std::move(shown));
  }

  void add_members(const json::value& schema, int depth = deepest) {
    const result<target> found = dereference(source_, schema, "");
    const json::object* o = found ? found->value->if_object() : nullptr;
    if (!o || depth == 0) return;
    if (const json::object* properties = json::object_member(*o, "properties"))
      for (const auto& member : *properties) {
        if (names_.size() == most_names || budget_ == 0) return;
        add(json::view(member.key()));
      }
    if (const json::array* parts = json::array_member(*o, "allOf"))
      for (std::size_t i = 0; i < std::min(parts->size(), most_names); ++i)
        add_members((*parts)[i], depth - 1);
  }

  void add_body(const json::object& operation) {
    const json::value* body = operation.if_contains("requestBody");
    if (!body) return;
    const result<target> found = dereference(source_, *body, "");
    const json::object* o = found ? found->value->if_object() : nullptr;
    const json::object* content = o ? json::object_member(*o, "content") : nullptr;
    const boost::json::key_value_pair* media = content ? preferred_content(*content) : nullptr;
    const json::object* details = media ? media->value().if_object() : nullptr;
    if (const json::value* schema = details ? details->if_contains("schema") : nullptr) add_members(*schema);
  }

  std::vector<std::string> take() && { return std::move(names_); }

private:
  const document& source_;
  std::size_t& budget_;
  std::vector<std::string> names_;
};

} // namespace

std::string make_id(std::string_view api, std::string_view method, std::string_view path) {
  std::string id(api);
  id += ':';
  id += method;
  id += ':';
  id += path;
  return id;
}

outline make_outline(const document_facts& facts, const operation_place& place,
                     const json::object& operation) {
  outline o;
  o.id = make_id(facts.api, place.method, place.path);
  o.api = facts.api;
  o.method = place.method;
  o.path = place.path;
  o.operation_id = single_line(json::string_member(operation, "operationId"), longest_title);
  const std::string_view prose = json::string_member(operation, "description");
  o.title = single_line(json::string_member(operation, "summary"), longest_title);
  if (o.title.empty())
    o.title =
        o.operation_id.empty() ? place.method + " " + single_line(place.path, longest_title) : o.operation_id;
  o.summary = first_sentence(prose, longest_summary);
  o.prose = single_line(prose, longest_prose);
  if (const json::array* tags = json::array_member(operation, "tags"))
    for (const json::value& tag : *tags)
      if (tag.is_string() && o.tags.size() < most_tags)
        o.tags.push_back(single_line(json::view(tag.get_string()), longest_tag));
  const json::value* deprecated = operation.if_contains("deprecated");
  o.deprecated = deprecated && deprecated->is_bool() && deprecated->get_bool();
  return o;
}

std::vector<std::string> parameter_names(const document& source, openapi_version version,
                                         const operation_place& place, const json::object& operation,
                                         std::size_t& budget) {
  name_list names(source, budget);
  warning_list nobody(0);
  for (const parameter& p :
       list_parameters(source, version, place.item_pointer, place.pointer, budget, nobody)) {
    const json::value* schema = p.in == "body" ? p.object->if_contains("schema") : nullptr;
    if (schema)
      names.add_members(*schema);
    else if (p.in != "querystring")
      names.add(p.name);
  }
  names.add_body(operation);
  return std::move(names).take();
}

} // namespace http_task::description
