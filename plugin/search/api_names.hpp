// How an API may be called: the words of its id and title, and which versions belong to the same API.
#pragma once

#include "search/format.hpp"
#include "search/record.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::search {

struct named_word {
  std::string word; // folded
  api_level level;
  std::uint8_t names; // of how many words the name consists
};

// Each word once, at its best level. "googleapis.com/drive" is called "googleapis" and "google" (provider),
// "drive" (service); words that say nothing of an API ("rest", "service", "v1") are left out.
[[nodiscard]] std::vector<named_word> names_of(const api_record& api);

// The same for all versions of an API: its provider and its title without what tells versions apart.
[[nodiscard]] std::string family_of(const api_record& api);

// The same for a path in all versions: without segments like "v2" or "2010-04-01" and the names of
// placeholders.
[[nodiscard]] std::string unversioned(std::string_view path);

// Whether `a` is to be shown rather than `b` of the same family; the numbers of their operations decide where
// their versions do not.
[[nodiscard]] bool more_current(const api_record& a, std::size_t a_operations, const api_record& b,
                                std::size_t b_operations);

} // namespace http_task::search
