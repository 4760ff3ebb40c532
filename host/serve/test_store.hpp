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
  static constexpr std::size_t most_definitions = 16;

  // Fails with "test.limit" when too many run.
  [[nodiscard]] result<std::shared_ptr<test_run>> add(bool sandbox);
  void remove(const std::string& id);
  // Fails with "test.not_found".
  [[nodiscard]] result<std::shared_ptr<test_run>> find(std::string_view id) const;
  [[nodiscard]] std::vector<std::shared_ptr<test_run>> running() const;

  using answers = std::map<std::string, std::shared_ptr<const test_outcome>, std::less<>>; // by reference

  // The last answer of each step of a definition; outlives the test itself. A definition that was never saved
  // has the path "". Of many definitions only those that were tested last are remembered.
  void remember(const std::string& path, const std::string& ref, std::shared_ptr<const test_outcome> outcome);
  [[nodiscard]] answers last_answers(const std::string& path) const;
  // The definition that was never saved has that path now.
  void was_saved(const std::string& path);

private:
  mutable std::mutex mutex_; // guards what follows
  std::uint64_t last_id_ = 0;
  std::deque<std::shared_ptr<test_run>> tests_; // oldest first
  struct definition {
    std::string path;
    answers last;
  };
  std::vector<definition> definitions_; // tested last: at the end
};

} // namespace http_task::host
