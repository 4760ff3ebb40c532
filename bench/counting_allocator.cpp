#include "counting_allocator.hpp"

#include <malloc.h>

#include <cstdlib>
#include <new>

namespace {

http_task::bench::allocations total;

} // namespace

http_task::bench::allocations http_task::bench::allocated() noexcept {
  return total;
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  void* p = std::malloc(size == 0 ? 1 : size);
  if (!p) return nullptr;
  ++total.count;
  total.bytes += malloc_usable_size(p);
  return p;
}

void* operator new(std::size_t size) {
  if (void* p = operator new(size, std::nothrow)) return p;
  throw std::bad_alloc();
}

void operator delete(void* p) noexcept {
  if (!p) return;
  total.bytes -= malloc_usable_size(p);
  std::free(p);
}

void operator delete(void* p, std::size_t) noexcept {
  operator delete(p);
}
