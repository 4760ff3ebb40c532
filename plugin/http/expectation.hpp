// Whether the body of a request waits until the server has said that it wants it (Expect: 100-continue,
// RFC 9110, section 10.1.1).
//
// Sans-io: told what happens, asked what to do. One for each exchange: a server that refused the expectation
// is not asked again.
#pragma once

#include "base/clock.hpp"

#include <cstdint>
#include <optional>

namespace http_task::http {

class expectation {
public:
  enum class step {
    send,  // the body, or what there is of it
    wait,  // for an answer, at most for patience
    stop,  // the answer is there, and the body is not wanted
    repeat // the request once more, without the expectation
  };

  // A server need not answer the expectation: then the body is sent after this time.
  static constexpr milliseconds patience{1000};

  // Bodies from that size on wait, and such of unknown size; nullopt: none does.
  explicit expectation(std::optional<std::uint64_t> from) noexcept : from_(from) {}

  // A request is about to be sent; whether it carries the field.
  [[nodiscard]] bool begin(bool has_body, std::optional<std::uint64_t> size) noexcept;

  void heard_interim(unsigned status) noexcept;
  void heard_final(unsigned status) noexcept; // also once the body is on its way
  void waited() noexcept;

  [[nodiscard]] step next() const noexcept { return step_; }

private:
  std::optional<std::uint64_t> from_;
  bool asked_ = false;
  step step_ = step::send;
};

} // namespace http_task::http
