#include "measures.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/resource.h>
#include <unistd.h>

namespace http_task::soak {
namespace {

std::size_t entries(const char* folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

} // namespace

measures measure() {
  measures m;
  std::size_t all = 0;
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> all >> pages;
  m.resident_kib = pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) / 1024;
  m.descriptors = entries("/proc/self/fd");
  m.threads = entries("/proc/self/task");
  return m;
}

std::string to_text(const measures& m) {
  return std::to_string(m.resident_kib / 1024) + " MiB resident, " + std::to_string(m.descriptors) +
         " descriptors, " + std::to_string(m.threads) + " threads";
}

void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace http_task::soak
