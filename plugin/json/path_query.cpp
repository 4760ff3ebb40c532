#include "json/path_query.hpp"

#include "json/path_evaluation.hpp"
#include "json/path_parser.hpp"
#include "json/path_syntax.hpp"

#include <algorithm>
#include <utility>

namespace http_task::json {
namespace {

// Lists what is selected, each node as `describe` has it.
template<class Item, class Describe>
class collector final : public path::evaluator::visitor {
public:
  collector(std::size_t most, path::work_meter& meter, Describe describe)
      : most_(most), meter_(meter), describe_(describe) {}

  bool visit(const path::place& p) override {
    if (items.size() == most_) {
      meter_.fail("The JSONPath selects more than the " + std::to_string(most_) +
                  " nodes that are allowed here.");
      return false;
    }
    items.push_back(describe_(p));
    return true;
  }

  std::vector<Item> items;

private:
  std::size_t most_;
  path::work_meter& meter_;
  Describe describe_;
};

template<class Item, class Describe>
result<std::vector<Item>> collect(const path::query& q, const value& root, const path_limits& limits,
                                  Describe describe, std::size_t* work_used = nullptr) {
  path::work_meter meter(limits);
  collector<Item, Describe> found(limits.results, meter, describe);
  path::evaluator(root, meter).select(q, root, found);
  if (work_used) *work_used += meter.used();
  if (meter.failed()) return meter.take_failure();
  return std::move(found.items);
}

std::vector<path_step> leading_steps(const path::query& q) {
  std::vector<path_step> steps;
  for (const path::segment& s : q.segments) {
    if (!path::is_singular(s)) break;
    if (const auto* name = std::get_if<std::string>(&s.selectors.front()))
      steps.emplace_back(*name);
    else
      steps.emplace_back(std::get<path::index_selector>(s.selectors.front()).index);
  }
  return steps;
}

} // namespace

struct path_query::compiled {
  path::query query;
  std::vector<path_step> steps;
  std::vector<std::string> warnings;
};

result<path_query> path_query::compile(std::string_view text, path_notation notation) {
  path::parser parser(text, notation);
  result<path::query> q = parser.parse_query();
  if (!q) return std::move(q).error();
  std::vector<path_step> steps = leading_steps(*q);
  path_query made;
  made.compiled_ =
      std::make_shared<const compiled>(compiled{*std::move(q), std::move(steps), parser.take_warnings()});
  return made;
}

bool path_query::is_singular() const noexcept {
  return compiled_->steps.size() == compiled_->query.segments.size();
}

const std::vector<path_step>& path_query::steps() const noexcept {
  return compiled_->steps;
}

const std::vector<std::string>& path_query::warnings() const noexcept {
  return compiled_->warnings;
}

result<std::vector<const value*>> path_query::values(const value& root, const path_limits& limits,
                                                     std::size_t* work_used) const {
  return collect<const value*>(
      compiled_->query, root, limits, [](const path::place& p) { return p.at; }, work_used);
}

result<std::vector<path_node>> path_query::nodes(const value& root, const path_limits& limits) const {
  return collect<path_node>(compiled_->query, root, limits, [](const path::place& p) {
    return path_node{p.at, path::normalized_path(p)};
  });
}

struct path_condition::compiled {
  path::logical condition;
  std::vector<std::string> warnings;
};

result<path_condition> path_condition::compile(std::string_view text) {
  path::parser parser(text, path_notation::standard);
  result<path::logical> condition = parser.parse_condition();
  if (!condition) return std::move(condition).error();
  path_condition made;
  made.compiled_ = std::make_shared<const compiled>(compiled{*std::move(condition), parser.take_warnings()});
  return made;
}

const std::vector<std::string>& path_condition::warnings() const noexcept {
  return compiled_->warnings;
}

result<bool> path_condition::holds(const value& root, const path_limits& limits) const {
  path::work_meter meter(limits);
  const bool held = path::evaluator(root, meter).holds(compiled_->condition, root);
  if (meter.failed()) return meter.take_failure();
  return held;
}

} // namespace http_task::json
