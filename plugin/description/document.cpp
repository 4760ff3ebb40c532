#include "description/document.hpp"

#include "json/pointer.hpp"

#include <algorithm>
#include <array>

namespace http_task::description {
namespace {

// Members of the root whose values are containers of parts, with the number of tokens that name a part.
struct container {
  std::string_view name;
  int tokens;
};
constexpr auto containers = std::to_array<container>({
    {"components", 3},
    {"definitions", 2},
    {"parameters", 2},
    {"paths", 3},
    {"responses", 2},
    {"securityDefinitions", 2},
    {"webhooks", 2},
    {"x-files", 2}, // other files of a bundle
});

int tokens_of_a_part(std::string_view first) noexcept {
  const auto found = std::ranges::find(containers, first, &container::name);
  return found == containers.end() ? 1 : found->tokens;
}

void visit(const std::string& pointer, const json::value& value, int tokens,
           const std::function<void(const std::string&, const json::value&)>& found) {
  const json::object* o = value.if_object();
  if (tokens == 0 || !o) return found(pointer, value);
  for (const auto& member : *o)
    visit(json::join(pointer, json::view(member.key())), member.value(), tokens - 1, found);
}

} // namespace

const json::value* whole_document::find(std::string_view pointer) const {
  return json::find(root_, pointer);
}

std::string_view part_of(std::string_view pointer) noexcept {
  if (pointer.empty()) return pointer;
  std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  for (int tokens = tokens_of_a_part(pointer.substr(1, end - 1)); tokens > 1 && end < pointer.size();
       --tokens)
    end = std::min(pointer.find('/', end + 1), pointer.size());
  return pointer.substr(0, end);
}

void for_each_part(const json::value& root,
                   const std::function<void(const std::string&, const json::value&)>& found) {
  const json::object* o = root.if_object();
  if (!o) return;
  for (const auto& member : *o) {
    const std::string_view name = json::view(member.key());
    visit(json::join("", name), member.value(), tokens_of_a_part(name) - 1, found);
  }
}

} // namespace http_task::description
