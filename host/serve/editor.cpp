#include "serve/editor.hpp"

#include "serve/calls.hpp"

#include <chrono>
#include <exception>

namespace http_task::host {
namespace {

constexpr std::chrono::seconds patience_with_nobody{60};

} // namespace

json::object secret_store::values() const {
  const std::scoped_lock lock(mutex_);
  return values_;
}

std::vector<std::string> secret_store::names() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::string> names;
  for (const auto& member : values_)
    names.emplace_back(view(member.key()));
  return names;
}

result<void> secret_store::set(const std::string& name, std::string_view value) {
  constexpr const char* characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  constexpr std::size_t longest_name = 128;
  if (name.empty() || name.size() > longest_name || name.find_first_not_of(characters) != std::string::npos)
    return make_problem("input.invalid", "The name of a secret has letters, digits, _ and -, 128 at most.");
  const std::scoped_lock lock(mutex_);
  values_[name] = value;
  return {};
}

void secret_store::remove(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  values_.erase(name);
}

result<std::unique_ptr<editor>> editor::open(editor_start start, const console& out,
                                             boost::asio::io_context& io, boost::asio::thread_pool& calls) {
  auto real = task_runner::open(start.globals, out, io);
  if (!real) return std::move(real).error();
  return std::unique_ptr<editor>(new editor(std::move(start), out, io, calls, *std::move(real)));
}

editor::editor(editor_start start, const console& out, boost::asio::io_context& io,
               boost::asio::thread_pool& calls, std::unique_ptr<task_runner> real)
    : start_(std::move(start)), out_(out), io_(io), calls_(calls), secrets_(start_.secrets),
      workflows_(start_.folder), real_(std::move(real)) {}

api_answer editor::answer(const api_request& request) {
  try {
    return answer_call(*this, request);
  } catch (const std::exception& e) {
    return problem_answer(make_problem("internal", std::string("The call failed: ") + e.what()));
  }
}

result<task_runner*> editor::sandbox() {
  const std::scoped_lock lock(sandbox_mutex_);
  if (!sandbox_) {
    auto opened = task_runner::open_sandbox(start_.globals, out_, io_, endpoints());
    if (!opened) return std::move(opened).error();
    sandbox_ = *std::move(opened);
  }
  return sandbox_.get();
}

void editor::cancel(const test_run& test) {
  if (!test.sandbox()) return real_->cancel(test.task());
  const std::scoped_lock lock(sandbox_mutex_);
  if (sandbox_) sandbox_->cancel(test.task());
}

void editor::cancel_abandoned() {
  const auto now = test_run::clock::now();
  for (const auto& test : tests_.running()) {
    if (test->is_abandoned(now, patience_with_nobody)) cancel(*test);
  }
}

void editor::cancel_all() {
  for (const auto& test : tests_.running())
    cancel(*test);
}

} // namespace http_task::host
