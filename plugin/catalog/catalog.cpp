#include "catalog/catalog.hpp"

#include "catalog/built_in.hpp"
#include "catalog/names.hpp"
#include "catalog/search.hpp"
#include "catalog/snapshot.hpp"
#include "description/display_text.hpp"
#include "description/read.hpp"
#include "json/problem.hpp"

namespace http_task::catalog {
namespace {

// Made once for all catalogues of the process.
const snapshot::apis_by_id& built_in_apis() {
  static const snapshot::apis_by_id apis = [] {
    snapshot::apis_by_id made;
    for (description::api& api : read_built_in()) {
      std::string id = api.id;
      made.emplace(std::move(id), std::make_shared<const entry>(std::move(api), true));
    }
    return made;
  }();
  return apis;
}

} // namespace

catalog::catalog(bool built_in) : built_in_(built_in) {
  snapshot_ = std::make_shared<const snapshot>(built_in ? built_in_apis() : snapshot::apis_by_id());
}

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
  auto added = std::make_shared<const entry>(std::move(*read), false);

  const std::lock_guard lock(writers_);
  snapshot::apis_by_id next = current()->apis;
  next[summary.api] = std::move(added);
  publish(std::make_shared<const snapshot>(std::move(next)));
  return summary;
}

result<void> catalog::unload(std::string_view api) {
  const std::lock_guard lock(writers_);
  const std::shared_ptr<const snapshot> now = current();
  const auto found = now->apis.find(api);
  if (found == now->apis.end() || found->second->built_in) {
    const bool known = found != now->apis.end();
    problem p =
        make_problem("catalog.not_found", "No API of the id \"" + description::single_line(api, 200) +
                                              "\" was loaded" + (known ? "; the built-in one stays." : "."));
    return p;
  }
  snapshot::apis_by_id next = now->apis;
  next.erase(std::string(api));
  if (built_in_)
    if (const auto original = built_in_apis().find(api); original != built_in_apis().end())
      next.insert(*original);
  publish(std::make_shared<const snapshot>(std::move(next)));
  return {};
}

std::vector<api_summary> catalog::list() const {
  std::vector<api_summary> apis;
  const std::shared_ptr<const snapshot> now = current(); // a temporary would end before the loop begins
  for (const auto& [id, e] : now->apis)
    apis.push_back({id, e->api.title, e->api.version, e->api.endpoints.size(), e->built_in});
  return apis;
}

search_results catalog::search(const query& q) const {
  return http_task::catalog::search(*current(), q);
}

result<std::shared_ptr<const description::endpoint>> catalog::find(std::string_view id) const {
  const std::shared_ptr<const snapshot> now = current();
  const result<place> found = find_endpoint(*now, id);
  if (!found) return found.error();
  return std::make_shared<const description::endpoint>(found->api->api.describe(found->endpoint));
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
