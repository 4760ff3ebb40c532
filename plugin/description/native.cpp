#include "description/read.hpp"

#include "description/api_id.hpp"
#include "description/display_text.hpp"
#include "description/meta_schema.hpp"
#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "schema/validator.hpp"

#include <set>

namespace http_task::description {
namespace {

constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_summary = 300;
constexpr std::size_t longest_prose = 1'000;
constexpr std::size_t longest_path = 2'000;
constexpr std::size_t most_names = 200;

class native_source final : public source {
public:
  endpoint describe(std::size_t index) const override { return endpoints[index]; }

  std::vector<endpoint> endpoints;
};

// What is wrong with a description as our format has it; the first finding decides.
result<void> check(const json::value& schema) {
  const std::vector<schema::violation> violations = meta_schema_validator().check(schema, 20);
  if (violations.empty()) {
    const result<schema::validator> compiled = schema::compile(schema);
    if (!compiled)
      return make_problem("description.invalid", compiled.error().detail, compiled.error().pointer);
    return {};
  }
  problem p = make_problem("description.invalid", violations.front().detail, violations.front().pointer);
  for (const schema::violation& v : violations)
    p.findings.push_back(to_finding(v));
  return p;
}

void add_names(const json::object& properties, std::string_view group, std::vector<std::string>& names) {
  const json::object* property = json::object_member(properties, group);
  const json::object* members = property ? json::object_member(*property, "properties") : nullptr;
  if (!members) return;
  for (const auto& member : *members)
    if (names.size() < most_names) names.push_back(single_line(json::view(member.key()), longest_title));
}

class reader {
public:
  explicit reader(const read_options& options)
      : options_(options), warnings_(options.limits.warnings), source_(std::make_shared<native_source>()) {}

  result<api> read(json::value document) {
    json::object* o = document.if_object();
    if (o && o->contains(annotation)) {
      if (result<void> added = add(std::move(document)); !added) return added.error();
      return finish();
    }
    std::string at;
    json::value* list = &document;
    if (o && o->contains("endpoints")) {
      at = "/endpoints";
      list = o->if_contains("endpoints");
    }
    json::array* items = list->if_array();
    if (!items)
      return make_problem(
          "description.invalid",
          "Expected a list of endpoint descriptions, found " + std::string(json::kind_name(*list)) + ".", at);
    std::size_t index = 0;
    for (json::value& item : *items) {
      const std::string here = json::join(at, index++);
      result<void> added = add(std::move(item));
      if (!added)
        warnings_.add(here + added.error().pointer, added.error().detail + " The endpoint is left out.");
    }
    return finish();
  }

private:
  result<void> add(json::value schema) {
    if (options_.check)
      if (result<void> checked = check(schema); !checked) return checked;
    json::object* root = schema.if_object();
    json::value* marks = root ? root->if_contains(annotation) : nullptr;
    if (!marks || !marks->is_object())
      return make_problem("description.invalid", "An endpoint description needs an object \"endpoint\".",
                          "/endpoint");
    endpoint e;
    if (result<void> identified = identify(*root, marks->get_object(), e); !identified) return identified;
    describe(*root, marks->get_object(), e);
    e.schema = std::move(schema);
    source_->endpoints.push_back(std::move(e));
    return {};
  }

  result<void> identify(const json::object& root, json::object& marks, endpoint& e) {
    e.method = json::string_member(marks, "method");
    e.path = json::string_member(marks, "path");
    if (!e.path.starts_with('/') || single_line(e.path, longest_path) != e.path)
      return make_problem("description.invalid",
                          "The path starts with '/', has no control characters and at most " +
                              std::to_string(longest_path) + " bytes.",
                          "/endpoint/path");
    const json::value* method = json::find(*root.if_contains("properties"), "/method/const");
    if (!method || !method->is_string() || json::view(method->get_string()) != e.method)
      return make_problem("description.invalid",
                          "The method of the settings is the one of the endpoint, \"" +
                              single_line(e.method, 20) + "\".",
                          "/properties/method/const");
    const json::object* api = json::object_member(marks, "api");
    const std::string named(api ? json::string_member(*api, "id") : std::string_view{});
    if (!named.empty() && !is_api_id(named))
      return make_problem("description.invalid",
                          "The id of an API is one line of at most 200 bytes without ':'.",
                          "/endpoint/api/id");
    const std::string_view title = api ? json::string_member(*api, "title") : std::string_view{};
    result<std::string> id = choose_api_id(options_.api.empty() ? named : options_.api, "", title);
    if (!id) return id.error();
    if (api_.id.empty()) {
      api_.id = *id;
      api_.title = title.empty() ? *id : single_line(title, longest_title);
      api_.version = api ? single_line(json::string_member(*api, "version"), longest_title) : std::string();
    }
    if (*id != api_.id)
      return make_problem("description.invalid",
                          "The endpoints of one document belong to one API, here \"" + api_.id +
                              "\"; found \"" + *id + "\".",
                          "/endpoint/api/id");
    e.api = std::move(*id);
    e.id = make_id(e.api, e.method, e.path);
    if (!ids_.insert(e.id).second)
      return make_problem("description.invalid", "There is another endpoint of the same method and path.",
                          "/endpoint/path");
    marks["id"] = e.id;
    if (json::value* own = marks.if_contains("api"); own && own->is_object())
      own->get_object()["id"] = e.api;
    else
      marks["api"] = json::object{{"id", e.api}, {"title", api_.title}};
    return {};
  }

  static void describe(const json::object& root, const json::object& marks, endpoint& e) {
    e.operation_id = single_line(json::string_member(marks, "operationId"), longest_title);
    e.title = single_line(json::string_member(root, "title"), longest_title);
    if (e.title.empty()) e.title = e.operation_id.empty() ? e.method + " " + e.path : e.operation_id;
    const std::string_view prose = json::string_member(root, "description");
    e.summary = first_sentence(prose, longest_summary);
    e.prose = single_line(prose, longest_prose);
    if (const json::array* tags = json::array_member(marks, "tags"))
      for (const json::value& tag : *tags)
        if (tag.is_string() && e.tags.size() < most_names)
          e.tags.push_back(single_line(json::view(tag.get_string()), longest_title));
    const json::value* deprecated = marks.if_contains("deprecated");
    e.deprecated = deprecated && deprecated->is_bool() && deprecated->get_bool();
    if (const json::object* properties = json::object_member(root, "properties"))
      for (const std::string_view group : {"pathParameters", "queryParameters", "headers", "body"})
        add_names(*properties, group, e.parameters);
  }

  result<api> finish() {
    api_.warnings = std::move(warnings_).take();
    if (source_->endpoints.empty()) {
      problem p = make_problem("description.invalid", "The document has no endpoint that can be used.");
      p.findings = std::move(api_.warnings);
      return p;
    }
    for (const endpoint& e : source_->endpoints)
      api_.endpoints.push_back(e);
    api_.origin = std::move(source_);
    return std::move(api_);
  }

  const read_options& options_;
  warning_list warnings_;
  std::shared_ptr<native_source> source_;
  std::set<std::string> ids_;
  api api_;
};

} // namespace

result<api> read_native(json::value document, const read_options& options) {
  return reader(options).read(std::move(document));
}

} // namespace http_task::description
