// A connection through a SOCKS proxy, version 5 (RFC 1928), with user and password (RFC 1929).
//
// "No authentication" is offered as well as the password, if there is one; the proxy chooses.
#pragma once

#include "http/proxy_handshake.hpp"

#include <cstdint>
#include <utility>

namespace http_task::http {

class socks5_handshake final : public proxy_handshake {
public:
  socks5_handshake(const proxy_address& proxy, std::string host, std::uint16_t port);

  [[nodiscard]] std::string take_output() override { return std::exchange(output_, {}); }
  [[nodiscard]] progress received(std::string_view bytes) override;
  [[nodiscard]] const problem& failure() const noexcept override { return failure_; }

private:
  enum class state { method, password, reply };

  [[nodiscard]] std::size_t wanted() const; // bytes of the present answer, as far as they tell
  [[nodiscard]] progress take_message();
  [[nodiscard]] progress take_method();
  [[nodiscard]] progress take_password_status();
  [[nodiscard]] progress take_reply();
  [[nodiscard]] progress broken(std::string_view detail);
  [[nodiscard]] progress fail(problem p);
  [[nodiscard]] unsigned at(std::size_t i) const { return static_cast<unsigned char>(input_[i]); }
  void ask_for_connection();

  const proxy_address proxy_;
  const std::string host_;
  const std::uint16_t port_;
  state state_ = state::method;
  std::string output_;
  std::string input_; // of the present answer
  problem failure_;
};

} // namespace http_task::http
