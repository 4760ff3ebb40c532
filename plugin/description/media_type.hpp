// Media types as documents list them: which to prefer, which belong together.
#pragma once

#include "json/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::description {

inline constexpr std::size_t most_media_types = 50;
inline constexpr std::size_t longest_media_type = 200;

// JSON and what is like it.
[[nodiscard]] bool is_json_type(std::string_view media_type);
[[nodiscard]] bool is_multipart(std::string_view media_type);
[[nodiscard]] bool is_form(std::string_view media_type);

// Lower is better: JSON, then what is like it, then forms, then all else.
[[nodiscard]] int media_rank(std::string_view media_type);

// The best member of a "content"; the first of equals. nullptr if there is none.
[[nodiscard]] const boost::json::key_value_pair* preferred_content(const json::object& content);

// As a person and a header field read it; "*/*" becomes JSON.
[[nodiscard]] std::string shown_media_type(std::string_view media_type);

// The names of a "content", at most most_media_types of them.
[[nodiscard]] std::vector<std::string> shown_media_types(const json::object& content);

} // namespace http_task::description
