// What the editor's HTTP API works on, and the API as a function from request to answer
// (schemas/editor-api.openapi.json).
#pragma once

#include "serve/message.hpp"
#include "serve/task_runner.hpp"
#include "serve/test_store.hpp"
#include "serve/workflow_folder.hpp"

#include <boost/asio/thread_pool.hpp>

#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace http_task::host {

// Values of secrets: given at the start or by the page, in memory only, never handed out.
class secret_store {
public:
  explicit secret_store(json::object given) : values_(std::move(given)) {}

  [[nodiscard]] json::object values() const;
  [[nodiscard]] std::vector<std::string> names() const;
  // Fails with "input.invalid" for a name that ${secrets.NAME} cannot have.
  [[nodiscard]] result<void> set(const std::string& name, std::string_view value);
  void remove(const std::string& name);

private:
  mutable std::mutex mutex_;
  json::object values_;
};

struct editor_start {
  global_options globals;
  std::filesystem::path folder;
  std::string workflow; // path in the folder that pages begin with; "" for none
  json::object secrets;
  json::value input = json::object(); // of the workflow, for ${workflow.input...}
};

class editor {
public:
  // `out` takes warnings; `io` is the server's thread, `calls` are those on which calls are answered. All are
  // borrowed and outlive the editor, but no call is in progress any more when it ends.
  [[nodiscard]] static result<std::unique_ptr<editor>>
  open(editor_start start, const console& out, boost::asio::io_context& io, boost::asio::thread_pool& calls);
  editor(const editor&) = delete;
  editor& operator=(const editor&) = delete;

  // One call of the API. For threads of calls(): a call may take long.
  [[nodiscard]] api_answer answer(const api_request& request);
  [[nodiscard]] boost::asio::thread_pool& calls() noexcept { return calls_; }

  // For the calls.
  [[nodiscard]] const editor_start& start() const noexcept { return start_; }
  [[nodiscard]] catalogue& endpoints() noexcept { return real_->catalogue(); }
  [[nodiscard]] task_runner& real() noexcept { return *real_; }
  // Made when it is first needed.
  [[nodiscard]] result<task_runner*> sandbox();
  [[nodiscard]] test_store& tests() noexcept { return tests_; }
  [[nodiscard]] const workflow_folder& workflows() const noexcept { return workflows_; }
  [[nodiscard]] secret_store& secrets() noexcept { return secrets_; }
  [[nodiscard]] boost::asio::io_context& io() noexcept { return io_; }

  void cancel(const test_run& test);
  // On the server's thread, now and then: cancels tests that nobody waits for any more.
  void cancel_abandoned();
  void cancel_all();

private:
  editor(editor_start start, const console& out, boost::asio::io_context& io, boost::asio::thread_pool& calls,
         std::unique_ptr<task_runner> real);

  editor_start start_;
  const console& out_;
  boost::asio::io_context& io_;
  boost::asio::thread_pool& calls_;
  secret_store secrets_;
  workflow_folder workflows_;
  test_store tests_;
  std::unique_ptr<task_runner> real_;
  std::mutex sandbox_mutex_;
  std::unique_ptr<task_runner> sandbox_;
};

} // namespace http_task::host
