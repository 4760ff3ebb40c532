// Makes a catalogue file of a folder of OpenAPI documents, and measures what is done with it.
// bench/catalog.py runs this; each mode prints one JSON object.
//
//     bench_catalog import FOLDER FILE [BASE]     all documents into one file
//     bench_catalog describe FILE [STEP]          describe and prefill of each (STEP-th) endpoint
//     bench_catalog endpoint FILE ID              one endpoint, as a fresh process does it
//     bench_catalog search FILE QUERY             one search, as a fresh process does it
//     bench_catalog keystrokes FILE QUERIES [MOST]  every prefix of every query
#include "catalog/catalog.hpp"
#include "settings/prefill.hpp"
#include "store/file.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace http_task::bench {
namespace {

namespace fs = std::filesystem;

double cpu_ms() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

double wall_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

// Of /proc/self/status, in kB: RssAnon is what the process has allocated, RssFile what it has mapped and
// read.
long status_kilobytes(std::string_view name) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(name)) return std::strtol(line.c_str() + name.size() + 1, nullptr, 10);
  return 0;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

int fail(const problem& p) {
  std::fprintf(stderr, "%s %s\n", p.type.c_str(), p.detail.c_str());
  return 1;
}

int print(const json::object& figures) {
  std::puts(json::write(figures).c_str());
  return 0;
}

json::object percentiles(std::vector<double> all) {
  std::ranges::sort(all);
  const auto at = [&](double share) {
    return all.empty() ? 0 : all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
  };
  return {{"calls", all.size()}, {"p50", at(0.5)}, {"p99", at(0.99)}, {"p99.9", at(0.999)}, {"max", at(1)}};
}

int import(std::span<char*> arguments) {
  const fs::path folder = arguments[0];
  std::map<std::string, fs::path> files; // by id
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".json")
      files.emplace(entry.path().lexically_relative(folder).replace_extension().generic_string(),
                    entry.path());
  auto made = store::writer::create(arguments[1], arguments.size() > 2 ? arguments[2] : "");
  if (!made) return fail(made.error());
  store::writer& writer = **made;
  std::size_t source_bytes = 0;
  std::size_t failed = 0;
  std::size_t unchanged = 0;
  std::size_t warnings = 0;
  for (const auto& [id, path] : files) {
    const std::string bytes = read_file(path);
    source_bytes += bytes.size();
    store::add_options options;
    options.api = id;
    options.source = id + ".json";
    const auto added = writer.add(bytes, options);
    if (!added) {
      ++failed;
      std::fprintf(stderr, "%s: %s\n", id.c_str(), added.error().detail.c_str());
      continue;
    }
    warnings += added->warnings.size();
    if (added->unchanged) ++unchanged;
  }
  const double before_finish = cpu_ms();
  const auto finished = writer.finish();
  if (!finished) return fail(finished.error());
  return print({{"documents", files.size()},
                {"failed", failed},
                {"unchanged", unchanged},
                {"apis", finished->counts.apis},
                {"endpoints", finished->counts.endpoints},
                {"warnings", warnings},
                {"sourceBytes", source_bytes},
                {"bytes", finished->bytes},
                {"cpuMs", cpu_ms()},
                {"finishCpuMs", cpu_ms() - before_finish},
                {"peakMegabytes", peak_megabytes()},
                {"peakAnonymousKilobytes", status_kilobytes("RssAnon:")}});
}

