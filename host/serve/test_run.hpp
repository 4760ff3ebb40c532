// A test request of the editor: what is known of it while it runs, and what came of it.
#pragma once

#include "serve/kept_body.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace http_task::host {

// Immutable once it is made.
struct test_outcome {
  std::string summary;                     // structured response; a large body is {"omitted": true}
  std::shared_ptr<const std::string> full; // the whole one; null where it is too large for expressions
  std::shared_ptr<const kept_body> body;   // the decoded bytes; null when there was no answer
  std::chrono::system_clock::time_point ended;
  bool answered = false; // the other side answered at all
};

// The members may be called from any thread, but for those of listeners: they belong to the server's thread.
class test_run {
public:
  using clock = std::chrono::steady_clock;

  test_run(std::string id, bool sandbox) : id_(std::move(id)), sandbox_(sandbox) {}

  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] bool sandbox() const noexcept { return sandbox_; }

  void set_task(std::uint64_t task);
  [[nodiscard]] std::uint64_t task() const; // the executor's id
  void set_progress(std::string json);
  void set_outcome(std::shared_ptr<const test_outcome> outcome);
  // Who asks shows that somebody still waits.
  void note_interest();

  struct view {
    std::string progress; // the last one as JSON; "" when there was none
    std::uint64_t changes = 0;
    std::shared_ptr<const test_outcome> outcome; // null while it runs
  };
  [[nodiscard]] view look() const;

  // Each is cancelled, which ends its wait, when something changed.
  void add_listener(boost::asio::steady_timer& timer);
  void remove_listener(boost::asio::steady_timer& timer);
  void wake_listeners();
  // Runs, and nobody listened or asked for that long.
  [[nodiscard]] bool is_abandoned(clock::time_point now, clock::duration patience) const;

private:
  const std::string id_;
  const bool sandbox_;
  std::vector<boost::asio::steady_timer*> listeners_;

  mutable std::mutex mutex_; // guards what follows
  std::uint64_t task_ = 0;
  view now_;
  clock::time_point last_interest_ = clock::now();
};

} // namespace http_task::host
