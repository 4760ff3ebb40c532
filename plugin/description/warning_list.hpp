// What a reader had to leave out, each place once, at most so many.
#pragma once

#include "base/problem.hpp"
#include "description/trail.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace http_task::description {

class warning_list {
public:
  explicit warning_list(std::size_t most) : most_(most) {}

  void add(std::string pointer, std::string detail) {
    // A component that many operations use is read many times, and reported once.
    if (full() || !seen_.insert(pointer + '\n' + detail).second) return;
    findings_.push_back({std::move(pointer), std::move(detail), {}, {}});
    if (full())
      findings_.back() = {
          "", "More was left out; only the first " + std::to_string(most_ - 1) + " are listed.", {}, {}};
  }
  void add(const trail& at, std::string detail) {
    if (!full()) add(at.pointer(), std::move(detail));
  }

  [[nodiscard]] std::vector<finding> take() && { return std::move(findings_); }

private:
  [[nodiscard]] bool full() const { return findings_.size() >= most_; }

  std::size_t most_;
  std::vector<finding> findings_;
  std::set<std::string> seen_;
};

} // namespace http_task::description
