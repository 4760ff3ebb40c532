// Tasks run for test and run: the plugin, the sandbox when it was asked for, secrets, progress and Ctrl-C.
#pragma once

#include "cli/body_files.hpp"
#include "cli/plugin.hpp"
#include "sandbox/mock_api.hpp"
#include "sandbox/server.hpp"

#include "http_task/sdk/event_pump.hpp"

#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace http_task::host {

// What one task is submitted with; texts are borrowed for the call.
struct task_request {
  unsigned mode = HTTP_TASK_MODE_RUN;
  std::string_view settings;
  std::string_view context;
  std::string_view secrets;
  std::string_view level = "INFO";
  body_files* bodies = nullptr; // those that go piece by piece; borrowed
};

class execution {
public:
  // With `sandbox`, every request of this execution goes to a mock API on loopback, whatever its uri says.
  [[nodiscard]] static result<std::unique_ptr<execution>> open(const global_options& globals,
                                                               const console& out, bool sandbox);

  [[nodiscard]] host::catalogue& catalogue() noexcept { return plugin_->catalogue(); }

  // The values for the secrets that are used. In the sandbox these are placeholders, whatever was given: no
  // secret leaves for a mock. For a dry run, which needs none, placeholders stand in for what was not given.
  [[nodiscard]] result<json::object> secrets_for(const std::set<std::string>& used, bool dry_run) const;

  // Tells that settings of this endpoint will be run.
  void expect(const std::string& endpoint);

  // Runs one task to its end and gives its structured response. Ctrl-C cancels it.
  [[nodiscard]] result<sdk::document> run(const task_request& request);

private:
  [[nodiscard]] result<sdk::document> run_streaming(const sdk::submission& s, body_files& bodies,
                                                    const sdk::event_pump::progress_handler& show);
  execution(const console& out, json::object secrets, std::unique_ptr<sandbox_server> server,
            std::unique_ptr<open_plugin> plugin);

  const console& out_;
  json::object secrets_; // as given
  std::unique_ptr<open_plugin> plugin_;
  std::unique_ptr<mock_api> mock_;         // uses the catalogue of plugin_
  std::unique_ptr<sandbox_server> server_; // calls mock_
  sdk::event_pump pump_;
};

// The context of ${...}: the file has {"workflow": {"input": ...}, ...} or just the input of the workflow; ""
// is no file.
[[nodiscard]] result<json::object> read_context(const std::string& file_or_dash);

} // namespace http_task::host
