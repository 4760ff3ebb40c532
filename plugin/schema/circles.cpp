#include "schema/circles.hpp"

#include "schema/documents.hpp"

#include <algorithm>
#include <vector>

namespace http_task::schema {
namespace {

// Depth first without recursion; the stack is the path from the node it started at.
class walk {
public:
  walk(const program& p, std::size_t most) : program_(p), most_(most), states_(p.nodes.size()) {}

  result<void> from(index start) {
    if (states_[start].height == 0) push(start);
    while (!path_.empty()) {
      step& at = path_.back();
      if (at.next == at.children.size()) {
        if (result<void> done = leave(); !done) return done;
        continue;
      }
      const index child = at.children[at.next++];
      state& s = states_[child];
      if (s.open)
        return problem_at("input.invalid",
                          "The schema applies itself to the same value without end: a circle of references.",
                          program_.places[program_.nodes[child].place], "");
      if (s.height == 0)
        push(child);
      else
        raise(s.height + 1);
    }
    return {};
  }

private:
  struct state {
    bool open = false;
    std::size_t height = 0; // 0 until the node is left
  };
  struct step {
    index node;
    std::vector<index> children;
    std::size_t next;
    std::size_t height;
  };

  const program& program_;
  std::size_t most_;
  std::vector<state> states_;
  std::vector<step> path_;

  void push(index n) {
    step s{n, {}, 0, 1};
    const node& at = program_.nodes[n];
    for (index i = at.first; i < at.last; ++i)
      for_each_in_place(program_, program_.instructions[i], [&](index c) { s.children.push_back(c); });
    states_[n].open = true;
    path_.push_back(std::move(s));
  }

  void raise(std::size_t height) { path_.back().height = std::max(path_.back().height, height); }

  result<void> leave() {
    const step done = std::move(path_.back());
    path_.pop_back();
    states_[done.node] = {false, done.height};
    if (done.height > most_)
      return problem_at("input.limit",
                        "More than " + std::to_string(most_) + " subschemas are applied one within another.",
                        program_.places[program_.nodes[done.node].place], "");
    if (!path_.empty()) raise(done.height + 1);
    return {};
  }
};

} // namespace

result<void> check_in_place_depth(const program& p, std::size_t depth) {
  walk w(p, depth);
  for (index n = 0; n < p.nodes.size(); ++n) {
    if (result<void> done = w.from(n); !done) return done;
  }
  return {};
}

} // namespace http_task::schema
