// All that the subschemas of one value say about it together, as far as it helps to make such a value.
#pragma once

#include "schema/program.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace http_task::schema {

struct bound {
  const json::value* value = nullptr; // nullptr: unbounded
  bool exclusive = false;
};

struct sample_shape {
  std::vector<index> nodes; // that were gathered, the outermost first
  bool impossible = false;
  std::uint32_t types = ~std::uint32_t{0};
  std::optional<std::vector<const json::value*>> allowed; // by `const` and `enum`
  bound low;
  bound high;
  std::vector<const json::value*> multiples;
  std::size_t min_length = 0;
  std::size_t max_length = none;
  std::vector<index> patterns;
  std::vector<format> formats;
  std::size_t min_items = 0;
  std::size_t max_items = none;
  bool unique = false;
  std::vector<index> elements;
  std::vector<index> contains;
  std::size_t min_properties = 0;
  std::size_t max_properties = none;
  std::vector<std::string_view> required;
  std::vector<index> members;
  std::vector<index> names; // nodes of propertyNames
  std::vector<index> dependencies;
};

// Picks one of the branches of an anyOf, oneOf or if.
using branch_choice = std::function<index(const std::vector<index>& branches)>;

// Adds what a node says; a node twice counts once.
void gather(const program& p, index n, sample_shape& shape, const branch_choice& choose);

} // namespace http_task::schema
