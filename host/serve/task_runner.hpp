// One instance of the plugin whose tasks are run for the editor: the real one, and one whose requests all go
// to the sandbox.
//
// Its events are handled on the server's thread, which must run; tasks may be submitted from any thread.
#pragma once

#include "cli/plugin.hpp"
#include "sandbox/mock_api.hpp"
#include "sandbox/server.hpp"

#include "http_task/sdk/event_pump.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace http_task::host {

class task_runner {
public:
  // With the instance options of the command line.
  [[nodiscard]] static result<std::unique_ptr<task_runner>>
  open(const global_options& globals, const console& out, boost::asio::io_context& io);
  // The same, but every request goes to a mock of the APIs of `described`, which is borrowed.
  [[nodiscard]] static result<std::unique_ptr<task_runner>> open_sandbox(const global_options& globals,
                                                                         const console& out,
                                                                         boost::asio::io_context& io,
                                                                         catalogue& described);

  [[nodiscard]] host::catalogue& catalogue() noexcept { return plugin_->catalogue(); }
  [[nodiscard]] const sdk::library& plugin() noexcept { return *plugin_->instance().plugin(); }

  // Tells that settings of this endpoint will be run.
  void expect(const std::string& endpoint);
  // The handlers run on the server's thread.
  [[nodiscard]] result<std::uint64_t> submit(const sdk::submission& s,
                                             sdk::event_pump::completed_handler on_completed,
                                             sdk::event_pump::progress_handler on_progress = {});
  // Waits for the structured response; not to be called on the server's thread. For what needs no network.
  [[nodiscard]] result<std::string> run(const sdk::submission& s);
  void cancel(std::uint64_t task);

private:
  task_runner(std::unique_ptr<sandbox_server> server, std::unique_ptr<open_plugin> plugin,
              host::catalogue* described, boost::asio::io_context& io);
  [[nodiscard]] result<void> watch();
  void wait_for_events();

  std::unique_ptr<open_plugin> plugin_;
  std::unique_ptr<mock_api> mock_;
  std::unique_ptr<sandbox_server> server_; // calls mock_; null for the real one
  sdk::event_pump pump_;
  boost::asio::posix::stream_descriptor events_;
};

} // namespace http_task::host
