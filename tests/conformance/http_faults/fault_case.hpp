// A case of http_fault_cases: what a broken or hostile server does, and what a client is to make of it.
#pragma once

#include "support/scripted_server.hpp"

#include <boost/json.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::testing {

// The strings of the cases are bytes, written as Latin-1.
[[nodiscard]] std::string latin1(std::string_view utf8);

[[nodiscard]] std::string text_of(const boost::json::object& o, std::string_view name);

// Plays the server's part of a case. Counts the heads of requests that it saw.
class fault_server {
public:
  explicit fault_server(const boost::json::object& fault_case);

  [[nodiscard]] std::uint16_t port() const noexcept { return server_->port(); }
  [[nodiscard]] int requests() const noexcept { return requests_; }

private:
  void play(peer& p, const boost::json::array& steps);
  void play_step(peer& p, const boost::json::object& step);

  std::atomic<int> requests_{0};
  std::unique_ptr<scripted_server> server_;
};

} // namespace http_task::testing
