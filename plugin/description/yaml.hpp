// YAML 1.2 text to the JSON value that it stands for.
//
// libyaml reads the syntax; what a plain scalar means is the Core Schema of YAML 1.2.2 (section 10.3), so
// that "no", "on" and 12:30 are strings. Aliases are copied within a bound. Nothing that a tag names is made.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace http_task::description {

struct yaml_limits {
  std::size_t depth = 128;                    // nested sequences and mappings
  std::size_t bytes = std::size_t{64} << 20;  // of the text
  std::size_t copies = std::size_t{16} << 20; // what anchors and aliases copy, as JSON
};

struct yaml_document {
  json::value value;
  std::vector<finding> findings; // pointers into `value`: keys that stand twice, documents behind the first
};

// Fails with "input.not_json" (says line and column, and the JSON Pointer of what was being read) or
// "input.limit". Of a key that stands twice the last one counts, as in JSON. A merge key (`<<`) takes the
// members of the mappings that it names.
[[nodiscard]] result<yaml_document> parse_yaml(std::string_view text, const yaml_limits& limits = {});

// The value of a plain scalar.
[[nodiscard]] json::value yaml_scalar(std::string_view text);

} // namespace http_task::description
