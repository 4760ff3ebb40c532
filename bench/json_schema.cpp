// What compiling a schema and checking an instance costs; json_schema.py compares it with other validators.
//
//     bench_json_schema run CASES.json             compiles each case and prints one JSON array of what that
//                                                  took; then reads positions in the list of cases, one a
//                                                  line, and prints the nanoseconds of one check of that
//                                                  case, measured for some milliseconds
//     bench_json_schema corpus OPENAPI FOLDER N    schemas and samples of an API's operations
//
// A case is {"name", "schema": file, "instance": file, "copies": a power of two, "formats": bool,
// "registry": {URI: file}}.
#include "counting_allocator.hpp"
#include "cpu_clock.hpp"
#include "json_schema_corpus.hpp"

#include "schema/registry.hpp"
#include "schema/validator.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <limits>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace http_task::bench {
namespace {

std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + name);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

struct subject {
  schema::validator validator;
  std::vector<json::value> instances; // all alike
  std::size_t mask = 0;               // their number less one
  std::size_t loops = 1;              // that fill one measurement
  bool valid = true;                  // used, so that nothing of the checks can be left out
};

// Nanoseconds of one check.
double measure(subject& s) {
  constexpr double enough = 1e7;
  const auto run = [&] {
    const std::span<const json::value> instances = s.instances;
    const std::size_t mask = s.mask;
    bool valid = s.valid;
    const double start = cpu_nanoseconds();
    for (std::size_t left = s.loops; left != 0; --left)
      valid = s.validator.is_valid(instances[left & mask]) && valid;
    s.valid = valid;
    return cpu_nanoseconds() - start;
  };
  double took = run();
  while (took < enough / 2) {
    s.loops *= 2;
    took = run();
  }
  return took / static_cast<double>(s.loops);
}

// Nanoseconds of compiling once, the least of several.
double measure_compile(const json::value& schema, const schema::compile_options& options) {
  double least = std::numeric_limits<double>::max();
  for (int i = 0; i < 9; ++i) {
    const double start = cpu_nanoseconds();
    static_cast<void>(schema::compile(schema, options));
    least = std::min(least, cpu_nanoseconds() - start);
  }
  return least;
}

// Appends to `report` what is known before anything is measured.
subject prepare(const json::object& c, json::array& report) {
  const auto document = [](std::string_view file) {
    return json::parse(read_file(std::string(file))).value();
  };
  const json::value schema = document(json::string_member(c, "schema"));
  std::vector<json::value> instances(static_cast<std::size_t>(c.at("copies").as_int64()));
  std::ranges::generate(instances, [&] { return document(json::string_member(c, "instance")); });
  const json::value& instance = instances.front();
  schema::registry documents;
  if (const json::object* known = json::object_member(c, "registry")) {
    for (const auto& [uri, file] : *known)
      documents.add(json::view(uri), document(json::view(file.as_string()))).value();
  }
  schema::compile_options options;
  options.documents = &documents;
  options.assert_formats = c.contains("formats") && c.at("formats").as_bool();
  options.tolerant = true;

  const std::size_t before = allocated().bytes;
  schema::validator v = schema::compile(schema, options).value();
  const std::size_t memory = allocated().bytes - before;
  bool valid = v.is_valid(instance);
  const std::size_t count = allocated().count;
  valid = v.is_valid(instance) && valid;
  const std::size_t allocations = allocated().count - count;
  json::array notes; // why it is not valid, and what of the schema does not count
  for (const schema::violation& why : v.check(instance, 3))
    notes.emplace_back(why.pointer + ": " + why.detail);
  for (const finding& f : v.left_out())
    notes.emplace_back("left out " + f.pointer + ": " + f.detail);
  report.push_back(json::object{{"name", c.at("name")},
                                {"valid", valid},
                                {"compile_ns", measure_compile(schema, options)},
                                {"memory", memory},
                                {"allocations", allocations},
                                {"notes", std::move(notes)}});
  const std::size_t mask = instances.size() - 1;
  return {.validator = std::move(v), .instances = std::move(instances), .mask = mask};
}

void run_cases(const std::string& file) {
  const json::value cases = json::parse(read_file(file)).value();
  std::vector<subject> subjects;
  json::array report;
  for (const json::value& c : cases.as_array())
    subjects.push_back(prepare(c.as_object(), report));
  std::cout << json::write(report) << std::endl;
  for (std::size_t position = 0; std::cin >> position;)
    std::cout << measure(subjects.at(position)) << std::endl;
}

} // namespace
} // namespace http_task::bench

int main(int argc, char** argv) {
  using namespace http_task;
  const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
  try {
    if (argc == 3 && std::string_view(arguments[1]) == "run") {
      bench::run_cases(arguments[2]);
      return 0;
    }
    if (argc == 5 && std::string_view(arguments[1]) == "corpus") {
      const auto count = static_cast<std::size_t>(std::stoul(arguments[4]));
      std::cout << json::write(bench::write_corpus(bench::read_file(arguments[2]), arguments[3], count))
                << '\n';
      return 0;
    }
    std::cerr << "bench_json_schema run CASES.json | corpus OPENAPI FOLDER N\n";
    return 2;
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
