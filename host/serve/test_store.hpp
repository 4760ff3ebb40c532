// The tests of this start of the editor's server.
#pragma once

#include "serve/test_run.hpp"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// Every member may be called from any thread.
class test_store {
public:
  static constexpr std::size_t most_running = 16;
  static constexpr std::size_t most_kept = 24; // the oldest that has ended is dropped first

  // Fails with "test.limit" when too many run.
  [[nodiscard]] result<std::shared_ptr<test_run>> add(std::string ref, bool sandbox);
  void remove(const std::string& id);
  // Fails with "test.not_found".
  [[nodiscard]] result<std::shared_ptr<test_run>> find(std::string_view id) const;
  [[nodiscard]] std::vector<std::shared_ptr<test_run>> running() const;

  // The last answer of each step, by its reference; outlives the test itself.
  void remember(const std::string& ref, std::shared_ptr<const test_outcome> outcome);
  [[nodiscard]] std::map<std::string, std::shared_ptr<const test_outcome>, std::less<>> last_answers() const;
  // Another definition is open: its steps may have the same names.
  void forget_answers();

private:
  mutable std::mutex mutex_; // guards what follows
  std::uint64_t last_id_ = 0;
  std::deque<std::shared_ptr<test_run>> tests_; // oldest first
  std::map<std::string, std::shared_ptr<const test_outcome>, std::less<>> last_answers_;
};

} // namespace http_task::host
