// What compiling a schema and checking an instance costs; json_schema.py compares it with other validators.
//
//     bench_json_schema run CASES.json             [{"name", "schema": file, "instance": file, "formats":
//     bool,
//                                                    "registry": {URI: file}}] -> one JSON array of results
//     bench_json_schema corpus OPENAPI FOLDER N    schemas and samples of an API's operations
#include "counting_allocator.hpp"
#include "json_schema_corpus.hpp"

#include "schema/registry.hpp"
#include "schema/validator.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iostream>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>

namespace http_task::bench {
namespace {

using clock = std::chrono::steady_clock;

std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + name);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

// Nanoseconds of one call: the best of several batches that take some milliseconds each, for what disturbs a
// batch only makes it longer.
template<class Work>
double nanoseconds(Work work) {
  constexpr std::chrono::duration<double, std::nano> batch(1e7);
  std::size_t loops = 1;
  const auto run = [&] {
    const auto start = clock::now();
    for (std::size_t i = 0; i < loops; ++i)
      work();
    return std::chrono::duration<double, std::nano>(clock::now() - start);
  };
  while (run() < batch / 4)
    loops *= 2;
  loops *= 4;
  std::array<double, 9> took{};
  std::ranges::generate(took, [&] { return run().count() / static_cast<double>(loops); });
  return *std::ranges::min_element(took);
}

json::value run_case(const json::object& c) {
  const json::value schema = json::parse(read_file(std::string(json::string_member(c, "schema")))).value();
  const json::value instance =
      json::parse(read_file(std::string(json::string_member(c, "instance")))).value();
  schema::registry documents;
  if (const json::object* known = json::object_member(c, "registry")) {
    for (const auto& [uri, file] : *known)
      documents
          .add(json::view(uri), json::parse(read_file(std::string(json::view(file.as_string())))).value())
          .value();
  }
  schema::compile_options options;
  options.documents = &documents;
  options.assert_formats = c.contains("formats") && c.at("formats").as_bool();
  options.tolerant = true;

  const std::size_t before = allocated().bytes;
  const schema::validator v = schema::compile(schema, options).value();
  const std::size_t memory = allocated().bytes - before;
  bool valid = v.is_valid(instance);
  const std::size_t count = allocated().count;
  valid = v.is_valid(instance) && valid;
  const std::size_t allocations = allocated().count - count;
  const double check = nanoseconds([&] { valid = v.is_valid(instance) && valid; });
  const double compile = nanoseconds([&] { static_cast<void>(schema::compile(schema, options)); });
  json::array notes; // why it is not valid, and what of the schema does not count
  for (const schema::violation& why : v.check(instance, 3))
    notes.emplace_back(why.pointer + ": " + why.detail);
  for (const finding& f : v.left_out())
    notes.emplace_back("left out " + f.pointer + ": " + f.detail);
  return json::object{{"name", c.at("name")},     {"valid", valid},   {"ns", check},
                      {"compile_ns", compile},    {"memory", memory}, {"allocations", allocations},
                      {"notes", std::move(notes)}};
}

json::value run_cases(const std::string& file) {
  const json::value cases = json::parse(read_file(file)).value();
  json::array results;
  for (const json::value& c : cases.as_array())
    results.push_back(run_case(c.as_object()));
  return results;
}

} // namespace
} // namespace http_task::bench

int main(int argc, char** argv) {
  using namespace http_task;
  const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
  try {
    if (argc == 3 && std::string_view(arguments[1]) == "run") {
      std::cout << json::write(bench::run_cases(arguments[2])) << '\n';
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
