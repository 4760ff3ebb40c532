#include "description/openapi_scan.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/references.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace http_task::description {
namespace {

constexpr std::size_t longest_path = 2'000;

struct method_name {
  std::string_view key;
  std::string_view name;
  openapi_version since = openapi_version::v2_0;
};
constexpr auto methods = std::to_array<method_name>({
    {"get", "GET"},
    {"put", "PUT"},
    {"post", "POST"},
    {"delete", "DELETE"},
    {"options", "OPTIONS"},
    {"head", "HEAD"},
    {"patch", "PATCH"},
    {"trace", "TRACE", openapi_version::v3_0},
    {"query", "QUERY", openapi_version::v3_2},
});

// IANA's other methods, which 3.2 has in additionalOperations.
constexpr auto other_methods = std::to_array<std::string_view>({"ACL",
                                                                "BASELINE-CONTROL",
                                                                "BIND",
                                                                "CHECKIN",
                                                                "CHECKOUT",
                                                                "COPY",
                                                                "LABEL",
                                                                "LINK",
                                                                "LOCK",
                                                                "MERGE",
                                                                "MKACTIVITY",
                                                                "MKCALENDAR",
                                                                "MKCOL",
                                                                "MKREDIRECTREF",
                                                                "MKWORKSPACE",
                                                                "MOVE",
                                                                "ORDERPATCH",
                                                                "PROPFIND",
                                                                "PROPPATCH",
                                                                "REBIND",
                                                                "REPORT",
                                                                "SEARCH",
                                                                "UNBIND",
                                                                "UNCHECKOUT",
                                                                "UNLINK",
                                                                "UNLOCK",
                                                                "UPDATE",
                                                                "UPDATEREDIRECTREF",
                                                                "VERSION-CONTROL"});

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
        if (item.is_structured()) open.push_back({&item, at.depth + 1});
    if (const json::object* o = at.value->if_object()) {
      for (const auto& member : *o) {
        if (member.value().is_structured()) open.push_back({&member.value(), at.depth + 1});
        const std::string_view name = json::view(member.key());
        if (name == "readOnly" || name == "writeOnly") found.one_direction = false;
      }
    }
  }
  return found;
}

class scanner {
public:
  scanner(const json::value& root, const read_options& options)
      : root_(root), source_(root), options_(options), warnings_(options.limits.warnings),
        budget_(options.limits.checks) {}

  result<openapi_scan> scan() {
    const shape found = look_at(root_);
    if (found.depth > options_.limits.depth)
      return make_problem("description.limit", "The document is nested deeper than " +
                                                   std::to_string(options_.limits.depth) + " levels.");
    const json::object* root = root_.if_object();
    const json::object* paths = root ? json::object_member(*root, "paths") : nullptr;
    const bool only_webhooks = root && json::object_member(*root, "webhooks");
    if (!paths && !only_webhooks)
      return make_problem("description.invalid", "An OpenAPI document needs an object \"paths\".", "/paths");
    result<document_facts> facts = read_facts(source_, options_, warnings_);
    if (!facts) return facts.error();
    out_.facts = std::move(*facts);
    out_.facts.one_direction = found.one_direction;
    if (paths)
      for (const auto& member : *paths)
        read_path(json::view(member.key()), member.value());
    if (out_.endpoints.empty()) warnings_.add("/paths", "The document has no operation that can be used.");
    out_.warnings = std::move(warnings_).take();
    return std::move(out_);
  }

private:
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
    read_item(path, value, here);
    // What stands beside the reference of a path item belongs to it as well.
    const json::object* o = value.if_object();
    const json::value* ref = o ? o->if_contains("$ref") : nullptr;
    if (!ref || !ref->is_string()) return;
    const result<target> item = dereference(source_, value, here);
    if (item)
      read_item(path, *item->value, item->pointer);
    else
      warnings_.add(here, item.error().detail + " The path is left out.");
  }

  void read_item(const std::string& path, const json::value& value, const std::string& pointer) {
    const json::object* item = value.if_object();
    if (!item) {
      warnings_.add(pointer, "Expected an object of operations. The path is left out.");
      return;
    }
    for (const method_name& m : methods)
      if (m.since <= out_.facts.version)
        if (const json::value* operation = item->if_contains(m.key))
          read_operation(path, m.name, *operation, pointer, json::join(pointer, m.key));
    if (const json::value* others = item->if_contains("additionalOperations");
        others && out_.facts.version == openapi_version::v3_2)
      read_others(path, *others, pointer);
  }

  // 3.2.0, section 4.9.1: methods that have no member of their own.
  void read_others(const std::string& path, const json::value& others, const std::string& item) {
    const std::string here = json::join(item, "additionalOperations");
    const json::object* o = others.if_object();
    if (!o) {
      warnings_.add(here, "Expected an object of operations, found " + std::string(json::kind_name(others)) +
                              "; left out.");
      return;
    }
    for (const auto& member : *o) {
      const std::string_view method = json::view(member.key());
      std::string pointer = json::join(here, method);
      if (std::ranges::find(other_methods, method) != other_methods.end())
        read_operation(path, method, member.value(), item, std::move(pointer));
      else
        warnings_.add(std::move(pointer), "Request settings have no method \"" + single_line(method, 100) +
                                              "\"; the operation is left out.");
    }
  }

  void read_operation(const std::string& path, std::string_view method, const json::value& operation,
                      const std::string& item_pointer, std::string here) {
    if (out_.endpoints.size() == options_.limits.operations) {
      warnings_.add("/paths", "More than " + std::to_string(options_.limits.operations) +
                                  " operations; the rest is left out.");
      return;
    }
    const json::object* o = operation.if_object();
    if (!o) {
      warnings_.add(std::move(here), "Expected an operation, found " +
                                         std::string(json::kind_name(operation)) + "; left out.");
      return;
    }
    operation_place place{item_pointer, std::move(here), path, std::string(method)};
    if (!ids_.insert(place.method + path).second) {
      warnings_.add(std::move(place.pointer),
                    "There is another operation of the same method and path; this one is left out.");
      return;
    }
    outline found = make_outline(out_.facts, place, *o);
    found.parameters = parameter_names(source_, out_.facts.version, place, *o, budget_);
    out_.endpoints.push_back(std::move(found));
    out_.places.push_back(std::move(place));
  }

  const json::value& root_;
  whole_document source_;
  const read_options& options_;
  warning_list warnings_;
  std::size_t budget_; // operations that share parameters could multiply them without bound
  std::set<std::string> ids_;
  openapi_scan out_;
};

} // namespace

result<openapi_scan> scan_openapi(const json::value& root, const read_options& options) {
  return scanner(root, options).scan();
}

} // namespace http_task::description
