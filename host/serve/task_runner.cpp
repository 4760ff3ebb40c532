#include "serve/task_runner.hpp"

#include <boost/asio/post.hpp>

#include <cerrno>
#include <future>
#include <system_error>

#include <fcntl.h>

namespace http_task::host {
namespace {

// A dry run takes milliseconds.
constexpr std::chrono::seconds patience_with_task{20};

} // namespace

result<std::unique_ptr<task_runner>> task_runner::open(const global_options& globals, const console& out,
                                                       boost::asio::io_context& io) {
  auto plugin = open_plugin::open(globals, out);
  if (!plugin) return std::move(plugin).error();
  std::unique_ptr<task_runner> runner(new task_runner(nullptr, *std::move(plugin), nullptr, io));
  if (auto watching = runner->watch(); !watching) return std::move(watching).error();
  return runner;
}

result<std::unique_ptr<task_runner>> task_runner::open_sandbox(const global_options& globals,
                                                               const console& out,
                                                               boost::asio::io_context& io,
                                                               host::catalogue& described) {
  auto options = instance_options(globals);
  if (!options) return std::move(options).error();
  auto server = sandbox_server::listen(0);
  if (!server) return std::move(server).error();
  direct_to_sandbox(*options, **server);
  auto plugin = open_plugin::open(globals, out, *options);
  if (!plugin) return std::move(plugin).error();
  std::unique_ptr<task_runner> runner(
      new task_runner(*std::move(server), *std::move(plugin), &described, io));
  if (auto watching = runner->watch(); !watching) return std::move(watching).error();
  return runner;
}

task_runner::task_runner(std::unique_ptr<sandbox_server> server, std::unique_ptr<open_plugin> plugin,
                         host::catalogue* described, boost::asio::io_context& io)
    : plugin_(std::move(plugin)), server_(std::move(server)), pump_(plugin_->instance()), events_(io) {
  if (!server_) return;
  mock_ = std::make_unique<mock_api>(*described);
  server_->start([this](const sandbox_request& request) { return mock_->answer(request); });
}

result<void> task_runner::watch() {
  const auto fd = plugin_->instance().event_fd();
  if (!fd) return from_failure(fd.error());
  // The descriptor is the plugin's, and Asio closes what it watches.
  const int own = fcntl(*fd, F_DUPFD_CLOEXEC, 0);
  boost::system::error_code error(errno, boost::system::system_category());
  if (own >= 0) events_.assign(own, error);
  if (own < 0 || error) return make_problem("internal", "No descriptor is left: " + error.message() + ".");
  boost::asio::post(events_.get_executor(), [this] { wait_for_events(); });
  return {};
}

void task_runner::wait_for_events() {
  events_.async_wait(boost::asio::posix::descriptor_base::wait_read,
                     [this](const boost::system::error_code& error) {
                       if (error) return;
                       if (pump_.poll(std::chrono::milliseconds(0))) wait_for_events();
                     });
}

void task_runner::expect(const std::string& endpoint) {
  if (endpoint.empty()) return;
  catalogue().open_files();
  if (mock_) mock_->expect(endpoint);
}

result<std::uint64_t> task_runner::submit(const sdk::submission& s,
                                          sdk::event_pump::completed_handler on_completed,
                                          sdk::event_pump::progress_handler on_progress) {
  auto task = pump_.submit(s, std::move(on_completed), std::move(on_progress));
  if (!task) return from_failure(task.error());
  return *task;
}

result<std::string> task_runner::run(const sdk::submission& s) {
  const auto answer = std::make_shared<std::promise<std::string>>();
  auto completed = answer->get_future();
  const auto task = submit(s, [answer](const sdk::document& d) { answer->set_value(std::string(d.json())); });
  if (!task) return task.error();
  if (completed.wait_for(patience_with_task) == std::future_status::ready) return completed.get();
  cancel(*task);
  return make_problem("internal", "The request was not made in time.");
}

void task_runner::cancel(std::uint64_t task) {
  plugin_->instance().cancel(task);
}

} // namespace http_task::host
