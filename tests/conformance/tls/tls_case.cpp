#include "tls_case.hpp"

#include <fstream>
#include <sstream>

namespace http_task::testing {
namespace json = boost::json;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds longest_command{120}; // a key of 8192 bits takes its time
constexpr std::chrono::seconds longest_start{20};

std::string contents(const fs::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::string with_port(std::string text, std::uint16_t port) {
  constexpr std::string_view place = "{PORT}";
  for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at))
    text.replace(at, place.size(), std::to_string(port));
  return text;
}

} // namespace

std::string text_of(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  return v != nullptr && v->is_string() ? std::string(v->as_string()) : std::string();
}

std::string run_commands(const json::array& commands, const fs::path& folder) {
  for (const json::value& command : commands) {
    child_process process({"bash", "-c", std::string(command.as_string())}, folder, folder / "make.log");
    if (process.wait(longest_command) != 0)
      return std::string(command.as_string()) + "\n" + contents(folder / "make.log");
  }
  return {};
}

tls_case_server::tls_case_server(const json::object& tls_case, const fs::path& base, const fs::path& folder) {
  fs::copy(base, folder, fs::copy_options::recursive);
  failure_ = run_commands(tls_case.at("make").as_array(), folder);
  // Somebody else may take the port meanwhile.
  for (int i = 0; failure_.empty() && i < 3; ++i) {
    port_ = free_port();
    process_ = std::make_unique<child_process>(
        std::vector<std::string>{"bash", "-c", with_port(text_of(tls_case, "serve"), port_)}, folder,
        folder / "serve.log");
    if (wait_until_listening(port_, longest_start) && process_->is_running()) return;
  }
  if (failure_.empty()) failure_ = "the server does not start:\n" + contents(folder / "serve.log");
}

} // namespace http_task::testing
