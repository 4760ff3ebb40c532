#include "response/output_filter.hpp"

#include "json/pointer.hpp"
#include "json/weight.hpp"

#include <algorithm>
#include <optional>

namespace http_task::response {
namespace {

constexpr std::size_t most_output = std::size_t{64} << 20U; // bytes of the values together
constexpr std::string_view rule_name = "output filter";

// The value of one name, or why there is none.
class selection {
public:
  std::optional<json::value> select(const json::path_query& query, const json::value& answer,
                                    std::string& why) {
    json::path_limits limits;
    limits.work -= std::min(work_, limits.work);
    const auto nodes = query.values(answer, limits, &work_);
    if (!nodes) {
      why = nodes.error().detail;
      return std::nullopt;
    }
    for (const json::value* each : *nodes) {
      size_ += json::weight(*each, most_output);
      if (size_ > most_output) {
        why = "The output has more than " + std::to_string(most_output) + " bytes.";
        return std::nullopt;
      }
    }
    if (query.is_singular()) {
      if (!nodes->empty()) return *nodes->front();
      why = "Selected nothing, so that it is null.";
      return std::nullopt;
    }
    json::array list;
    list.reserve(nodes->size());
    for (const json::value* each : *nodes)
      list.push_back(*each);
    return list;
  }

private:
  std::size_t work_ = 0;
  std::size_t size_ = 0;
};

} // namespace

filtered filter_output(const output_filter& filter, const json::value& answer,
                       std::string_view settings_pointer) {
  filtered result;
  selection values;
  const std::string parent = json::join(settings_pointer, "outputFilter");
  for (const auto& [name, query] : filter) {
    std::string why;
    std::optional<json::value> selected = values.select(query, answer, why);
    if (!selected) result.checks.push_back({std::string(rule_name), false, json::join(parent, name), why});
    result.output[name] = std::move(selected).value_or(nullptr);
  }
  if (result.checks.empty() && !filter.empty())
    result.checks.push_back({std::string(rule_name), true, {}, "Every name of the output has a value."});
  return result;
}

} // namespace http_task::response
