#include "search/candidates.hpp"

#include "base/text.hpp"
#include "search/varint.hpp"

#include <algorithm>

namespace http_task::search {

record_filter::record_filter(const filters& only, const searched_index& searched)
    : only_(only), in_(*searched.in), hidden_(searched.hidden),
      passes_all_(only.method.empty() && !only.deprecated && only.tag.empty()) {
  if (!only.api.empty())
    for (std::uint32_t a = 0; a < in_.apis(); ++a)
      if (in_.api_id(a) == only.api && std::ranges::find(hidden_, a) == hidden_.end()) apis_.push_back(a);
  if (!only.tag.empty())
    for (std::uint32_t t = 0; t < in_.tags(); ++t)
      if (iequals(in_.tag(t), only.tag)) tags_.push_back(t);
}

bool record_filter::matches(std::uint32_t record, const record_info& info) const {
  if (!only_.method.empty() && in_.method(record) != only_.method) return false;
  if (only_.deprecated && ((info.flags & deprecated_flag) != 0) != *only_.deprecated) return false;
  if (only_.tag.empty()) return true;
  std::string_view tags = in_.record(record).tags;
  for (std::uint32_t count = read_varint(tags); count > 0 && !tags.empty(); --count)
    if (std::ranges::find(tags_, read_varint(tags)) != tags_.end()) return true;
  return false;
}

} // namespace http_task::search
