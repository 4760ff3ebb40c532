#include "schema/specialize.hpp"

#include "schema/accepted_values.hpp"
#include "schema/circles.hpp"
#include "schema/evaluation.hpp"
#include "schema/merge_members.hpp"
#include "schema/type.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace http_task::schema {
namespace {

using json::kind;
constexpr auto all_kinds = std::to_array<kind>({kind::null, kind::bool_, kind::int64, kind::uint64,
                                                kind::double_, kind::string, kind::array, kind::object});

constexpr bool is_number(kind k) noexcept {
  return k == kind::int64 || k == kind::uint64 || k == kind::double_;
}
constexpr bool is_structured(kind k) noexcept {
  return k == kind::array || k == kind::object;
}

// Longer runs are called, not put in line.
constexpr std::size_t longest_inline = 4;

constexpr index operand_bits = 0x0FFF'FFFF;
constexpr schema::run rejection{0, 0, static_cast<index>(schema::run::form::rejecting)};

// What decides sooner or costs less comes first; unevaluated* has to be the last.
int rank(const instruction& i) noexcept {
  switch (i.code) {
  case op::members: return 1;
  case op::property_names:
  case op::elements:
  case op::contains:
  case op::unique_items:
  case op::dependency: return 2;
  case op::reference:
  case op::dynamic_reference:
  case op::all_of:
  case op::any_of:
  case op::one_of:
  case op::not_:
  case op::condition:
  case op::collect: return 3;
  case op::unevaluated_items:
  case op::unevaluated_properties: return 4;
  default: return 0;
  }
}

class specializer {
public:
  explicit specializer(program& p) : program_(p), states_(p.nodes.size(), state::fresh) {
    program_.runs.resize(p.nodes.size());
    collects_ = std::ranges::any_of(p.nodes, &node::collects);
  }

  void run() {
    for (index n = 0; n < program_.nodes.size(); ++n)
      make(n);
    program_.code.shrink_to_fit();
    note_accepted_values(program_);
  }

private:
  enum class state : std::uint8_t { fresh, open, done };

  // The node at hand and what it says about values of one kind; nullopt: it rejects them.
  struct draft {
    index owner;
    kind of;
    std::vector<instruction> code = {};
  };

  program& program_;
  std::vector<state> states_;
  bool collects_; // some node asks what was evaluated

  void make(index n) {
    if (states_[n] != state::fresh) return;
    states_[n] = state::open;
    const node at = program_.nodes[n];
    for (index i = at.first; i < at.last; ++i)
      for_each_in_place(program_, program_.instructions[i], [&](index child) { make(child); });
    for (const kind k : all_kinds)
      program_.runs[n][static_cast<std::size_t>(k)] = make_run(n, k);
    states_[n] = state::done;
  }

  schema::run make_run(index n, kind k) {
    draft d{n, k};
    const node at = program_.nodes[n];
    for (index i = at.first; i < at.last; ++i) {
      if (!add(d, program_.instructions[i])) return rejection;
    }
    if (d.code.empty()) return {};
    std::ranges::stable_sort(d.code, {}, rank);
    if (k == kind::object) merge_members(program_, d.code);
    if (d.code.size() == 1 && d.code[0].code == op::reference && is_same_scope(n, d.code[0].a) &&
        states_[d.code[0].a] == state::done)
      return run_of(d.code[0].a, k);
    schema::run made = store(d.code);
    if (rank(d.code.back()) == 4) made = store({{op::collect, made.first, made.last()}});
    return made;
  }

  schema::run store(const std::vector<instruction>& code) {
    const auto first = static_cast<index>(program_.code.size());
    program_.code.insert(program_.code.end(), code.begin(), code.end());
    const bool is_leaf = std::ranges::all_of(code, [](const instruction& i) { return rank(i) == 0; });
    if (code.size() == 1 && code[0].code == op::text_among)
      return make(schema::run::form::texts, first, code[0].a);
    const bool is_static = program_.dynamic_tables.empty();
    if (is_static && code.size() == 1 && code[0].code == op::members &&
        program_.member_tables[code[0].a].is_open())
      return make(schema::run::form::members, first, code[0].a);
    if (is_static && code.size() == 1 && code[0].code == op::elements &&
        program_.element_tables[code[0].a].prefix.empty())
      return make(schema::run::form::items, first, code[0].a);
    return make(is_leaf ? schema::run::form::leaf : schema::run::form::any, first,
                static_cast<index>(program_.code.size()));
  }

  static schema::run make(schema::run::form how, index first, index operand) {
    return {first, operand & operand_bits, static_cast<index>(how) & 0xFU};
  }

  [[nodiscard]] schema::run run_of(index n, kind k) const {
    return program_.runs[n][static_cast<std::size_t>(k)];
  }

  // Whether a dynamic reference sees the same from both.
  [[nodiscard]] bool is_same_scope(index a, index b) const {
    return program_.dynamic_tables.empty() || program_.nodes[a].resource == program_.nodes[b].resource;
  }

