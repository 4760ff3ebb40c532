#include "schema/pattern_automaton.hpp"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <map>
#include <utility>

namespace http_task::schema {
namespace {

using ascii_set = std::bitset<128>;

constexpr std::size_t most_parts = 256;  // states of the nondeterministic automaton
constexpr std::size_t most_atoms = 2000; // that are read, repetitions included

// A state of the nondeterministic automaton.
struct part {
  enum class kind : std::uint8_t { character, fork, begin, end, match };
  kind what;
  ascii_set set;
  std::size_t next = 0;
  std::size_t other = 0; // of a fork
};

// Reads the language that translate_pattern() writes. Each method makes the parts for a piece of it that lead
// on to the part `next`, and answers where they begin.
class parts_maker {
public:
  std::vector<part> parts{{part::kind::match, {}}};

  // nullopt: too large, or something that only RE2 can do.
  std::optional<std::size_t> run(std::string_view translation) {
    const std::size_t begin = alternatives(translation, 0);
    return failed_ ? std::nullopt : std::optional(begin);
  }

private:
  bool failed_ = false;
  std::size_t atoms_ = 0;

  std::size_t add(part p) {
    failed_ = failed_ || parts.size() == most_parts;
    if (failed_) return 0;
    parts.push_back(p);
    return parts.size() - 1;
  }
  std::size_t fork(std::size_t a, std::size_t b) { return add({part::kind::fork, {}, a, b}); }

  // The end of the atom at the beginning of the text: a group, a class, an escape or one character.
  static std::size_t end_of_atom(std::string_view text) {
    if (text[0] == '\\') {
      const bool braced = std::string_view("xpP").find(text[1]) != std::string_view::npos;
      return braced ? text.find('}') + 1 : 2;
    }
    if (text[0] == '[') return text.find(']') + 1; // the translation has no bare ']' within a class
    if (text[0] != '(') return 1;
    std::size_t i = 3;
    while (text[i] != ')')
      i += end_of_atom(text.substr(i));
    return i + 1;
  }

  std::size_t alternatives(std::string_view text, std::size_t next) {
    std::size_t end = 0;
    while (end < text.size() && text[end] != '|')
      end += end_of_atom(text.substr(end));
    const std::size_t first = sequence(text.substr(0, end), next);
    if (end == text.size() || failed_) return first;
    return fork(first, alternatives(text.substr(end + 1), next));
  }

  struct term {
    std::string_view atom;
    std::size_t least = 1;
    std::optional<std::size_t> most = 1;
  };

  std::size_t sequence(std::string_view text, std::size_t next) {
    std::vector<term> terms;
    while (!text.empty()) {
      term& t = terms.emplace_back();
      t.atom = text.substr(0, end_of_atom(text));
      text.remove_prefix(t.atom.size());
      quantifier(text, t);
    }
    for (auto t = terms.rbegin(); t != terms.rend() && !failed_; ++t)
      next = repeated(*t, next);
    return next;
  }

  // Whether it is lazy does not count: what is asked is whether there is a match.
  static void quantifier(std::string_view& text, term& t) {
    if (text.empty()) return;
    switch (text[0]) {
    case '*':
      t.least = 0;
      t.most.reset();
      break;
    case '+': t.most.reset(); break;
    case '?': t.least = 0; break;
    case '{': {
      const char* const end = text.data() + text.size();
      const char* const after = std::from_chars(text.data() + 1, end, t.least).ptr;
      std::size_t most = t.least;
      if (*after == ',') std::from_chars(after + 1, end, most);
      t.most = most;
      text.remove_prefix(text.find('}'));
      break;
    }
    default: return;
    }
    text.remove_prefix(1);
    if (text.starts_with('?')) text.remove_prefix(1);
  }

  std::size_t repeated(const term& t, std::size_t next) {
    std::size_t begin = next;
    if (!t.most) {
      begin = fork(0, next);
      const std::size_t again = atom(t.atom, begin);
      if (!failed_) parts[begin].next = again;
    }
    for (std::size_t i = t.least; t.most && i < *t.most && !failed_; ++i)
      begin = fork(atom(t.atom, begin), next);
    for (std::size_t i = 0; i < t.least && !failed_; ++i)
      begin = atom(t.atom, begin);
    return begin;
  }

  std::size_t atom(std::string_view token, std::size_t next) {
    failed_ = failed_ || ++atoms_ > most_atoms;
    if (failed_) return 0;
    if (token.starts_with('(')) return alternatives(token.substr(3, token.size() - 4), next);
    if (token == "^") return add({part::kind::begin, {}, next});
    if (token == "$") return add({part::kind::end, {}, next});
    ascii_set set;
    if (token.starts_with('[')) {
      const bool inverted = token.starts_with("[^");
      token = token.substr(inverted ? 2 : 1);
      while (token != "]" && !failed_)
        add_members(token, set);
      if (inverted) set.flip();
    } else {
      add_members(token, set);
    }
    return add({part::kind::character, set, next});
  }

  // Takes a character, a range or a set from the beginning of the text.
  void add_members(std::string_view& text, ascii_set& set) {
    if (text.size() >= 2 && text[0] == '\\' && text[1] != 'x') {
      const ascii_set named = set_of(text[1]);
      text.remove_prefix(2);
      set |= named;
      return;
    }
    const std::uint32_t first = character(text);
    std::uint32_t last = first;
    if (text.size() >= 2 && text[0] == '-') {
      text.remove_prefix(1);
      last = character(text);
    }
    for (std::uint32_t c = first; c <= last && c < set.size(); ++c)
      set.set(c);
  }

