#include "schema/equality.hpp"

#include "schema/number.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace http_task::schema {
namespace {

constexpr std::size_t small_array = 24;
constexpr std::size_t medium_array = 1024; // its hashes lie on the stack

using hashed = std::pair<std::size_t, std::size_t>; // hash, position

std::size_t mix(std::size_t seed, std::size_t h) noexcept {
  return seed ^ (h + 0x9E3779B97F4A7C15ULL + (seed << 6U) + (seed >> 2U));
}

} // namespace

bool equal(const json::value& a, const json::value& b) noexcept {
  if (a.is_number() || b.is_number())
    return a.is_number() && b.is_number() && compare_numbers(a, b) == std::partial_ordering::equivalent;
  if (a.kind() != b.kind()) return false;
  if (const json::string* s = a.if_string()) return *s == b.get_string();
  if (const bool* flag = a.if_bool()) return *flag == b.get_bool();
  if (const json::array* items = a.if_array()) return std::ranges::equal(*items, b.get_array(), equal);
  if (const json::object* members = a.if_object()) {
    const json::object& others = b.get_object();
    return members->size() == others.size() && std::ranges::all_of(*members, [&](const auto& m) {
             const json::value* other = others.if_contains(m.key());
             return other && equal(m.value(), *other);
           });
  }
  return true;
}

std::size_t hash_of(const json::value& v) noexcept {
  if (v.is_number()) // -0.0 and 0 are equal
    return std::hash<double>{}(v.is_double()  ? v.get_double() + 0.0
                               : v.is_int64() ? static_cast<double>(v.get_int64())
                                              : static_cast<double>(v.get_uint64()));
  if (const json::string* s = v.if_string()) return std::hash<std::string_view>{}(json::view(*s));
  if (const bool* flag = v.if_bool()) return *flag ? 3 : 5;
  if (const json::array* items = v.if_array()) {
    std::size_t h = 7;
    for (const json::value& item : *items)
      h = mix(h, hash_of(item));
    return h;
  }
  if (const json::object* members = v.if_object()) {
    std::size_t h = 11; // a sum, for the order of the members does not count
    for (const auto& member : *members)
      h += mix(std::hash<std::string_view>{}(json::view(member.key())), hash_of(member.value()));
    return h;
  }
  return 13;
}

namespace {

std::optional<hashed> find_by_hash(const json::array& items, std::span<hashed> hashes) {
  for (std::size_t i = 0; i < items.size(); ++i)
    hashes[i] = {hash_of(items[i]), i};
  std::ranges::sort(hashes);
  for (std::size_t i = 1; i < hashes.size(); ++i) {
    for (std::size_t j = i; j > 0 && hashes[j - 1].first == hashes[i].first; --j) {
      if (equal(items[hashes[i].second], items[hashes[j - 1].second]))
        return std::pair{hashes[j - 1].second, hashes[i].second};
    }
  }
  return std::nullopt;
}

} // namespace

std::optional<std::pair<std::size_t, std::size_t>> find_duplicate(const json::array& items) {
  if (items.size() <= small_array) {
    for (std::size_t i = 1; i < items.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (equal(items[i], items[j])) return std::pair{j, i};
      }
    }
    return std::nullopt;
  }
  if (items.size() <= medium_array) {
    std::array<hashed, medium_array> hashes;
    return find_by_hash(items, std::span(hashes).first(items.size()));
  }
  std::vector<hashed> hashes(items.size());
  return find_by_hash(items, hashes);
}

} // namespace http_task::schema
