// Builds a search index over a folder of OpenAPI documents, and measures it. bench/search.py runs this.
//
//     bench_search build FOLDER INDEX RECORDS [ID=FILE]...   RECORDS: one JSON array a line, for other
//     engines bench_search measure INDEX QUERIES                     one JSON object on standard output
#include "search_corpus.hpp"

#include "search/searcher.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace http_task::bench {
namespace {

double cpu_ms(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

std::string key_of(std::string_view api, std::string_view method, std::string_view path) {
  return std::string(api) + "#" + std::string(method) + " " + std::string(path);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts)
    all += part + " ";
  return all;
}

int build(std::span<char* const> arguments) {
  search::index_builder builder;
  std::ofstream records(arguments[2]);
  std::size_t apis = 0;
  std::size_t operations = 0;
  double building = 0;
  const corpus_visit add = [&](const corpus_api& api) {
    ++apis;
    operations += api.records.size();
    const double start = cpu_ms(CLOCK_PROCESS_CPUTIME_ID);
    add_to(builder, api);
    building += cpu_ms(CLOCK_PROCESS_CPUTIME_ID) - start;
    for (const corpus_record& r : api.records)
      records << json::write(json::array{key_of(api.id, r.method, r.path), api.id, api.title, joined(r.tags),
                                         r.path, r.operation_id, r.title, r.description,
                                         joined(r.parameters)})
              << '\n';
  };
  const std::size_t failed = read_corpus(arguments[0], add);
  for (const char* also : arguments.subspan(3)) {
    const std::string_view text(also);
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos)
      static_cast<void>(read_document(std::string(text.substr(0, equals)), text.substr(equals + 1), add));
  }
  const double start = cpu_ms(CLOCK_PROCESS_CPUTIME_ID);
  const result<std::string> index = builder.finish();
  building += cpu_ms(CLOCK_PROCESS_CPUTIME_ID) - start;
  if (!index) {
    std::cerr << index.error().detail << '\n';
    return 1;
  }
  std::ofstream(arguments[1], std::ios::binary) << *index;
  std::cout << json::write(json::object{{"apis", apis},
                                        {"operations", operations},
                                        {"failed", failed},
                                        {"buildMs", building},
                                        {"bytes", index->size()}})
            << '\n';
  return 0;
}

struct quality {
  double reciprocal = 0;
  double first = 0;
  double five = 0;
  double ten = 0;
  std::size_t queries = 0;

  void add(std::size_t rank) { // from 1; 0 for none
    ++queries;
    if (rank == 0) return;
    reciprocal += 1.0 / static_cast<double>(rank);
    first += rank <= 1 ? 1 : 0;
    five += rank <= 5 ? 1 : 0;
    ten += 1;
  }

  json::object to_json() const {
    const auto n = static_cast<double>(queries);
    return {
        {"queries", queries}, {"mrr", reciprocal / n}, {"r1", first / n}, {"r5", five / n}, {"r10", ten / n}};
  }
};

struct mapped {
  explicit mapped(const char* file) {
    const int descriptor = open(file, O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (descriptor < 0 || fstat(descriptor, &status) != 0) return;
    const auto size = static_cast<std::size_t>(status.st_size);
    void* at = mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (at != MAP_FAILED) bytes = {static_cast<const char*>(at), size};
  }
  std::string_view bytes;
};

double resident_mb(std::string_view what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(what)) return std::stod(line.substr(what.size() + 1)) / 1024;
  return 0;
}

int measure(const char* index_file, const char* queries_file) {
  std::ifstream in(queries_file);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const json::value queries = boost::json::parse(text);

  const double before = cpu_ms(CLOCK_PROCESS_CPUTIME_ID);
  const mapped file(index_file);
  const result<search::index> index = search::index::open(file.bytes);
  if (!index) {
    std::cerr << index.error().detail << '\n';
    return 1;
  }
  const search::searcher searcher({*index});
  static_cast<void>(searcher.find({.text = "create call subscription"}));
  const double first = cpu_ms(CLOCK_PROCESS_CPUTIME_ID) - before;

  std::map<std::string, quality> by_class;
  std::vector<double> times;
  json::array ranks;
  json::array found;
  for (const json::value& v : queries.get_array()) {
    const json::object& q = v.get_object();
    std::set<std::string> accept;
    for (const json::value& a : q.at("accept").get_array())
      accept.emplace(json::view(a.get_string()));
    const std::string words(json::view(q.at("q").get_string()));
    const std::vector<search::hit> hits = searcher.find({.text = words});
    const auto right = std::ranges::find_if(
        hits, [&](const search::hit& h) { return accept.contains(key_of(h.api, h.method, h.path)); });
    const std::size_t rank = right == hits.end() ? 0 : static_cast<std::size_t>(right - hits.begin()) + 1;
    ranks.push_back(rank);
    json::array shown;
    for (const search::hit& h : hits)
      shown.emplace_back(key_of(h.api, h.method, h.path));
    found.push_back(std::move(shown));
    by_class["all"].add(rank);
    by_class[std::string(json::view(q.at("class").get_string()))].add(rank);
    for (std::size_t end = 1; end <= words.size(); ++end) {
      const double start = cpu_ms(CLOCK_THREAD_CPUTIME_ID);
      static_cast<void>(searcher.find({.text = std::string_view(words).substr(0, end)}));
      times.push_back(cpu_ms(CLOCK_THREAD_CPUTIME_ID) - start);
    }
  }
  std::ranges::sort(times);
  json::object classes;
  for (const auto& [name, q] : by_class)
    classes[name] = q.to_json();
  std::cout << json::write(json::object{{"quality", std::move(classes)},
                                        {"ranks", std::move(ranks)},
                                        {"found", std::move(found)},
                                        {"keystrokes", times.size()},
                                        {"p50", times[times.size() / 2]},
                                        {"p99", times[times.size() * 99 / 100]},
                                        {"max", times.back()},
                                        {"firstResultMs", first},
                                        {"residentMb", resident_mb("VmRSS:")},
                                        {"ownMb", resident_mb("RssAnon:")}})
            << '\n';
  return 0;
}

} // namespace
} // namespace http_task::bench

int main(int count, char** arguments) {
  const std::string_view mode = count > 1 ? arguments[1] : "";
  if (mode == "build" && count >= 5)
    return http_task::bench::build(std::span(arguments + 2, static_cast<std::size_t>(count - 2)));
  if (mode == "measure" && count == 4) return http_task::bench::measure(arguments[2], arguments[3]);
  std::cerr << "bench_search build FOLDER INDEX RECORDS [ID=FILE]... | measure INDEX QUERIES\n";
  return 2;
}
