// The same requests in different ways, each `in_flight` at a time until all are done. A failure is thrown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

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

inline void require(bool good, const std::string& what) {
  if (!good) throw std::runtime_error(what);
}

} // namespace http_task::bench
