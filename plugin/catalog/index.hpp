// The search index of one API: which word is how important for which endpoint.
//
// Impacts are computed when the index is built. Immutable; indices of several APIs are searched together, so
// adding an API does not touch the others.
#pragma once

#include "description/api.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::catalog {

struct posting {
  std::uint32_t endpoint; // index into api::endpoints
  float weight;
};

class index {
public:
  explicit index(const description::api& api);

  // Sorted. Terms that start with '+' stand for actions.
  [[nodiscard]] std::span<const std::string> terms() const noexcept { return terms_; }

  // By the term's position in terms(); by endpoint.
  [[nodiscard]] std::span<const posting> postings(std::size_t term) const noexcept {
    return std::span(postings_).subspan(begins_[term], begins_[term + 1] - begins_[term]);
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  [[nodiscard]] std::size_t find(std::string_view term) const noexcept;
  // The first term that is not less.
  [[nodiscard]] std::size_t lower_bound(std::string_view term) const noexcept;

  [[nodiscard]] std::size_t endpoints() const noexcept { return endpoints_; }

private:
  std::vector<std::string> terms_;
  std::vector<std::size_t> begins_;
  std::vector<posting> postings_;
  std::size_t endpoints_ = 0;
};

} // namespace http_task::catalog
