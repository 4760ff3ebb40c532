#include "serve/test_store.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

bool runs(const std::shared_ptr<test_run>& test) {
  return test->look().outcome == nullptr;
}

} // namespace

result<std::shared_ptr<test_run>> test_store::add(std::string ref, bool sandbox) {
  const std::scoped_lock lock(mutex_);
  if (static_cast<std::size_t>(std::ranges::count_if(tests_, runs)) >= most_running)
    return make_problem("test.limit", "As many tests are running as may.", "Cancel one, or wait for one.");
  if (tests_.size() >= most_kept) tests_.erase(std::ranges::find_if_not(tests_, runs));
  tests_.push_back(std::make_shared<test_run>(std::to_string(++last_id_), std::move(ref), sandbox));
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

void test_store::remember(const std::string& ref, std::shared_ptr<const test_outcome> outcome) {
  const std::scoped_lock lock(mutex_);
  last_answers_[ref] = std::move(outcome);
}

std::map<std::string, std::shared_ptr<const test_outcome>, std::less<>> test_store::last_answers() const {
  const std::scoped_lock lock(mutex_);
  return last_answers_;
}

void test_store::forget_answers() {
  const std::scoped_lock lock(mutex_);
  last_answers_.clear();
}

} // namespace http_task::host
