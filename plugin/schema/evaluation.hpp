// Runs a program over one instance and says yes or no. One evaluation is one check: it counts its steps.
#pragma once

#include "schema/marks.hpp"
#include "schema/program.hpp"
#include "schema/validator.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <string_view>

namespace http_task::schema {

// The resources that were entered on the way to a subschema, the innermost first.
struct scope {
  const scope* outer;
  index resource;
};

class evaluation {
public:
  evaluation(const program& p, exemption accept_any)
      : program_(p), exempt_(accept_any), steps_left_(p.steps) {}

  // `seen` collects what was evaluated, if something asks for it; in vain where the result is false.
  [[nodiscard]] bool apply(index node, const json::value& v, const scope* outer, marks* seen = nullptr);

  // One keyword of a node; `here` is the scope with the node's own resource.
  [[nodiscard]] bool test(const instruction& i, const json::value& v, const scope& here, marks* seen);

  // The node that a dynamic reference leads to from here.
  [[nodiscard]] index dynamic_target(const dynamic_table& t, const scope& here) const noexcept;

  // The result is worthless then.
  [[nodiscard]] bool gave_up() const noexcept { return too_deep_ || out_of_steps(); }
  [[nodiscard]] bool out_of_steps() const noexcept { return steps_left_ == 0; }

  [[nodiscard]] bool is_exempt(const json::value& v) const { return exempt_ && exempt_(v); }
  [[nodiscard]] const program& code() const noexcept { return program_; }

  // Subschemas applied one within another, over all levels of the instance; each takes a part of the stack.
  static constexpr std::size_t deepest = 1024;

private:
  const program& program_;
  exemption exempt_;
  std::size_t steps_left_;
  std::size_t depth_ = 0;
  std::size_t exempted_ = 0; // how often the exemption decided
  bool too_deep_ = false;

  [[nodiscard]] bool apply_collecting(const node& n, const json::value& v, const scope& here, marks* seen);
  [[nodiscard]] bool run(const node& n, const json::value& v, const scope& here, marks* seen);
  void spend(std::size_t steps) noexcept { steps_left_ -= steps < steps_left_ ? steps : steps_left_; }

  [[nodiscard]] bool matches(const pattern& p, std::string_view text);
  [[nodiscard]] bool test_members(const member_table& t, const json::object& o, const scope& here,
                                  marks* seen);
  [[nodiscard]] bool test_elements(const element_table& t, const json::array& a, const scope& here,
                                   marks* seen);
  [[nodiscard]] bool test_contains(const contains_table& t, const json::array& a, const scope& here,
                                   marks* seen);
  [[nodiscard]] bool test_dependency(const dependency& d, const json::value& v, const scope& here,
                                     marks* seen);
  [[nodiscard]] bool test_any(const instruction& i, const json::value& v, const scope& here, marks* seen);
  [[nodiscard]] bool test_one(const instruction& i, const json::value& v, const scope& here, marks* seen);
  [[nodiscard]] bool test_not(index n, const json::value& v, const scope& here);
  [[nodiscard]] bool test_condition(const condition& c, const json::value& v, const scope& here, marks* seen);
  [[nodiscard]] bool test_names(index n, const json::object& o, const scope& here);
  [[nodiscard]] bool test_rest_of_items(index n, const json::array& a, const scope& here, marks* seen);
  [[nodiscard]] bool test_rest_of_members(index n, const json::object& o, const scope& here, marks* seen);
};

// How many Unicode code points a string has.
[[nodiscard]] std::size_t length_of(std::string_view utf8) noexcept;

// The member's node, or `none`.
[[nodiscard]] index find_property(const member_table& t, std::string_view name) noexcept;

[[nodiscard]] bool is_listed(const enumeration& e, const json::value& v) noexcept;

} // namespace http_task::schema
