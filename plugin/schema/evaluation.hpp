// Runs a program over one instance and says yes or no. One evaluation is one check: it counts its steps.
#pragma once

#include "schema/glance.hpp"
#include "schema/marks.hpp"
#include "schema/program.hpp"
#include "schema/validator.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
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
      : program_(p), runs_(p.runs.data()), exempt_(accept_any), steps_left_(p.steps) {}

  // The whole check of an instance.
  [[nodiscard]] static bool check(const program& p, const json::value& v, exemption accept_any);
  // The same, of an object, from the first member on that a glance at its root_members did not settle.
  [[nodiscard]] static bool check_members(const program& p, member_position member, member_position end,
                                          const text_table::entry* e);

  // `seen` collects what was evaluated, if something asks for it; in vain where the result is false.
  [[nodiscard]] bool apply(index node, const json::value& v, const scope* outer, marks* seen = nullptr);

  // One keyword of a node; `here` is the scope with the node's own resource.
  [[nodiscard]] bool test(const instruction& i, const json::value& v, const scope& here, marks* seen);

  // The node that a dynamic reference leads to from here.
  [[nodiscard]] index dynamic_target(const dynamic_table& t, const scope& here) const noexcept;

  // Work that counts as so many steps.
  void spend(std::size_t steps) noexcept { steps_left_ -= steps < steps_left_ ? steps : steps_left_; }

  // The result is worthless then.
  [[nodiscard]] bool gave_up() const noexcept { return too_deep_ || out_of_steps(); }
  [[nodiscard]] bool out_of_steps() const noexcept { return steps_left_ == 0; }

  [[nodiscard]] bool is_exempt(const json::value& v) const { return exempt_ && exempt_(v); }
  [[nodiscard]] const program& code() const noexcept { return program_; }

  // Subschemas applied one within another, over all levels of the instance; each takes a part of the stack.
  static constexpr std::size_t deepest = 1024;

private:
  const program& program_;
  const runs_by_kind* runs_;
  exemption exempt_;
  const scope* here_ = nullptr; // with the resource of the node at hand, where scopes count
  std::size_t steps_left_;
  std::uint32_t depth_ = 0;
  std::uint32_t exempted_ = 0; // how often the exemption decided
  bool too_deep_ = false;

  // apply() in line: most nodes are decided by the kind of the value.
  [[nodiscard]] bool applies(index n, const json::value& v, marks* seen = nullptr) {
    if (exempt_ && exempt_(v)) [[unlikely]] {
      ++exempted_;
      return true;
    }
    return satisfies(n, v, seen);
  }
  [[nodiscard]] bool satisfies(index n, const json::value& v, marks* seen) {
    const schema::run r = runs_[n][static_cast<std::size_t>(v.kind())];
    if (r.is(schema::run::form::texts)) return is_among(r.operand, v);
    if (r.is(schema::run::form::leaf)) return run_leaf(r, v);
    if (r.how <= static_cast<index>(schema::run::form::accepting)) return r.accepts();
    if (!exempt_ && !seen) {
      if (r.is(schema::run::form::members))
        return test_known_members(program_.member_tables[r.operand], v.get_object());
      if (r.is(schema::run::form::items))
        return test_plain_items(program_.element_tables[r.operand], v.get_array());
    }
    return enter(n, r, v, seen);
  }
  [[nodiscard]] bool enter(index n, schema::run r, const json::value& v, marks* seen);
  [[nodiscard]] bool run_code(index first, index last, const json::value& v, marks* seen);
  [[nodiscard]] bool run_leaf(schema::run r, const json::value& v);
  [[nodiscard]] bool is_among(index enumeration, const json::value& text) const noexcept {
    return program_.enumerations[enumeration].texts.contains(json::view(text.get_string()));
  }
  // The value is of a kind that the instruction concerns.
  [[nodiscard]] bool step(const instruction& i, const json::value& v, marks* seen);
  [[nodiscard]] bool matches(const pattern& p, std::string_view text);
  [[nodiscard]] bool has_required(const instruction& i, const json::object& o) const;
  [[nodiscard]] bool test_members(const instruction& i, const json::object& o, marks* seen);
  [[nodiscard]] bool test_all_members(const member_table& t, bool with_required, const json::object& o,
                                      marks* seen);
  // With what is required; where no other members count, nor what was evaluated, nor exemptions.
  [[nodiscard]] bool test_known_members(const member_table& t, const json::object& o);
  [[nodiscard]] bool test_remaining_members(const member_table& t, member_position member,
                                            member_position end, const text_table::entry* e);
  // Where all items are alike, and neither marks nor exemptions count.
  [[nodiscard]] bool test_plain_items(const element_table& t, const json::array& a);
  // The steps that going through so many members or items counts as, beside what is applied to them.
  [[nodiscard]] static std::size_t cost_of(std::size_t size) noexcept { return 1 + size / 16; }
  [[nodiscard]] bool pay(std::size_t steps) noexcept {
    const bool is_enough = steps < steps_left_;
    steps_left_ = is_enough ? steps_left_ - steps : 0;
    return is_enough;
  }
  // Fails where the limits are reached.
  [[nodiscard]] bool descend() noexcept {
    if (steps_left_ == 0 || depth_ == deepest) {
      too_deep_ = too_deep_ || steps_left_ != 0;
      return false;
    }
    --steps_left_;
    ++depth_;
    return true;
  }
  [[nodiscard]] bool test_elements(const element_table& t, const json::array& a, marks* seen);
  [[nodiscard]] bool test_contains(const contains_table& t, const json::array& a, marks* seen);
  [[nodiscard]] bool test_dependency(const dependency& d, const json::value& v, marks* seen);
  [[nodiscard]] bool test_any(const instruction& i, const json::value& v, marks* seen);
  [[nodiscard]] bool test_one(const instruction& i, const json::value& v, marks* seen);
  [[nodiscard]] bool test_not(index n, const json::value& v);
  [[nodiscard]] bool test_condition(const condition& c, const json::value& v, marks* seen);
  [[nodiscard]] bool test_names(index n, const json::object& o);
  [[nodiscard]] bool collect(const instruction& i, const json::value& v, marks* seen);
  [[nodiscard]] bool test_rest_of_items(index n, const json::array& a, marks* seen);
  [[nodiscard]] bool test_rest_of_members(index n, const json::object& o, marks* seen);
};

// Whether a keyword says something about values of this kind.
[[nodiscard]] bool concerns(op code, json::kind k) noexcept;

// How many Unicode code points a string has.
[[nodiscard]] std::size_t length_of(std::string_view utf8) noexcept;

// The member's node, or `none`.
[[nodiscard]] index find_property(const member_table& t, std::string_view name) noexcept;

[[nodiscard]] bool is_listed(const enumeration& e, const json::value& v) noexcept;

} // namespace http_task::schema
