#include "catalog/catalog.hpp"

#include "catalog/built_in.hpp"
#include "catalog/names.hpp"
#include "catalog/search.hpp"
#include "catalog/snapshot.hpp"
#include "description/display_text.hpp"
#include "description/read.hpp"
#include "store/checksum.hpp"
#include "store/file.hpp"
#include "json/problem.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

namespace http_task::catalog {
namespace {

// Made once for all catalogues of the process, and not taken apart when it ends.
const std::shared_ptr<const loaded_apis>& built_in_apis() {
  static const auto& apis = *new std::shared_ptr<const loaded_apis>([] {
    loaded_apis::by_id made;
    for (description::api& api : read_built_in()) {
      std::string id = api.id;
      made.emplace(std::move(id), std::make_shared<const description::api>(std::move(api)));
    }
    return std::make_shared<const loaded_apis>(std::move(made), true);
  }());
  return apis;
}

std::shared_ptr<const loaded_apis> loaded(loaded_apis::by_id apis) {
  return std::make_shared<const loaded_apis>(std::move(apis), false);
}

// Of two names of one file the same is made, as far as the text tells.
std::string normal(const std::string& path) {
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path, error);
  return error ? path : absolute.lexically_normal().string();
}

auto find_file(const snapshot::file_list& files, const std::string& path) {
  return std::ranges::find_if(files, [&](const auto& f) { return normal(f->file().path()) == normal(path); });
}

problem not_open(const std::string& path) {
  problem p = make_problem("catalog.not_found", "No catalogue file " + path + " is open.");
  p.advice = "Open it first.";
  return p;
}

json::object contents_of(const store::stored_api& api, std::vector<finding> warnings) {
  json::array list;
  for (const finding& w : warnings)
    list.push_back(json::to_json(w));
  return {{"id", api.id},
          {"title", api.title},
          {"version", api.version},
          {"endpoints", api.entry.endpoints},
          {"source", api.source},
          {"digest", store::to_text(api.entry.digest)},
          {"warnings", std::move(list)}};
}

} // namespace

catalog::catalog(bool built_in)
    : snapshot_(std::make_shared<const snapshot>(
          loaded({}), snapshot::file_list(),
          built_in ? built_in_apis() : std::make_shared<const loaded_apis>(loaded_apis::by_id(), true))) {}

catalog::~catalog() = default;

std::shared_ptr<const snapshot> catalog::current() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

void catalog::publish(std::shared_ptr<const snapshot> next) {
  const std::lock_guard lock(mutex_);
  snapshot_.swap(next);
}

result<load_summary> catalog::load(std::string_view bytes, const load_options& options) {
  // Reading takes its time and needs nobody's state: loads of several threads run side by side until here.
  result<description::api> read = description::read_document(bytes, {options.api, options.source, {}, true});
  if (!read) return read.error();
  load_summary summary{read->id, read->title, read->version, read->endpoints.size(), read->warnings};
  auto added = std::make_shared<const description::api>(std::move(*read));

  const std::lock_guard lock(writers_);
  const std::shared_ptr<const snapshot> now = current();
  loaded_apis::by_id next = now->loaded->apis();
  next[summary.api] = std::move(added);
  publish(std::make_shared<const snapshot>(loaded(std::move(next)), now->files, now->built_in));
  return summary;
}

result<void> catalog::unload(std::string_view api) {
  const std::lock_guard lock(writers_);
  const std::shared_ptr<const snapshot> now = current();
  if (!now->loaded->has(api)) {
    const bool stays = now->built_in->has(api);
    return make_problem("catalog.not_found", "No API of the id \"" + description::single_line(api, 200) +
                                                 "\" was loaded" +
                                                 (stays ? "; the built-in one stays." : "."));
  }
  loaded_apis::by_id next = now->loaded->apis();
  next.erase(std::string(api));
  publish(std::make_shared<const snapshot>(loaded(std::move(next)), now->files, now->built_in));
  return {};
}

