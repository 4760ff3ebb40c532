#include "json_schema_corpus.hpp"

#include "cpu_clock.hpp"

#include "catalog/sample.hpp"
#include "description/read.hpp"
#include "schema/sample.hpp"
#include "settings/prefill.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

namespace http_task::bench {
namespace {

using description::endpoint;

struct candidate {
  std::string name;
  json::value schema;
  std::string instance;
};

std::string file_name(std::string_view endpoint, std::string_view part) {
  std::string name = std::string(endpoint) + "-" + std::string(part);
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0 && c != '-' && c != '.'; }, '_');
  return name;
}

// The subschema as a document of its own.
void add(std::vector<candidate>& all, const endpoint& e, const std::string& pointer, std::string_view part) {
  const json::value* schema = json::find(e.schema, pointer);
  if (!schema || !schema->is_object()) return;
  json::object root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  for (const auto& member : schema->get_object())
    root.insert(member);
  if (const json::value* defs = e.schema.get_object().if_contains("$defs")) root["$defs"] = *defs;
  const result<json::value> instance = schema::sample(root, {.seed = 1});
  if (!instance) return;
  all.push_back({file_name(e.operation_id.empty() ? e.path : e.operation_id, part), std::move(root),
                 json::write(*instance)});
}

// Microseconds, the least of several.
template<class Work>
double measure(Work work) {
  double least = std::numeric_limits<double>::max();
  for (int i = 0; i < 5; ++i) {
    const double start = cpu_nanoseconds();
    work();
    least = std::min(least, (cpu_nanoseconds() - start) / 1e3);
  }
  return least;
}

} // namespace

json::value write_corpus(std::string_view openapi, const std::filesystem::path& folder, std::size_t count) {
  const description::api api = description::read_document(openapi).value();
  std::vector<endpoint> endpoints;
  for (std::size_t i = 0; i < api.endpoints.size(); ++i)
    endpoints.push_back(api.describe(i));

  std::vector<candidate> all;
  for (const endpoint& e : endpoints) {
    add(all, e, "/properties/body", "body");
    add(all, e, "/endpoint/responses/200/schema", "200");
  }
  std::ranges::stable_sort(all, {}, [](const candidate& c) { return c.instance.size(); });
  json::array names;
  for (std::size_t i = 0; i < count && !all.empty(); ++i) {
    const candidate& c = all[(all.size() - 1) * (i + 1) / count];
    std::ofstream(folder / (c.name + ".schema.json")) << json::write(c.schema);
    std::ofstream(folder / (c.name + ".instance.json")) << c.instance;
    names.emplace_back(c.name);
  }

  std::size_t failures = 0;
  const double prefill = measure([&] {
    for (const endpoint& e : endpoints)
      failures += !settings::prefill(e.schema, nullptr);
  });
  const double sample = measure([&] {
    for (const endpoint& e : endpoints)
      failures += !catalog::sample(e);
  });
  return json::object{{"cases", std::move(names)},
                      {"operations", endpoints.size()},
                      {"failures", failures},
                      {"prefill_us", prefill},
                      {"sample_us", sample}};
}

} // namespace http_task::bench
