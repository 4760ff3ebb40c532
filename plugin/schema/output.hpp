// The output forms of the specification, from the tree of all that was applied.
#pragma once

#include "schema/program.hpp"
#include "schema/validator.hpp"
#include "json/value.hpp"

#include <optional>
#include <string>
#include <vector>

namespace http_task::schema {

// 2020-12 core, section 12.3.
struct output_unit {
  bool valid = true;
  std::string keyword_location;  // through references
  std::string absolute_location; // without them: URI#pointer
  std::string instance_location;
  std::string error;                     // of a keyword that failed by itself
  std::optional<json::value> annotation; // of one that holds
  std::vector<output_unit> children = {};

  [[nodiscard]] bool says_something() const noexcept {
    return !error.empty() || annotation || !children.empty();
  }
};

// The units below the root that fit its verdict: errors or annotations.
[[nodiscard]] output_unit make_output(const program& p, const json::value& instance);

// `basic` is a flat list of the leaves; `detailed` a tree without units that have one child only.
[[nodiscard]] json::value to_json(output_unit root, output_form form);

} // namespace http_task::schema