std::vector<api_summary> catalog::list() const {
  const std::shared_ptr<const snapshot> now = current(); // a temporary would end before the loop begins
  std::map<std::string, api_summary> apis;
  for (const endpoint_source* s : now->sources())
    for (api_summary& api : s->list()) {
      std::string id = api.id;
      apis.emplace(std::move(id), std::move(api)); // the first one counts
    }
  std::vector<api_summary> list;
  for (auto& [id, api] : apis)
    list.push_back(std::move(api));
  return list;
}

result<store::file_counts> catalog::open_file(const std::string& path) {
  result<std::shared_ptr<const store::file>> opened = store::file::open(path);
  if (!opened) return opened.error();
  const store::file_counts counts{(*opened)->apis(), static_cast<std::size_t>((*opened)->endpoints())};
  auto added = std::make_shared<const file_apis>(std::move(*opened));

  const std::lock_guard lock(writers_);
  const std::shared_ptr<const snapshot> now = current();
  snapshot::file_list files = now->files;
  const auto known = find_file(files, path);
  if (known != files.end())
    files[static_cast<std::size_t>(known - files.begin())] = std::move(added);
  else
    files.push_back(std::move(added));
  publish(std::make_shared<const snapshot>(now->loaded, std::move(files), now->built_in));
  return counts;
}

result<void> catalog::close_file(const std::string& path) {
  const std::lock_guard lock(writers_);
  const std::shared_ptr<const snapshot> now = current();
  snapshot::file_list files = now->files;
  const auto known = find_file(files, path);
  if (known == files.end()) return not_open(path);
  files.erase(known);
  publish(std::make_shared<const snapshot>(now->loaded, std::move(files), now->built_in));
  return {};
}

result<json::object> catalog::file_contents(const std::string& path) const {
  const std::shared_ptr<const snapshot> now = current();
  const auto known = find_file(now->files, path);
  if (known == now->files.end()) return not_open(path);
  const store::file& file = (*known)->file();
  json::array apis;
  for (std::uint32_t i = 0; i < file.apis(); ++i) {
    const result<store::api_extent> api = file.open_api(i);
    if (!api) return api.error();
    result<std::vector<finding>> warnings = api->warnings();
    if (!warnings) return in_source(warnings.error(), file.path());
    apis.push_back(contents_of(file.api(i), std::move(*warnings)));
  }
  return json::object{{"endpoints", file.endpoints()}, {"apis", std::move(apis)}};
}

result<std::uint64_t> catalog::check_file(const std::string& path) {
  const result<std::shared_ptr<const store::file>> opened = store::file::open(path);
  if (!opened) return opened.error();
  if (const result<void> checked = (*opened)->check(); !checked) return checked.error();
  return (*opened)->size();
}

search_results catalog::search(const query& q) const {
  return http_task::catalog::search(*current(), q);
}

result<std::shared_ptr<const description::endpoint>> catalog::find(std::string_view id) const {
  const std::shared_ptr<const snapshot> now = current();
  if (auto known = now->recent().find(id)) return known;
  result<description::endpoint> found = find_endpoint(*now, id);
  if (!found) return found.error();
  auto described = std::make_shared<const description::endpoint>(std::move(*found));
  now->recent().keep(id, described);
  return described;
}

json::object to_json(const load_summary& summary) {
  json::array warnings;
  for (const finding& w : summary.warnings)
    warnings.push_back(json::to_json(w));
  return {{"api", summary.api},
          {"title", summary.title},
          {"version", summary.version},
          {"endpoints", summary.endpoints},
          {"warnings", std::move(warnings)}};
}

json::object to_json(const std::vector<api_summary>& apis) {
  std::size_t endpoints = 0;
  json::array list;
  for (const api_summary& a : apis) {
    endpoints += a.endpoints;
    list.push_back(json::object{{"id", a.id},
                                {"title", a.title},
                                {"version", a.version},
                                {"endpoints", a.endpoints},
                                {"builtIn", a.built_in}});
  }
  return {{"endpoints", endpoints}, {"apis", std::move(list)}};
}

} // namespace http_task::catalog
