#include "schema/sampler.hpp"

#include "schema/explainer.hpp"
#include "schema/sample_scalar.hpp"
#include "schema/type.hpp"

#include <algorithm>
#include <array>

namespace http_task::schema {
namespace {

constexpr std::size_t deepest_sample = 24;
constexpr std::size_t attempts_per_value = 24;
constexpr std::size_t most_values = 20'000;
// The values around one that cannot be found are tried again in other ways, each of which would look for it
// anew.
constexpr unsigned most_failures = 6;

} // namespace

// Each value is checked as soon as it is made, so that a wrong guess costs no more than what lies below it.
std::optional<json::value> sampler::make_value(const node_list& nodes, std::size_t variation) {
  if (depth_ == deepest_sample || is_hopeless(nodes)) return std::nullopt;
  std::optional<json::value> last;
  const std::size_t active_before = active_.size();
  for (std::size_t attempt = variation; attempt < variation + attempts_per_value && made_ < most_values;
       ++attempt) {
    sample_shape shape;
    std::size_t choices = attempt;
    for (const index n : nodes)
      gather(program_, n, shape, [&](const node_list& branches) { return choose(branches, choices); });
    if (attempt == 0 && prefer_examples_) {
      if (std::optional<json::value> example = example_for(shape, nodes)) return example;
    }
    ++made_;
    ++depth_;
    active_.insert(active_.end(), shape.nodes.begin(), shape.nodes.end());
    std::optional<json::value> v = attempt_value(shape, attempt);
    active_.resize(active_before);
    --depth_;
    if (v && satisfies_all(*v, nodes)) return v;
    last = v ? std::move(v) : std::move(last);
  }
  note_failure(nodes, last);
  ++failures_[nodes];
  return std::nullopt;
}

bool sampler::is_hopeless(const node_list& nodes) const {
  const auto found = failures_.find(nodes);
  return found != failures_.end() && found->second >= most_failures;
}

// The digits of the attempt pick the branches, so that all combinations come up; those that would lead back
// to a value that is being made come last.
index sampler::choose(const node_list& branches, std::size_t& attempt) const {
  node_list order = branches;
  std::stable_partition(order.begin(), order.end(), [&](index n) { return n == none || !is_active(n); });
  const index chosen = order[attempt % order.size()];
  attempt /= order.size();
  return chosen;
}

bool sampler::is_active(index n) const {
  const auto known = [&](index x) { return std::ranges::find(active_, x) != active_.end(); };
  if (known(n)) return true;
  const node& at = program_.nodes[n];
  return std::any_of(program_.instructions.begin() + at.first, program_.instructions.begin() + at.last,
                     [&](const instruction& i) { return i.code == op::reference && known(i.a); });
}

bool sampler::leads_back(const node_list& nodes) const {
  return std::ranges::any_of(nodes, [&](index n) { return is_active(n); });
}

bool sampler::satisfies_all(const json::value& v, const node_list& nodes) {
  const scope root{nullptr, program_.nodes.front().resource};
  return std::ranges::all_of(nodes, [&](index n) {
    evaluation e(program_, nullptr);
    return e.apply(n, v, &root) && !e.gave_up();
  });
}

void sampler::note_failure(const node_list& nodes, const std::optional<json::value>& last) {
  if (stuck_at_ != none || nodes.empty()) return;
  stuck_at_ = nodes.front();
  if (!last) return;
  for (const index n : nodes) {
    explainer e(program_, 1, nullptr);
    const scope root{nullptr, program_.nodes.front().resource};
    e.explain_node(n, *last, nullptr, &root);
    const std::vector<reason> reasons = e.take();
    if (!reasons.empty()) {
      stuck_because_ = reasons.front().what.detail;
      return;
    }
  }
}

std::optional<json::value> sampler::example_for(const sample_shape& shape, const node_list& nodes) {
  for (const index n : shape.nodes) {
    const index notes = program_.nodes[n].notes;
    if (notes == none) continue;
    for (const json::value& example : program_.notes[notes].examples) {
      if (satisfies_all(example, nodes)) return example;
    }
  }
  return std::nullopt;
}

std::optional<json::value> sampler::attempt_value(sample_shape& shape, std::size_t attempt) {
  if (shape.impossible) return std::nullopt;
  if (shape.allowed) {
    if (shape.allowed->empty()) return std::nullopt;
    return *(*shape.allowed)[(attempt + seed_) % shape.allowed->size()];
  }
  const std::vector<std::uint32_t> types = types_to_try(shape);
  if (types.empty()) return std::nullopt;
  return make_of_type(shape, types[attempt % types.size()], attempt);
}

// The types that the schema says most about come first.
std::vector<std::uint32_t> sampler::types_to_try(const sample_shape& shape) const {
  const bool object = !shape.members.empty() || !shape.required.empty() || shape.min_properties > 0;
  const bool array = !shape.elements.empty() || !shape.contains.empty() || shape.min_items > 0;
  const bool text = !shape.patterns.empty() || !shape.formats.empty() || shape.min_length > 0;
  const bool number = shape.low.value || shape.high.value || !shape.multiples.empty();
  std::vector<std::uint32_t> types;
  const auto add = [&](bool wanted, std::uint32_t type) {
    const bool possible = (shape.types & type) != 0;
    if (wanted && possible && std::ranges::find(types, type) == types.end()) types.push_back(type);
  };
  constexpr std::uint32_t numbers = type_number | type_integer | type_integer_as_written;
  add(object, type_object);
  add(array, type_array);
  add(text, type_string);
  add(number, numbers);
  for (const std::uint32_t type :
       std::to_array<std::uint32_t>({type_object, type_array, type_string, numbers, type_boolean, type_null}))
    add(true, type);
  return types;
}

std::optional<json::value> sampler::make_of_type(sample_shape& shape, std::uint32_t type,
                                                 std::size_t attempt) {
  switch (type) {
  case type_object: return make_object(shape, attempt);
  case type_array: return make_array(shape, attempt);
  case type_string: {
    std::optional<std::string> text = make_text(program_, shape, random_, attempt + (seed_ == 0 ? 0 : 1));
    return text ? std::optional(json::value(*text)) : std::nullopt;
  }
  case type_boolean: return json::value((attempt + seed_) % 2 == 0);
  case type_null: return json::value(nullptr);
  default: return make_number(shape, random_, attempt + (seed_ == 0 ? 0 : 1));
  }
}

} // namespace http_task::schema
