// What one request costs this process, in one of several ways (http_client_runs.hpp), against a server that
// bench/http_client.py starts.
//
//   bench_http_client WAY URL REQUESTS IN_FLIGHT [CA_FILE]
//
// Prints {"requests", "cpuMicroseconds", "userMicroseconds", "wallMicroseconds", "bytes"}, each of the times
// for one request; the server's share is not in them. With REQUESTS 0 the server is expected never to answer:
// then it prints {"waiting", "residentBytes"}, the memory for each of IN_FLIGHT requests that wait.
#include "http_client_runs.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <thread>

namespace http_task::bench {
namespace {

double microseconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_usec);
}

void measure(const run& go, const work& w) {
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  const auto start = std::chrono::steady_clock::now();
  const std::uint64_t bytes = go();
  const double wall =
      std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  const double user = microseconds(after.ru_utime) - microseconds(before.ru_utime);
  const double system = microseconds(after.ru_stime) - microseconds(before.ru_stime);
  const auto count = static_cast<double>(w.requests);
  std::printf("{\"requests\": %zu, \"cpuMicroseconds\": %.3f, \"userMicroseconds\": %.3f, "
              "\"wallMicroseconds\": %.3f, \"bytes\": %llu}\n",
              w.requests, (user + system) / count, user / count, wall / count,
              static_cast<unsigned long long>(bytes));
}

std::size_t resident_bytes() {
  std::size_t whole = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> whole >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// Until the memory has not grown for two seconds.
void measure_memory(const run& go, std::size_t waiting) {
  const std::size_t before = resident_bytes();
  std::thread([&go] {
    try {
      (void)go();
    } catch (const std::exception& e) {
      std::fprintf(stderr, "%s\n", e.what());
    }
    std::_Exit(EXIT_FAILURE); // the server was not to answer
  }).detach();
  std::size_t most = 0;
  for (int quiet = 0, i = 0; quiet < 20 && i < 600; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const std::size_t now = resident_bytes();
    quiet = now > most ? 0 : quiet + 1;
    most = std::max(most, now);
  }
  std::printf("{\"waiting\": %zu, \"residentBytes\": %zu}\n", waiting, (most - before) / waiting);
  std::fflush(stdout);
  std::_Exit(EXIT_SUCCESS);
}

} // namespace
} // namespace http_task::bench

int main(int argc, char** argv) {
  using namespace http_task::bench;
  const std::map<std::string, run (*)(const work&)> ways{{"client", client_run},
                                                         {"task", task_run},
                                                         {"queue", queue_run},
                                                         {"curl", curl_run},
                                                         {"floor", floor_run}};
  const auto way = ways.find(argc > 1 ? argv[1] : "");
  if (argc < 5 || way == ways.end()) {
    std::fprintf(stderr, "usage: %s client|task|queue|curl|floor URL REQUESTS IN_FLIGHT [CA_FILE]\n",
                 argv[0]);
    return EXIT_FAILURE;
  }
  work w{argv[2], std::strtoul(argv[3], nullptr, 10), std::strtoul(argv[4], nullptr, 10),
         argc > 5 ? argv[5] : ""};
  const bool waits = w.requests == 0;
  if (waits) w.requests = w.in_flight;
  try {
    const run go = way->second(w);
    if (waits) measure_memory(go, w.in_flight);
    measure(go, w);
    return EXIT_SUCCESS;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return EXIT_FAILURE;
  }
}
