#include "base/paging.hpp"

#include <cstdint>

#include <sys/mman.h>
#include <unistd.h>

namespace http_task {
namespace {

// Of the pages that hold the bytes.
void advise(std::string_view bytes, int advice) noexcept {
  if (bytes.empty()) return;
  static const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto first = reinterpret_cast<std::uintptr_t>(bytes.data());
  const std::uintptr_t begin = first - first % page;
  static_cast<void>(::madvise(reinterpret_cast<void*>(begin), first + bytes.size() - begin, advice));
}

} // namespace

void expect_scattered_reads(std::string_view mapped) noexcept {
  advise(mapped, MADV_RANDOM);
}

void read_ahead(std::string_view mapped) noexcept {
  advise(mapped, MADV_WILLNEED);
}

} // namespace http_task