  ascii_set set_of(char escape) {
    ascii_set digits;
    for (std::size_t c = '0'; c <= '9'; ++c)
      digits.set(c);
    ascii_set words = digits;
    for (std::size_t c = 'a'; c <= 'z'; ++c) {
      words.set(c);
      words.set(c - 'a' + 'A');
    }
    words.set('_');
    switch (escape) {
    case 'd': return digits;
    case 'D': return ~digits;
    case 'w': return words;
    case 'W': return ~words;
    default: failed_ = true; return {}; // \b, \B, \p, \P
    }
  }

  static std::uint32_t character(std::string_view& text) {
    std::uint32_t c = static_cast<unsigned char>(text[0]);
    if (text.starts_with("\\x{")) {
      std::from_chars(text.data() + 3, text.data() + text.size(), c, 16);
      text.remove_prefix(text.find('}'));
    }
    text.remove_prefix(1);
    return c;
  }
};

} // namespace

// Makes the deterministic one: its states are sets of parts.
class automaton_maker {
public:
  automaton_maker(const std::vector<part>& parts, std::size_t begin) : parts_(parts), begin_(begin) {}

  std::optional<pattern_automaton> run() {
    make_columns();
    part_set first;
    reach(begin_, true, false, first);
    if (first.test(match)) {
      made_.start_ = pattern_automaton::matched;
      return std::move(made_);
    }
    made_.start_ = 0;
    states_.push_back(first); // not looked for again: only there is the beginning of the text
    for (std::size_t s = 0; s < states_.size(); ++s) {
      made_.next_.push_back(at_end(states_[s], s == 0));
      made_.next_.push_back(pattern_automaton::left_open);
      for (std::size_t c = 2; c < width_; ++c)
        made_.next_.push_back(state_of(step(states_[s], example_[c])));
      if (states_.size() > pattern_automaton::most_states) return std::nullopt;
    }
    return std::move(made_);
  }

private:
  using part_set = std::bitset<most_parts>;
  static constexpr std::size_t match = 0;

  const std::vector<part>& parts_;
  std::size_t begin_;
  pattern_automaton made_;
  std::vector<part_set> states_;
  std::size_t width_ = 2;                  // columns: the end, what is not ASCII, and the others
  std::array<std::size_t, 256> example_{}; // a character of each column

  // Characters that all parts treat alike share a column.
  void make_columns() {
    std::ranges::fill(made_.column_, std::uint8_t{1});
    std::array<std::size_t, 128> kinds{};
    std::size_t count = 1;
    for (const part& p : parts_) {
      if (p.what != part::kind::character) continue;
      std::map<std::pair<std::size_t, bool>, std::size_t> split;
      for (std::size_t c = 0; c < kinds.size(); ++c)
        kinds[c] = split.try_emplace({kinds[c], p.set.test(c)}, split.size()).first->second;
      count = split.size();
    }
    for (std::size_t c = 0; c < kinds.size(); ++c) {
      made_.column_[c] = static_cast<std::uint8_t>(kinds[c] + 2);
      example_[kinds[c] + 2] = c;
    }
    width_ = count + 2;
  }

  // Adds the part and those that follow it without a character.
  void reach(std::size_t p, bool at_begin, bool is_end, part_set& set) const {
    std::vector<std::size_t> open{p};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      if (set.test(at)) continue;
      const part& here = parts_[at];
      if (here.what == part::kind::begin && !at_begin) continue;
      set.set(at);
      const bool passes = here.what == part::kind::begin || here.what == part::kind::fork ||
                          (here.what == part::kind::end && is_end);
      if (passes) open.push_back(here.next);
      if (here.what == part::kind::fork) open.push_back(here.other);
    }
  }

  // What stands in the set and behind a `$` only comes into play here.
  [[nodiscard]] std::uint16_t at_end(const part_set& state, bool at_begin) const {
    part_set set;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      if (state.test(p) && parts_[p].what == part::kind::end) reach(p, at_begin, true, set);
    }
    return set.test(match) ? pattern_automaton::matched : pattern_automaton::failed;
  }

  [[nodiscard]] part_set step(const part_set& state, std::size_t character) const {
    part_set set;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const bool takes =
          state.test(p) && parts_[p].what == part::kind::character && parts_[p].set.test(character);
      if (takes) reach(parts_[p].next, false, false, set);
    }
    reach(begin_, false, false, set); // a match may begin anywhere
    return set;
  }

  [[nodiscard]] std::uint16_t state_of(const part_set& set) {
    if (set.test(match)) return pattern_automaton::matched;
    const bool goes_on = is_open(set);
    if (!goes_on) return pattern_automaton::failed;
    const auto known = std::find(states_.begin() + 1, states_.end(), set);
    const auto row = static_cast<std::size_t>(known - states_.begin());
    if (known == states_.end()) states_.push_back(set);
    return static_cast<std::uint16_t>(row * width_);
  }

  // Whether a match may still come.
  [[nodiscard]] bool is_open(const part_set& set) const {
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const part::kind what = parts_[p].what;
      if (set.test(p) && (what == part::kind::character || what == part::kind::end)) return true;
    }
    return false;
  }
};

std::optional<pattern_automaton> pattern_automaton::compile(std::string_view translation) {
  parts_maker maker;
  const std::optional<std::size_t> begin = maker.run(translation);
  if (!begin) return std::nullopt;
  return automaton_maker(maker.parts, *begin).run();
}

} // namespace http_task::schema
