// Walks the part of a program that an instance does not satisfy, and writes down why.
//
// It asks the evaluation of each keyword and descends only where the answer is no; what the keywords mean
// stands there alone. One explainer explains one instance.
#pragma once

#include "schema/evaluation.hpp"
#include "schema/message.hpp"
#include "schema/program.hpp"
#include "schema/violation.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::schema {

// The way from the root of the instance to a value; lives on the stack of the walk.
struct trail {
  const trail* outer;
  std::string_view name; // of a member
  std::size_t position;  // in the array or object
  bool is_item;
};

struct reason {
  std::vector<std::size_t> order; // the positions from the root: sorts by document order
  violation what;
  std::uint32_t types = 0;                 // what would have been right, where that is a type
  std::vector<const json::value*> allowed; // or one of some values
};

class explainer {
public:
  explainer(const program& p, std::size_t most, exemption accept_any)
      : program_(p), evaluation_(p, accept_any), most_(most) {}

  void explain_node(index n, const json::value& v, const trail* at, const scope* outer);

  [[nodiscard]] std::vector<reason> take() { return std::exchange(reasons_, {}); }
  [[nodiscard]] const evaluation& evaluator() const noexcept { return evaluation_; }

private:
  // What all functions about one keyword of one value need.
  struct context {
    const node& owner;
    index number; // of the instruction
    const json::value& value;
    const trail* at;
    const scope& here;

    [[nodiscard]] const instruction& code(const program& p) const { return p.instructions[number]; }
  };

  void explain_keyword(const context& c, const marks& seen, bool failed_before);
  void explain_leaf(const context& c);
  void explain_required(const context& c);
  void explain_dependency(const context& c);
  void explain_members(const context& c);
  void explain_names(const context& c);
  void explain_elements(const context& c);
  void explain_contains(const context& c);
  void explain_any(const context& c);
  void explain_one(const context& c);
  void explain_condition(const context& c);
  void explain_rest_of_items(const context& c, const marks& seen);
  void explain_rest_of_members(const context& c, const marks& seen, bool failed_before);
  void explain_unknown(index n, const trail& at, const context& c,
                       const std::vector<std::string_view>& known);

  void explain_child(index n, const json::value& v, const trail* at, const context& c);
  [[nodiscard]] bool full() const noexcept { return reasons_.size() >= most_ || evaluation_.gave_up(); }
  [[nodiscard]] std::string_view keyword_of(const context& c) const { return program_.keywords[c.number]; }
  reason& add(const trail* at, std::string schema_pointer, std::string_view keyword, message m);
  reason& add(const context& c, message m);

  const program& program_;
  evaluation evaluation_;
  std::size_t most_;
  std::size_t depth_ = 0;
  std::vector<reason> reasons_;
};

} // namespace http_task::schema
