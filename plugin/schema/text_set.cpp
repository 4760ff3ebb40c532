#include "schema/text_set.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace http_task::schema {

text_set::text_set(std::vector<std::string> texts) {
  std::ranges::sort(texts, {}, [](const std::string& t) { return std::pair(t.size(), std::string_view(t)); });
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  std::vector<std::string> others;
  auto next = texts.begin();
  for (std::size_t size = 0; size <= longest; ++size) {
    first_[size] = static_cast<std::uint8_t>(short_.size());
    const auto end = std::find_if(next, texts.end(), [&](const std::string& t) { return t.size() != size; });
    if (static_cast<std::size_t>(end - next) <= most)
      std::transform(next, end, std::back_inserter(short_), ends_of);
    else
      others.insert(others.end(), next, end);
    short_.push_back(nothing);
    next = end;
  }
  others.insert(others.end(), next, texts.end());
  if (!others.empty()) others_ = text_table(std::move(others));
}

const text_set& text_set::of_nothing() noexcept {
  static const text_set nothing_at_all;
  return nothing_at_all;
}

} // namespace http_task::schema
