// A case of tls_cases: a server with certificates of its own, and what a client is to make of it.
#pragma once

#include "support/child_process.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace http_task::testing {

[[nodiscard]] std::string text_of(const boost::json::object& o, std::string_view name);

// Runs the commands of a list with bash in a folder; "" or what failed.
[[nodiscard]] std::string run_commands(const boost::json::array& commands,
                                       const std::filesystem::path& folder);

// The server of a case, made and started in a copy of the folder in which the base's commands ran.
class tls_case_server {
public:
  tls_case_server(const boost::json::object& tls_case, const std::filesystem::path& base,
                  const std::filesystem::path& folder);

  [[nodiscard]] const std::string& failure() const noexcept { return failure_; } // "" when it listens
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
  std::uint16_t port_ = 0;
  std::string failure_;
  std::unique_ptr<child_process> process_;
};

} // namespace http_task::testing