  // Each of these answers false if the value is rejected.
  bool add(draft& d, const instruction& i) {
    const kind k = d.of;
    switch (i.code) {
    case op::never: return false;
    case op::type: return add_type(d, i);
    case op::constant: return add_constant(d, i);
    case op::enumeration: return add_enumeration(d, i);
    case op::reference: return add_reference(d, i.a);
    case op::all_of:
      return std::all_of(program_.children.begin() + i.a, program_.children.begin() + i.b,
                         [&](index child) { return add_reference(d, child); });
    case op::any_of:
    case op::one_of: return add_alternatives(d, i);
    case op::not_: return add_not(d, i);
    case op::condition: return add_condition(d, i);
    case op::required: {
      // In the table of members, if there is one.
      const node& at = program_.nodes[d.owner];
      const bool included =
          std::any_of(program_.instructions.begin() + at.first, program_.instructions.begin() + at.last,
                      [&](const instruction& m) { return m.code == op::members; });
      if (k == kind::object && !included) d.code.push_back(i);
      return true;
    }
    case op::members:
      if (k == kind::object) d.code.push_back({i.code, i.a, 1});
      return true;
    case op::format:
      if (is_format_open(k, static_cast<format>(i.a))) d.code.push_back(i);
      return true;
    default:
      if (concerns(i.code, k)) d.code.push_back(i);
      return true;
    }
  }

  static bool is_format_open(kind k, format f) noexcept {
    if (f == format::int64) return k == kind::uint64 || k == kind::double_;
    return f == format::int32 ? is_number(k) : k == kind::string;
  }

  static bool add_type(draft& d, const instruction& i) {
    switch (d.of) {
    case kind::null: return (i.a & type_null) != 0;
    case kind::bool_: return (i.a & type_boolean) != 0;
    case kind::string: return (i.a & type_string) != 0;
    case kind::array: return (i.a & type_array) != 0;
    case kind::object: return (i.a & type_object) != 0;
    case kind::int64:
    case kind::uint64: return (i.a & (type_number | type_integer | type_integer_as_written)) != 0;
    case kind::double_: break;
    }
    if ((i.a & type_number) != 0) return true;
    if ((i.a & (type_integer | type_integer_as_written)) == 0) return false;
    d.code.push_back(i);
    return true;
  }

  bool add_constant(draft& d, const instruction& i) {
    const json::value& wanted = program_.values[i.a];
    if (is_number(d.of) != wanted.is_number()) return false;
    if (!is_number(d.of) && d.of != wanted.kind()) return false;
    if (d.of == kind::null) return true;
    if (d.of == kind::string)
      d.code.push_back({op::text_among, enumeration_of(i.a), none});
    else
      d.code.push_back(i);
    return true;
  }

  index enumeration_of(index value) {
    const json::value& text = program_.values[value];
    program_.enumerations.push_back({{}, text_set({std::string(json::view(text.get_string()))})});
    return static_cast<index>(program_.enumerations.size() - 1);
  }

  bool add_enumeration(draft& d, const instruction& i) {
    const auto& values = program_.enumerations[i.a].values;
    const auto has = [&](auto test) { return std::ranges::any_of(values, test); };
    const auto is_of_kind = [&](const json::value& v) {
      return is_number(d.of) ? v.is_number() : v.kind() == d.of;
    };
    if (!has(is_of_kind)) return false;
    if (d.of == kind::null) return true;
    const auto is = [](bool flag) {
      return [flag](const json::value& v) { return v.is_bool() && v.get_bool() == flag; };
    };
    if (d.of == kind::bool_ && has(is(true)) && has(is(false))) return true;
    d.code.push_back(d.of == kind::string ? instruction{op::text_among, i.a, none} : i);
    return true;
  }

  bool add_reference(draft& d, index child) {
    if (states_[child] != state::done) {
      d.code.push_back({op::reference, child, none});
      return true;
    }
    const schema::run r = run_of(child, d.of);
    if (r.accepts()) return true;
    if (r.rejects()) return false;
    if (!is_same_scope(d.owner, child) || r.last() - r.first > longest_inline) {
      d.code.push_back({op::reference, child, none});
      return true;
    }
    for (index i = r.first; i < r.last(); ++i)
      d.code.push_back(program_.code[i]);
    return true;
  }

  // What a branch evaluates counts for arrays and objects, even where it accepts everything.
  bool add_alternatives(draft& d, const instruction& i) {
    std::vector<index> open;
    for (index c = i.a; c < i.b; ++c) {
      const index child = program_.children[c];
      const bool known = states_[child] == state::done;
      const schema::run r = run_of(child, d.of);
      if (known && r.rejects()) continue;
      if (known && r.accepts() && i.code == op::any_of && !(is_structured(d.of) && collects_)) return true;
      open.push_back(child);
    }
    if (open.empty()) return false;
    if (open.size() == 1) return add_reference(d, open[0]);
    if (open.size() == i.b - i.a) {
      d.code.push_back(i);
      return true;
    }
    const auto first = static_cast<index>(program_.children.size());
    program_.children.insert(program_.children.end(), open.begin(), open.end());
    d.code.push_back({i.code, first, static_cast<index>(program_.children.size())});
    return true;
  }

  bool add_not(draft& d, const instruction& i) {
    if (states_[i.a] == state::done) {
      const schema::run r = run_of(i.a, d.of);
      if (r.rejects()) return true;
      if (r.accepts()) return false;
    }
    d.code.push_back(i);
    return true;
  }

  bool add_condition(draft& d, const instruction& i) {
    const condition& c = program_.conditions[i.a];
    if (states_[c.if_] == state::done) {
      const schema::run r = run_of(c.if_, d.of);
      const index branch = r.rejects() ? c.else_ : c.then;
      if (r.rejects() || r.accepts()) return branch == none || add_reference(d, branch);
    }
    d.code.push_back(i);
    return true;
  }
};

} // namespace

void specialize(program& p) {
  specializer(p).run();
}

} // namespace http_task::schema
