#include "schema/text_set.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace http_task::schema {

text_set::text_set(std::vector<std::string> texts) {
  std::ranges::sort(texts, {}, [](const std::string& t) { return std::pair(t.size(), std::string_view(t)); });
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  for (std::size_t size = 0; size <= longest; ++size) {
    first_[size] = static_cast<std::uint8_t>(short_.size());
    const auto same = std::ranges::equal_range(texts, size, {}, &std::string::size);
    if (same.size() <= most) {
      std::ranges::transform(same, std::back_inserter(short_), ends_of);
      texts.erase(same.begin(), same.end());
    }
    short_.push_back(nothing);
  }
  if (!texts.empty()) others_ = text_table(std::move(texts));
}

const text_set& text_set::of_nothing() noexcept {
  static const text_set nothing_at_all;
  return nothing_at_all;
}

} // namespace http_task::schema
