#include "search_corpus.hpp"

#include "description/display_text.hpp"
#include "search/words.hpp"
#include "json/pointer.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>

namespace http_task::bench {
namespace {

constexpr auto methods =
    std::to_array<std::string_view>({"get", "put", "post", "delete", "options", "head", "patch", "trace"});

const json::object* object_at(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  return v ? v->if_object() : nullptr;
}

class document {
public:
  explicit document(const json::value& root) : root_(root) {}

  // Follows $ref inside of the document, a few steps.
  const json::object* resolve(const json::value& v) const {
    const json::value* at = &v;
    for (int steps = 0; steps < 5 && at; ++steps) {
      const json::object* o = at->if_object();
      if (!o) return nullptr;
      const std::string_view ref = json::string_member(*o, "$ref");
      if (!ref.starts_with("#/")) return o;
      at = json::find(root_, ref.substr(1));
    }
    return nullptr;
  }

  void add_parameters(const json::object& holder, std::vector<std::string>& names) const {
    const json::array* list = json::array_member(holder, "parameters");
    if (!list) return;
    for (const json::value& v : *list) {
      const json::object* p = resolve(v);
      if (!p) continue;
      if (json::string_member(*p, "in") == "body") {
        if (const json::value* schema = p->if_contains("schema")) add_members(*schema, names, 0);
      } else {
        names.emplace_back(json::string_member(*p, "name"));
      }
    }
  }

  void add_body(const json::object& operation, std::vector<std::string>& names) const {
    const json::value* body = operation.if_contains("requestBody");
    const json::object* o = body ? resolve(*body) : nullptr;
    const json::object* content = o ? object_at(*o, "content") : nullptr;
    if (!content || content->empty()) return;
    const json::object* media = content->begin()->value().if_object();
    if (const json::value* schema = media ? media->if_contains("schema") : nullptr)
      add_members(*schema, names, 0);
  }

private:
  void add_members(const json::value& schema, std::vector<std::string>& names, int depth) const {
    const json::object* o = resolve(schema);
    if (!o || depth > 2 || names.size() > 60) return;
    if (const json::object* properties = object_at(*o, "properties"))
      for (const auto& member : *properties)
        if (names.size() < 60) names.emplace_back(json::view(member.key()));
    if (const json::array* all = json::array_member(*o, "allOf"))
      for (const json::value& part : *all)
        add_members(part, names, depth + 1);
  }

  const json::value& root_;
};

corpus_record read_operation(const document& d, std::string_view method, std::string_view path,
                             const json::object& item, const json::object& operation) {
  corpus_record r;
  r.method = method;
  for (char& c : r.method)
    c = static_cast<char>(c - 'a' + 'A');
  r.path = path;
  r.operation_id = description::single_line(json::string_member(operation, "operationId"), 200);
  const std::string prose = search::without_markup(json::string_member(operation, "description"));
  r.title = description::single_line(json::string_member(operation, "summary"), 200);
  if (r.title.empty()) r.title = r.operation_id.empty() ? r.method + " " + r.path : r.operation_id;
  r.summary = description::first_sentence(prose, 300);
  r.description = description::single_line(prose, 1'000);
  if (const json::array* tags = json::array_member(operation, "tags"))
    for (const json::value& tag : *tags)
      if (tag.is_string()) r.tags.emplace_back(json::view(tag.get_string()));
  const json::value* deprecated = operation.if_contains("deprecated");
  r.deprecated = deprecated && deprecated->is_bool() && deprecated->get_bool();
  d.add_parameters(item, r.parameters);
  d.add_parameters(operation, r.parameters);
  d.add_body(operation, r.parameters);
  return r;
}

corpus_api read_api(std::string id, const json::value& root) {
  corpus_api api;
  api.id = std::move(id);
  const json::object& o = root.get_object();
  if (const json::object* info = object_at(o, "info")) {
    api.title = description::single_line(json::string_member(*info, "title"), 200);
    api.version = json::string_member(*info, "version");
    const json::value* preferred = info->if_contains("x-preferred");
    api.preferred = preferred && preferred->is_bool() && preferred->get_bool();
  }
  const json::object* paths = object_at(o, "paths");
  if (!paths) return api;
  const document d(root);
  for (const auto& entry : *paths) {
    const json::object* item = d.resolve(entry.value());
    if (!item) continue;
    for (const std::string_view method : methods)
      if (const json::object* operation = object_at(*item, method))
        api.records.push_back(read_operation(d, method, json::view(entry.key()), *item, *operation));
  }
  return api;
}

} // namespace

std::size_t read_corpus(const std::filesystem::path& folder, const corpus_visit& visit) {
  std::map<std::string, std::filesystem::path> files; // by id
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".json") {
      const std::string name = entry.path().lexically_relative(folder).generic_string();
      files.emplace(name.substr(0, name.size() - 5), entry.path());
    }
  std::size_t failed = 0;
  for (const auto& [id, file] : files)
    if (!read_document(id, file, visit)) ++failed;
  return failed;
}

bool read_document(const std::string& id, const std::filesystem::path& file, const corpus_visit& visit) {
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  boost::system::error_code error;
  boost::json::monotonic_resource memory(text.size() * 3 + 1024);
  boost::json::parse_options options;
  options.max_depth = 200;
  const json::value root = boost::json::parse(text, error, &memory, options);
  if (error || !root.is_object()) return false;
  visit(read_api(id, root));
  return true;
}

void add_to(search::index_builder& builder, const corpus_api& api) {
  builder.begin_api({api.id, api.title, api.version, api.preferred});
  for (const corpus_record& r : api.records)
    builder.add({r.method, r.path, r.operation_id, r.title, r.summary, r.description, r.tags, r.parameters,
                 r.deprecated});
}

} // namespace http_task::bench
