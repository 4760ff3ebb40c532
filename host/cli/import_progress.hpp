// How far an import is: one line that changes on a terminal, a plain line every few seconds elsewhere.
#pragma once

#include "cli/console.hpp"

#include <chrono>
#include <cstddef>
#include <string_view>

namespace http_task::host {

class import_progress {
public:
  import_progress(const console& out, std::size_t total) noexcept;
  ~import_progress(); // clears the line
  import_progress(const import_progress&) = delete;
  import_progress& operator=(const import_progress&) = delete;

  void at(std::size_t done, std::string_view source);
  // What comes when all are read.
  void last_step(std::string_view what) const;

private:
  using clock = std::chrono::steady_clock;

  const console& out_;
  std::size_t total_;
  clock::time_point start_;
  clock::time_point shown_;
};

} // namespace http_task::host
