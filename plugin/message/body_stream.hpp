// Bodies that are not held in memory: taken and given piece by piece on the thread of their exchange.
//
// Neither side blocks longer than a file of this machine does. Where the other end of a body is somebody who
// may be slower than that, ready() says whether there is something to do, and when_ready() when there is.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace http_task::message {

// Called once, on any thread, possibly before when_ready() has returned. Must not throw.
using wake_call = std::function<void()>;

// The body of a request.
class body_source {
public:
  virtual ~body_source() = default;

  // Of the whole body; nullopt when only its end will tell.
  [[nodiscard]] virtual std::optional<std::uint64_t> size() const = 0;
  // Whether read() has something to say: bytes, the end, or a failure.
  [[nodiscard]] virtual bool ready() const { return true; }
  virtual void when_ready(wake_call wake) { wake(); }
  // Fills the front of `into` and says how much; 0 only at the end. To be called when it is ready.
  [[nodiscard]] virtual result<std::size_t> read(std::span<char> into) = 0;
  // Back to the start: the request is sent once more.
  [[nodiscard]] virtual result<void> rewind() = 0;
};

// Takes the body of an answer.
class body_sink {
public:
  virtual ~body_sink() = default; // without finish() nothing of the body remains

  // Whether it takes more for now. What is written all the same is taken, too: it is for the writer to stop
  // soon.
  [[nodiscard]] virtual bool ready() const { return true; }
  virtual void when_ready(wake_call wake) { wake(); }
  [[nodiscard]] virtual result<void> write(std::string_view piece) = 0;
  [[nodiscard]] virtual result<void> finish() = 0;
};

} // namespace http_task::message
