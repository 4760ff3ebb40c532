// A tunnel through an HTTP proxy (RFC 9110, section 9.3.6).
//
// The answer is read by the rules for every other answer. One of 2xx has no body whatever its header says; of
// any other the header is kept, and the connection is of no further use.
#pragma once

#include "http/proxy_handshake.hpp"
#include "http/response_reader.hpp"

#include <utility>

namespace http_task::http {

class connect_handshake final : public proxy_handshake {
public:
  connect_handshake(const proxy_address& proxy, std::string host, std::uint16_t port);

  [[nodiscard]] std::string take_output() override { return std::exchange(output_, {}); }
  [[nodiscard]] progress received(std::string_view bytes) override;
  [[nodiscard]] const problem& failure() const noexcept override { return failure_; }
  [[nodiscard]] std::optional<message::response> take_answer() override { return std::move(answer_); }

private:
  [[nodiscard]] progress judge();
  [[nodiscard]] progress fail(problem p);

  const proxy_address proxy_;
  const std::string target_; // authority-form
  std::string output_;
  response_reader reader_;
  std::size_t received_ = 0; // of the first word
  std::optional<message::response> answer_;
  problem failure_;
};

} // namespace http_task::http
