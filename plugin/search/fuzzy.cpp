#include "search/fuzzy.hpp"

#include "search/words.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace http_task::search {
namespace {

constexpr std::size_t width = longest_word + 1;

class walk {
public:
  walk(const index& in, std::string_view word, std::size_t most, bool unfinished)
      : in_(in), word_(word.substr(0, longest_word)), most_(static_cast<std::uint8_t>(most)),
        unfinished_(unfinished) {
    for (std::size_t k = 0; k <= word_.size(); ++k)
      rows_[0][k] = static_cast<std::uint8_t>(k);
  }

  std::vector<near_word> run() {
    std::uint32_t i = 0;
    std::uint32_t end = in_.words();
    if (most_ > 1) {
      i = in_.lower_bound(word_.substr(0, 1));
      end = end_of(i, word_.substr(0, 1));
    }
    std::size_t computed = 0; // rows that hold for the path to the last word
    std::string path;
    while (i < end) {
      const std::string_view w = in_.word(i);
      std::size_t same = 0;
      while (same < computed && same < w.size() && w[same] == path[same])
        ++same;
      path.assign(w);
      std::size_t depth = same;
      bool dead = false;
      while (depth < w.size() && depth < longest_word) {
        dead = !extend(path, depth);
        ++depth;
        if (dead) break;
      }
      computed = depth;
      if (dead) {
        i = end_of(i, std::string_view(path).substr(0, depth));
        continue;
      }
      const std::uint8_t distance = distance_of(depth);
      if (distance <= most_) found_.push_back({i, distance});
      ++i;
    }
    return std::move(found_);
  }

private:
  // The first word behind `i` that does not begin so.
  std::uint32_t end_of(std::uint32_t i, std::string_view beginning) const {
    std::uint32_t step = 1;
    std::uint32_t low = i;
    while (low + step < in_.words() && in_.word(low + step).starts_with(beginning)) {
      low += step;
      step *= 2;
    }
    std::uint32_t high = std::min(low + step, in_.words());
    while (low + 1 < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      (in_.word(middle).starts_with(beginning) ? low : high) = middle;
    }
    return std::max(high, i + 1);
  }

  // The row behind the letter at `depth`; false when no word that begins so is near.
  bool extend(std::string_view path, std::size_t depth) {
    const std::size_t n = word_.size();
    auto& row = rows_[depth + 1];
    const auto& above = rows_[depth];
    row[0] = static_cast<std::uint8_t>(depth + 1);
    std::uint8_t least = row[0];
    for (std::size_t k = 1; k <= n; ++k) {
      const bool equal = word_[k - 1] == path[depth];
      std::uint8_t d = static_cast<std::uint8_t>(above[k - 1] + (equal ? 0 : 1));
      d = std::min<std::uint8_t>(d, static_cast<std::uint8_t>(above[k] + 1));
      d = std::min<std::uint8_t>(d, static_cast<std::uint8_t>(row[k - 1] + 1));
      if (depth > 0 && k > 1 && word_[k - 1] == path[depth - 1] && word_[k - 2] == path[depth])
        d = std::min<std::uint8_t>(d, static_cast<std::uint8_t>(rows_[depth - 1][k - 2] + 1));
      row[k] = d;
      least = std::min(least, d);
    }
    best_[depth + 1] = std::min(depth == 0 ? row[n] : best_[depth], row[n]);
    if (least <= most_) return true;
    return unfinished_ && best_[depth + 1] <= most_;
  }

  std::uint8_t distance_of(std::size_t depth) const {
    if (depth == 0) return 0xFF;
    return unfinished_ ? best_[depth] : rows_[depth][word_.size()];
  }

  const index& in_;
  std::string_view word_;
  std::uint8_t most_;
  bool unfinished_;
  std::array<std::array<std::uint8_t, width>, width> rows_;
  std::array<std::uint8_t, width> best_{}; // the least distance of a beginning of the path
  std::vector<near_word> found_;
};

} // namespace

std::vector<near_word> find_near(const index& in, std::string_view word, std::size_t most, bool unfinished) {
  if (word.empty()) return {};
  return walk(in, word, most, unfinished).run();
}

bool differ_by_one(std::string_view a, std::string_view b) noexcept {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() > b.size() + 1) return false;
  std::size_t begin = 0;
  while (begin < b.size() && a[begin] == b[begin])
    ++begin;
  const std::string_view x = a.substr(begin);
  const std::string_view y = b.substr(begin);
  if (a.size() > b.size()) return x.substr(1) == y;
  if (x.empty()) return false;
  if (x.substr(1) == y.substr(1)) return true;
  return x.size() > 1 && x[0] == y[1] && x[1] == y[0] && x.substr(2) == y.substr(2);
}

} // namespace http_task::search
