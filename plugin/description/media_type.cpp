#include "description/media_type.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"

#include <algorithm>
#include <span>

namespace http_task::description {
namespace {

std::string essence(std::string_view media_type) {
  return to_lower(trim(media_type.substr(0, media_type.find(';'))));
}

std::span<const boost::json::key_value_pair> looked_at(const json::object& content) {
  return {content.begin(), std::min(content.size(), most_media_types)};
}

} // namespace

bool is_json_type(std::string_view media_type) {
  const std::string name = essence(media_type);
  return name == "application/json" || name == "text/json" || name.ends_with("+json");
}

bool is_multipart(std::string_view media_type) {
  return essence(media_type).starts_with("multipart/");
}

bool is_form(std::string_view media_type) {
  return essence(media_type) == "application/x-www-form-urlencoded";
}

int media_rank(std::string_view media_type) {
  const std::string name = essence(media_type);
  if (name == "application/json") return 0;
  if (name.ends_with("+json") || name == "*/*" || name == "text/json") return 1;
  if (name == "application/x-www-form-urlencoded") return 2;
  return name == "multipart/form-data" ? 3 : 4;
}

const boost::json::key_value_pair* preferred_content(const json::object& content) {
  const auto all = looked_at(content);
  const auto best = std::ranges::min_element(all, {}, [](const boost::json::key_value_pair& member) {
    return media_rank(json::view(member.key()));
  });
  return best == all.end() ? nullptr : &*best;
}

std::string shown_media_type(std::string_view media_type) {
  return media_type == "*/*" ? "application/json" : single_line(media_type, longest_media_type);
}

std::vector<std::string> shown_media_types(const json::object& content) {
  std::vector<std::string> names;
  for (const auto& member : looked_at(content))
    names.push_back(single_line(json::view(member.key()), longest_media_type));
  return names;
}

} // namespace http_task::description
