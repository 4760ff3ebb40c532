// Evaluates what a JSONPath query was parsed to (RFC 9535, sections 2.1.2 to 2.6), within limits.
//
// Depth first: each selected node goes through the segments that are left before the next one is looked for,
// which gives the order of the specification without lists in between.
#pragma once

#include "base/problem.hpp"
#include "json/path_query.hpp"
#include "json/path_syntax.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace http_task::json::path {

// Counts what an evaluation does. Once a limit is reached everything ends.
class work_meter {
public:
  explicit work_meter(const path_limits& limits) noexcept : limits_(limits) {}

  void charge(std::size_t work) {
    used_ += work;
    if (used_ > limits_.work && !failure_) fail("The JSONPath takes more work than is allowed here.");
  }
  // Of a value `depth` levels deep.
  void check_depth(std::size_t depth) {
    if (depth > limits_.depth && !failure_)
      fail("The value is nested deeper than the " + std::to_string(limits_.depth) +
           " levels that a JSONPath reads.");
  }
  // One level of recursion more; the caller leaves it. Filters within filters begin at the root anew, so that
  // the depth of the value alone is no bound.
  [[nodiscard]] bool enter() {
    if (++levels_ > most_levels) fail("The JSONPath and the value are nested too deep together.");
    return !failed();
  }
  void leave() noexcept { --levels_; }

  void fail(std::string what) {
    if (!failure_) failure_ = make_problem("input.limit", std::move(what));
  }
  [[nodiscard]] std::size_t used() const noexcept { return used_; }
  [[nodiscard]] bool failed() const noexcept { return failure_.has_value(); }
  [[nodiscard]] problem take_failure() { return *std::move(failure_); }

private:
  static constexpr std::size_t most_levels = 1000;

  const path_limits& limits_;
  std::size_t levels_ = 0;
  std::size_t used_ = 0;
  std::optional<problem> failure_;
};

// A node and how it was reached; lives as long as the walk is below it.
struct place {
  const value* at;
  const place* parent = nullptr;
  std::string_view name{};
  std::size_t index = 0;
  bool is_member = false;
  std::size_t depth = 0;
};

[[nodiscard]] std::string normalized_path(const place& p);

class evaluator {
public:
  // Both are borrowed.
  evaluator(const value& root, work_meter& meter) noexcept : root_(root), meter_(meter) {}

  // Takes the nodes one by one; false ends the walk.
  class visitor {
  public:
    virtual bool visit(const place& p) = 0;

  protected:
    ~visitor() = default;
  };

  void select(const query& q, const value& current, visitor& found);
  [[nodiscard]] bool holds(const logical& condition, const value& current);

private:
  // path_evaluation.cpp. Each is false when the walk has ended.
  bool walk(std::span<const segment> left, const place& from, visitor& found);
  bool descend(std::span<const segment> left, const place& from, visitor& found);
  bool apply(const selector& s, std::span<const segment> then, const place& from, visitor& found);
  bool apply_filter(const filter_selector& s, std::span<const segment> then, const place& from,
                    visitor& found);
  bool step(std::span<const segment> then, const place& to, visitor& found);

  // path_filter.cpp
  // nullptr is Nothing. What a function computes stands in `computed`.
  const value* value_of(const operand& o, const value& current, value& computed);
  const value* call_for_value(const function_call& call, const value& current, value& computed);
  bool call_for_logical(const function_call& call, const value& current);
  bool selects_any(const query& q, const value& current);
  bool compare(const comparison& c, const value& current);
  const i_regexp* pattern_of(const function_call& call, const value& text);

  const value& root_;
  work_meter& meter_;
  // The last regular expression that came from the data.
  std::optional<std::string> pattern_text_;
  std::optional<i_regexp> pattern_;
};

} // namespace http_task::json::path
