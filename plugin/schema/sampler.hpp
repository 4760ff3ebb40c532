// Makes instances of a program's nodes: guesses by the shape, checks, and tries again with other choices.
//
// One sampler makes one sample. Bounded: by the depth of the sample, by the attempts for each value, and by
// the number of values made in all.
#pragma once

#include "schema/evaluation.hpp"
#include "schema/program.hpp"
#include "schema/random.hpp"
#include "schema/sample_shape.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::schema {

class sampler {
public:
  sampler(const program& p, std::uint64_t seed, bool prefer_examples)
      : program_(p), seed_(seed), random_(seed), prefer_examples_(prefer_examples) {}

  [[nodiscard]] std::optional<json::value> make(index n) { return make_value({n}, 0); }

  // The innermost node that no value was found for; `none` if there was no such.
  [[nodiscard]] index stuck_at() const noexcept { return stuck_at_; }
  [[nodiscard]] const std::string& stuck_because() const noexcept { return stuck_because_; }

private:
  using node_list = std::vector<index>;

  [[nodiscard]] std::optional<json::value> make_value(const node_list& nodes, std::size_t variation);
  [[nodiscard]] std::optional<json::value> attempt_value(sample_shape& shape, std::size_t attempt);
  [[nodiscard]] std::optional<json::value> make_of_type(sample_shape& shape, std::uint32_t type,
                                                        std::size_t attempt);
  [[nodiscard]] std::optional<json::value> make_array(const sample_shape& shape, std::size_t attempt);
  [[nodiscard]] std::optional<json::value> make_object(sample_shape& shape, std::size_t attempt);
  [[nodiscard]] std::optional<json::value> example_for(const sample_shape& shape, const node_list& nodes);
  [[nodiscard]] std::vector<std::uint32_t> types_to_try(const sample_shape& shape) const;

  [[nodiscard]] std::size_t item_count(const sample_shape& shape);
  [[nodiscard]] node_list nodes_of_item(const sample_shape& shape, std::size_t i) const;
  [[nodiscard]] std::vector<std::string> names_of_members(const sample_shape& shape);
  [[nodiscard]] std::optional<std::string> extra_name(const sample_shape& shape, const json::object& o);
  // nullopt if no member of this name is allowed.
  [[nodiscard]] std::optional<node_list> nodes_of_member(const sample_shape& shape,
                                                         std::string_view name) const;
  void add_dependencies(sample_shape& shape, const std::vector<std::string>& names, std::size_t attempt);
  [[nodiscard]] bool fill(json::object& o, const sample_shape& shape, const std::string& name, bool must);

  [[nodiscard]] bool satisfies_all(const json::value& v, const node_list& nodes);
  [[nodiscard]] bool is_active(index n) const;
  [[nodiscard]] bool leads_back(const node_list& nodes) const;
  [[nodiscard]] bool is_hopeless(const node_list& nodes) const;
  [[nodiscard]] index choose(const node_list& branches, std::size_t& attempt) const;
  void note_failure(const node_list& nodes, const std::optional<json::value>& last);

  const program& program_;
  std::uint64_t seed_; // 0 is the plainest
  random_source random_;
  bool prefer_examples_;
  std::vector<index> active_; // the nodes of the values around the one at hand
  std::size_t depth_ = 0;
  std::size_t made_ = 0;
  std::map<node_list, unsigned> failures_; // how often no value was found
  index stuck_at_ = none;
  std::string stuck_because_;
};

} // namespace http_task::schema
