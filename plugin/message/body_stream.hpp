// Bodies that are not held in memory: taken and given piece by piece on the thread of their exchange.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace http_task::message {

// The body of a request. Blocks no longer than a file of this machine does.
class body_source {
public:
  virtual ~body_source() = default;

  [[nodiscard]] virtual std::uint64_t size() const = 0;
  // Fills the front of `into` and says how much; 0 only at the end.
  [[nodiscard]] virtual result<std::size_t> read(std::span<char> into) = 0;
  // Back to the start: the request is sent once more.
  [[nodiscard]] virtual result<void> rewind() = 0;
};

// Takes the body of an answer.
class body_sink {
public:
  virtual ~body_sink() = default; // without finish() nothing of the body remains

  [[nodiscard]] virtual result<void> write(std::string_view piece) = 0;
  [[nodiscard]] virtual result<void> finish() = 0;
};

} // namespace http_task::message
