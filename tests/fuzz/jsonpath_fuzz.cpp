// The first line as a JSONPath query, a regular expression and a condition, the rest as the value: no crash,
// every location leads back to its node, and a singular query selects one node at most.
#include "json/i_regexp.hpp"
#include "json/parse.hpp"
#include "json/path_query.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace http_task;

void check(bool holds) {
  if (!holds) std::abort();
}

void check_nodes(const json::path_query& query, const json::value& root, const json::path_limits& limits) {
  const auto nodes = query.nodes(root, limits);
  const auto values = query.values(root, limits);
  check(nodes.has_value() == values.has_value());
  if (!nodes) return check(nodes.error().type == "input.limit");
  check(nodes->size() == values->size() && (!query.is_singular() || nodes->size() <= 1));
  for (std::size_t i = 0; i < nodes->size(); ++i) {
    check((*nodes)[i].at == (*values)[i]);
    const auto location = json::path_query::compile((*nodes)[i].location);
    if (!location) check(location.error().type == "input.limit");
    if (location)
      check(location->is_singular() && location->values(root).value() == std::vector{(*values)[i]});
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::string_view rest = text.substr(std::min(line.size() + 1, text.size()));
  const json::path_limits limits{.depth = 64, .work = 20'000, .results = 200};

  if (const auto expression = json::i_regexp::compile(line)) {
    if (expression->matches_all(rest)) check(expression->matches_within(rest));
  }
  const auto root = json::parse(rest);
  const auto query = json::path_query::compile(line);
  const auto short_form = json::path_query::compile(line, json::path_notation::short_form);
  if (query) check(short_form.has_value() && short_form->is_singular() == query->is_singular());
  if (short_form && root) check_nodes(*short_form, *root, limits);
  if (const auto condition = json::path_condition::compile(line); condition && root)
    static_cast<void>(condition->holds(*root, limits));
  return 0;
}
