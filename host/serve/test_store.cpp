#include "serve/test_store.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

bool runs(const std::shared_ptr<test_run>& test) {
  return test->look().outcome == nullptr;
}

} // namespace

result<std::shared_ptr<test_run>> test_store::add(bool sandbox) {
  const std::scoped_lock lock(mutex_);
  if (static_cast<std::size_t>(std::ranges::count_if(tests_, runs)) >= most_running)
    return make_problem("test.limit", "As many tests are running as may.", "Cancel one, or wait for one.");
  if (tests_.size() >= most_kept) tests_.erase(std::ranges::find_if_not(tests_, runs));
  tests_.push_back(std::make_shared<test_run>(std::to_string(++last_id_), sandbox));
  return tests_.back();
}

void test_store::remove(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(tests_, [&](const auto& test) { return test->id() == id; });
}

result<std::shared_ptr<test_run>> test_store::find(std::string_view id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find(tests_, id, [](const auto& test) { return test->id(); });
  if (found != tests_.end()) return *found;
  return make_problem("test.not_found", "There is no test of that id.",
                      "Only the last tests are kept; run it again.");
}

std::vector<std::shared_ptr<test_run>> test_store::running() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::shared_ptr<test_run>> all;
  std::ranges::copy_if(tests_, std::back_inserter(all), runs);
  return all;
}

void test_store::remember(const std::string& path, const std::string& ref,
                          std::shared_ptr<const test_outcome> outcome) {
  const std::scoped_lock lock(mutex_);
  const auto known = std::ranges::find(definitions_, path, &definition::path);
  if (known == definitions_.end()) {
    if (definitions_.size() >= most_definitions) definitions_.erase(definitions_.begin());
    definitions_.push_back({path, {}});
  } else {
    std::rotate(known, std::next(known), definitions_.end());
  }
  definitions_.back().last[ref] = std::move(outcome);
}

test_store::answers test_store::last_answers(const std::string& path) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find(definitions_, path, &definition::path);
  return found != definitions_.end() ? found->last : answers();
}

void test_store::was_saved(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  const auto unsaved = std::ranges::find(definitions_, "", &definition::path);
  const bool known = std::ranges::find(definitions_, path, &definition::path) != definitions_.end();
  if (unsaved != definitions_.end() && !known) unsaved->path = path;
}

} // namespace http_task::host
