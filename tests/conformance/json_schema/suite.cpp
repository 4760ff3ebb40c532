#include "suite.hpp"

#include "json/parse.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace http_task::schema::suite {
namespace {

namespace fs = std::filesystem;

json::value read_json(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  result<json::value> v = json::parse(text.str());
  if (!v) throw std::runtime_error(file.string() + ": " + v.error().detail);
  return std::move(*v);
}

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string text_of(const json::object& o, std::string_view name) {
  return std::string(json::string_member(o, name));
}

} // namespace

std::optional<fs::path> find_suite() {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const fs::path root =
      shared && *shared ? fs::path(shared) : fs::path(HTTP_TASK_SOURCE_DIR).parent_path() / "shared";
  fs::path suite = root / "conformance" / "json-schema";
  if (!fs::is_directory(suite / "tests")) return std::nullopt;
  return suite;
}

std::vector<test_case> read_cases(const fs::path& suite, const draft& d) {
  const fs::path folder = suite / "tests" / d.folder;
  std::vector<test_case> cases;
  for (const fs::path& file : json_files(folder)) {
    const json::value groups = read_json(file);
    for (const json::value& group : groups.as_array()) {
      const json::object& g = group.as_object();
      for (const json::value& test : g.at("tests").as_array()) {
        const json::object& t = test.as_object();
        cases.push_back({file.lexically_relative(folder).string(), text_of(g, "description"),
                         text_of(t, "description"), g.at("schema"), t.at("data"), t.at("valid").as_bool()});
      }
    }
  }
  return cases;
}

std::vector<output_case> read_output_cases(const fs::path& suite, const draft& d) {
  const fs::path folder = suite / "output-tests" / d.folder / "content";
  std::vector<output_case> cases;
  for (const fs::path& file : json_files(folder)) {
    const json::value groups = read_json(file);
    for (const json::value& group : groups.as_array()) {
      const json::object& g = group.as_object();
      for (const json::value& test : g.at("tests").as_array()) {
        const json::object& t = test.as_object();
        cases.push_back({file.filename().string(),
                         text_of(g, "description") + ": " + text_of(t, "description"), g.at("schema"),
                         t.at("data"), t.at("output")});
      }
    }
  }
  return cases;
}

json::value read_output_schema(const fs::path& suite, const draft& d) {
  return read_json(suite / "output-tests" / d.folder / "output-schema.json");
}

registry read_remotes(const fs::path& suite, const draft& d) {
  constexpr auto folders = std::to_array<std::pair<std::string_view, dialect>>({
      {"draft4", dialect::draft4},
      {"draft6", dialect::draft6},
      {"draft7", dialect::draft7},
      {"draft2019-09", dialect::draft2019_09},
      {"draft2020-12", dialect::draft2020_12},
  });
  const fs::path folder = suite / "remotes";
  registry remotes;
  for (const fs::path& file : json_files(folder)) {
    const fs::path relative = file.lexically_relative(folder);
    const auto* const own =
        std::ranges::find(folders, relative.begin()->string(), [](const auto& f) { return f.first; });
    const dialect language = own == folders.end() ? d.language : own->second;
    const result<void> added =
        remotes.add("http://localhost:1234/" + relative.generic_string(), read_json(file), language);
    if (!added) throw std::runtime_error(added.error().detail);
  }
  return remotes;
}

} // namespace http_task::schema::suite
