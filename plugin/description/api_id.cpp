#include "description/api_id.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"

#include <algorithm>

namespace http_task::description {
namespace {

constexpr std::size_t longest = 200;

bool is_plain_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
         c == '_';
}

// "Pet Store (beta)" to "pet-store-beta".
std::string slug(std::string_view text) {
  std::string name;
  for (const char c : text.substr(0, longest)) {
    if (is_plain_letter(c))
      name += to_lower(c);
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  while (name.ends_with('-'))
    name.pop_back();
  return name;
}

} // namespace

bool is_api_id(std::string_view id) noexcept {
  return !id.empty() && id.size() <= longest && id.find(':') == std::string_view::npos &&
         single_line(id, longest) == id && trim(id) == id;
}

result<std::string> choose_api_id(std::string_view wanted, std::string_view host, std::string_view title) {
  if (!wanted.empty()) {
    if (is_api_id(wanted)) return std::string(wanted);
    return make_problem("input.invalid",
                        "The id of an API is one line of at most 200 bytes without ':'; found \"" +
                            single_line(wanted, 200) + "\".",
                        "/api");
  }
  for (const std::string_view text : {host, title})
    if (std::string name = slug(text); !name.empty()) return name;
  return std::string("api");
}

} // namespace http_task::description
