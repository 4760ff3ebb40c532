#include "catalog/endpoint_source.hpp"

#include "base/text.hpp"

namespace http_task::catalog {

bool is_near(std::string_view name, const description::outline& o) {
  constexpr std::size_t most_edits = 3;
  const std::string lower = to_lower(name);
  return edit_distance(lower, to_lower(o.id), most_edits) <= most_edits ||
         (!o.operation_id.empty() &&
          edit_distance(lower, to_lower(o.operation_id), most_edits) <= most_edits);
}

} // namespace http_task::catalog
