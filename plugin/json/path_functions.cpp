#include "json/path_functions.hpp"

#include <algorithm>
#include <array>

namespace http_task::json::path {
namespace {

constexpr std::array one_value{function_type::value};
constexpr std::array two_values{function_type::value, function_type::value};
constexpr std::array nodes{function_type::nodes};

constexpr std::array table{
    function{"length", function_id::length, function_type::value, one_value},
    function{"count", function_id::count, function_type::value, nodes},
    function{"match", function_id::match, function_type::logical, two_values},
    function{"search", function_id::search, function_type::logical, two_values},
    function{"value", function_id::value, function_type::value, nodes},
};

} // namespace

std::span<const function> functions() noexcept {
  return table;
}

const function* find_function(std::string_view name) noexcept {
  const auto* found = std::ranges::find(table, name, &function::name);
  return found == table.end() ? nullptr : found;
}

} // namespace http_task::json::path
