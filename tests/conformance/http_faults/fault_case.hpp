// A case of http_fault_cases: what a broken or hostile server does, and what a client is to make of it.
#pragma once

#include "support/scripted_server.hpp"

#include <boost/json.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::testing {

// The strings of the cases are bytes, written as Latin-1.
[[nodiscard]] std::string latin1(std::string_view utf8);

[[nodiscard]] std::string text_of(const boost::json::object& o, std::string_view name);

// Plays the server's part of a case, at two ports: two origins. Keeps the heads of the requests that it saw.
class fault_server {
public:
  explicit fault_server(const boost::json::object& fault_case);

  [[nodiscard]] std::uint16_t port() const noexcept { return server_->port(); }
  [[nodiscard]] std::vector<std::string> heads() const;

private:
  void play(peer& p, const boost::json::array& steps);
  void play_step(peer& p, const boost::json::object& step);
  [[nodiscard]] const boost::json::array& route_of(std::string_view head,
                                                   const boost::json::array& otherwise) const;
  [[nodiscard]] std::string bytes_of(const boost::json::object& step, std::string_view name) const;

  const boost::json::object& case_;
  mutable std::mutex mutex_; // guards what follows
  std::vector<std::string> heads_;
  std::unique_ptr<scripted_server> other_;
  std::unique_ptr<scripted_server> server_;
};

} // namespace http_task::testing
