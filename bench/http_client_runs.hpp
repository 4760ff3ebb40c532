// The same requests in different ways, each `in_flight` at a time until all are done. A failure is thrown.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

namespace http_task::bench {

struct work {
  std::string url;
  std::size_t requests = 0;
  std::size_t in_flight = 0;
  std::string ca_file; // "": the system's
};

// The bytes of all bodies. What is made ready beforehand is not part of the run.
using run = std::function<std::uint64_t()>;

run client_run(const work& w); // the client module, bodies as bytes
run task_run(const work& w);   // whole tasks through the C ABI, events by callback
run queue_run(const work& w);  // the same, events by the queue and its descriptor
run curl_run(const work& w);   // libcurl's multi interface
run floor_run(const work& w);  // epoll, and nothing done with the bytes but to count them; plain http only

// Keeps `in_flight` requests going until all are done: `start` begins one, or says that it cannot;
// it is called with the lock held, on any thread.
class pace {
public:
  explicit pace(const work& w) : work_(w) {}

  std::uint64_t run(const std::function<bool()>& start) {
    std::unique_lock lock(mutex_);
    start_ = start;
    for (std::size_t i = 0; i < work_.in_flight && started_ < work_.requests; ++i)
      begin();
    const bool done =
        done_.wait_for(lock, std::chrono::seconds(300), [&] { return finished_ == work_.requests; });
    if (!done) failure_ = "The requests hang.";
    if (!failure_.empty()) throw std::runtime_error(failure_);
    return bytes_;
  }

  // One is done; `failure` is "" for a good one. Any thread.
  void end(std::size_t bytes, std::string failure) {
    const std::lock_guard lock(mutex_);
    if (!failure.empty()) failure_ = std::move(failure);
    bytes_ += bytes;
    if (started_ < work_.requests) begin();
    if (++finished_ == work_.requests) done_.notify_all();
  }

private:
  void begin() {
    ++started_;
    if (!start_()) failure_ = "A request is refused.";
  }

  const work work_;
  std::mutex mutex_; // guards what follows
  std::condition_variable done_;
  std::function<bool()> start_;
  std::size_t started_ = 0;
  std::size_t finished_ = 0;
  std::uint64_t bytes_ = 0;
  std::string failure_;
};

inline void require(bool good, const std::string& what) {
  if (!good) throw std::runtime_error(what);
}

} // namespace http_task::bench
