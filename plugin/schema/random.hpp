// A small generator of random numbers whose sequence is the same on every platform (SplitMix64).
#pragma once

#include <cstddef>
#include <cstdint>

namespace http_task::schema {

class random_source {
public:
  explicit random_source(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t next() noexcept {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }

  // From 0 up to, not including, `count`, which is above 0.
  std::size_t below(std::size_t count) noexcept { return static_cast<std::size_t>(next() % count); }

private:
  std::uint64_t state_;
};

} // namespace http_task::schema