int describe(std::span<char*> arguments) {
  const auto file = store::file::open(arguments[0]);
  if (!file) return fail(file.error());
  const std::size_t step = arguments.size() > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1;
  catalog::catalog catalog(true);
  if (const auto opened = catalog.open_file(arguments[0]); !opened) return fail(opened.error());
  std::vector<std::string> ids;
  std::size_t n = 0;
  for (std::uint32_t i = 0; i < (*file)->apis(); ++i) {
    const auto api = (*file)->open_api(i);
    if (!api) return fail(api.error());
    const auto read = api->for_each_operation([&](const store::stored_operation& o) {
      if (n++ % step == 0) ids.push_back(o.outline.id);
    });
    if (!read) return fail(read.error());
  }
  std::vector<double> times;
  std::vector<double> prefill_times; // of these
  std::string slowest;
  double slowest_time = 0;
  std::size_t failed = 0;
  for (const std::string& id : ids) {
    const double start = cpu_ms();
    const auto endpoint = catalog.find(id);
    const double described = cpu_ms();
    if (!endpoint || !settings::prefill((*endpoint)->schema, nullptr)) ++failed;
    times.push_back(cpu_ms() - start);
    prefill_times.push_back(cpu_ms() - described);
    if (times.back() > slowest_time) {
      slowest_time = times.back();
      slowest = id;
    }
  }
  json::object figures = percentiles(std::move(times));
  figures["prefill"] = percentiles(std::move(prefill_times));
  figures["failed"] = failed;
  figures["slowest"] = slowest;
  figures["anonymousKilobytes"] = status_kilobytes("RssAnon:");
  return print(figures);
}

int endpoint(std::span<char*> arguments) {
  const double start = wall_ms();
  catalog::catalog catalog(true);
  if (const auto opened = catalog.open_file(arguments[0]); !opened) return fail(opened.error());
  const double open = wall_ms();
  const auto found = catalog.find(arguments[1]);
  if (!found) return fail(found.error());
  const auto filled = settings::prefill((*found)->schema, nullptr);
  if (!filled) return fail(filled.error());
  return print({{"openMs", open - start}, {"describeMs", wall_ms() - open}, {"cpuMs", cpu_ms()}});
}

int search(std::span<char*> arguments) {
  const double start = wall_ms();
  catalog::catalog catalog(true);
  if (const auto opened = catalog.open_file(arguments[0]); !opened) return fail(opened.error());
  const double open = wall_ms();
  const catalog::search_results found = catalog.search({.text = arguments[1]});
  return print({{"openMs", open - start},
                {"searchMs", wall_ms() - open},
                {"cpuMs", cpu_ms()},
                {"first", found.results.empty() ? std::string() : found.results.front().id}});
}

int keystrokes(std::span<char*> arguments) {
  const auto queries = json::parse(read_file(arguments[1]));
  if (!queries) return fail(queries.error());
  const std::size_t most = arguments.size() > 2 ? std::strtoul(arguments[2], nullptr, 10) : 6'000;
  catalog::catalog catalog(true);
  if (const auto opened = catalog.open_file(arguments[0]); !opened) return fail(opened.error());
  std::vector<double> times;
  while (times.size() < most)
    for (const json::value& q : queries->get_array()) {
      const std::string text(json::string_member(q.get_object(), "q"));
      for (std::size_t end = 1; end <= text.size() && times.size() < most; ++end) {
        const double start = cpu_ms();
        static_cast<void>(catalog.search({.text = text.substr(0, end)}));
        times.push_back(cpu_ms() - start);
      }
    }
  json::object figures = percentiles(std::move(times));
  figures["anonymousKilobytes"] = status_kilobytes("RssAnon:");
  figures["mappedKilobytes"] = status_kilobytes("RssFile:");
  return print(figures);
}

int run(std::span<char*> arguments) {
  const std::string_view mode = arguments.size() > 2 ? arguments[1] : "";
  const std::span<char*> rest = arguments.subspan(std::min<std::size_t>(2, arguments.size()));
  if (mode == "describe") return describe(rest);
  if (rest.size() < 2) {
    std::fputs("usage: see the head of bench/catalog.cpp\n", stderr);
    return 2;
  }
  if (mode == "import") return import(rest);
  if (mode == "endpoint") return endpoint(rest);
  if (mode == "search") return search(rest);
  if (mode == "keystrokes") return keystrokes(rest);
  return 2;
}

} // namespace
} // namespace http_task::bench

int main(int argc, char** argv) {
  return http_task::bench::run({argv, static_cast<std::size_t>(argc)});
}
