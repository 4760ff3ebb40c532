#include "description/read.hpp"

#include "base/text.hpp"
#include "description/api_id.hpp"
#include "description/display_text.hpp"
#include "description/openapi_operation.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace http_task::description {
namespace {

constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_path = 2'000;

constexpr auto methods =
    std::to_array<std::string_view>({"get", "put", "post", "delete", "options", "head", "patch", "trace"});

// What one look at every value of a document tells.
struct shape {
  std::size_t depth = 0;
  bool one_direction = true; // nothing is readOnly or writeOnly
};

shape look_at(const json::value& root) {
  struct place {
    const json::value* value;
    std::size_t depth;
  };
  shape found;
  std::vector<place> open{{&root, 1}};
  while (!open.empty()) {
    const place at = open.back();
    open.pop_back();
    found.depth = std::max(found.depth, at.depth);
    if (const json::array* a = at.value->if_array())
      for (const json::value& item : *a)
        open.push_back({&item, at.depth + 1});
    if (const json::object* o = at.value->if_object()) {
      for (const auto& member : *o)
        open.push_back({&member.value(), at.depth + 1});
      if (o->contains("readOnly") || o->contains("writeOnly")) found.one_direction = false;
    }
  }
  return found;
}

class openapi_source final : public source {
public:
  openapi_source(json::value document, const read_limits& l) : root(std::move(document)), limits(l) {}

  endpoint describe(std::size_t index) const override {
    definitions defs(root, one_direction, purpose::describe, limits.subschemas);
    warning_list warnings(limits.warnings);
    endpoint e = read_operation(facts, operations[index], defs, warnings);
    e.warnings = std::move(warnings).take();
    return e;
  }

  json::value root;
  read_limits limits;
  bool one_direction = true;
  document_facts facts;
  std::vector<operation_place> operations; // point into root
};

class reader {
public:
  reader(json::value document, const read_options& options)
      : source_(std::make_shared<openapi_source>(std::move(document), options.limits)), options_(options),
        warnings_(options.limits.warnings),
        defs_(source_->root, true, purpose::check, options.limits.checks) {}

  result<api> read() {
    const shape found = look_at(source_->root);
    if (found.depth > options_.limits.depth)
      return make_problem("description.limit", "The document is nested deeper than " +
                                                   std::to_string(options_.limits.depth) + " levels.");
    source_->one_direction = found.one_direction;
    const json::object* root = source_->root.if_object();
    const json::object* paths = root ? json::object_member(*root, "paths") : nullptr;
    if (!paths)
      return make_problem("description.invalid", "An OpenAPI document needs an object \"paths\".", "/paths");
    if (result<void> read = read_facts(*root); !read) return read.error();
    for (const auto& member : *paths)
      read_path(json::view(member.key()), member.value());
    // Definitions are shared: what is wrong in them is reported once for all operations.
    static_cast<void>(defs_.translate_all(warnings_));
    api_.warnings = std::move(warnings_).take();
    if (api_.endpoints.empty()) {
      problem p =
          make_problem("description.invalid", "The document has no operation that can be used.", "/paths");
      p.findings = std::move(api_.warnings);
      return p;
    }
    api_.origin = std::move(source_);
    return std::move(api_);
  }

private:
  result<void> read_facts(const json::object& root) {
    document_facts& facts = source_->facts;
    const trail at{std::string()};
    facts.servers = read_servers(json::array_member(root, "servers"), trail(at, "servers"), warnings_);
    if (!is_absolute(facts.servers.front().url))
      warnings_.add(trail(at, "servers"),
                    "The document does not say where the API is: the uri of each endpoint has "
                    "to be completed by hand.");
    const json::object* info = json::object_member(root, "info");
    facts.title = info ? single_line(json::string_member(*info, "title"), longest_title) : std::string();
    facts.version = info ? single_line(json::string_member(*info, "version"), longest_title) : std::string();
    result<std::string> id = choose_api_id(options_.api, host_of(facts.servers.front().url), facts.title);
    if (!id) return id.error();
    facts.api = std::move(*id);
    if (facts.title.empty()) facts.title = facts.api;
    facts.source = options_.source;
    definitions whole(source_->root, true, purpose::describe, options_.limits.subschemas);
    facts.security = read_security(whole, json::array_member(root, "security"), facts.api,
                                   trail(at, "security"), warnings_);
    api_.id = facts.api;
    api_.title = facts.title;
    api_.version = facts.version;
    return {};
  }

  void read_path(std::string_view key, const json::value& value) {
    if (key.starts_with("x-")) return;
    const std::string here = json::join("/paths", key);
    std::string path(key);
    if (key.size() > longest_path || single_line(key, longest_path) != key || key.empty()) {
      warnings_.add(here,
                    "The path is empty, too long or has control characters; its operations are left out.");
      return;
    }
    if (!path.starts_with('/')) {
      warnings_.add(here, "A path starts with '/'; it was put in front.");
      path.insert(0, "/");
    }
    result<target> item = dereference(source_->root, value, here);
    const json::object* o = item ? item->value->if_object() : nullptr;
    if (!o) {
      warnings_.add(here, (item ? std::string("Expected an object of operations.") : item.error().detail) +
                              " The path is left out.");
      return;
    }
    for (const std::string_view method : methods)
      if (const json::value* operation = o->if_contains(method))
        read_method(path, method, *o, *operation, item->pointer);
  }

  void read_method(const std::string& path, std::string_view method, const json::object& item,
                   const json::value& operation, const std::string& item_pointer) {
    const std::string here = json::join(item_pointer, method);
    if (api_.endpoints.size() == options_.limits.operations) {
      warnings_.add("/paths", "More than " + std::to_string(options_.limits.operations) +
                                  " operations; the rest is left out.");
      return;
    }
    const json::object* o = operation.if_object();
    if (!o) {
      warnings_.add(here, "Expected an operation, found " + std::string(json::kind_name(operation)) +
                              "; left out.");
      return;
    }
    std::string upper(method);
    std::ranges::transform(upper, upper.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    operation_place place{&item, o, item_pointer, here, path, std::move(upper)};
    if (!ids_.insert(place.method + path).second) {
      warnings_.add(here, "There is another operation of the same method and path; this one is left out.");
      return;
    }
    outline found = read_operation(source_->facts, place, defs_, warnings_);
    api_.endpoints.push_back(std::move(found));
    source_->operations.push_back(std::move(place));
  }

  std::shared_ptr<openapi_source> source_;
  const read_options& options_;
  warning_list warnings_;
  definitions defs_;
  std::set<std::string> ids_;
  api api_;
};

} // namespace

result<api> read_openapi(json::value document, const read_options& options) {
  return reader(std::move(document), options).read();
}

} // namespace http_task::description
