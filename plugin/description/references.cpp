#include "description/references.hpp"

#include "description/display_text.hpp"
#include "description/percent.hpp"

namespace http_task::description {
namespace {

// Longer chains of aliases are circles for all that matters.
constexpr int most_aliases = 100;
constexpr std::size_t longest_reference = 10'000;

std::string quoted(std::string_view ref) {
  return "\"" + single_line(ref, 200) + "\"";
}

const json::string* reference_in(const json::value* value) {
  const json::object* object = value ? value->if_object() : nullptr;
  const json::value* ref = object ? object->if_contains("$ref") : nullptr;
  return ref ? ref->if_string() : nullptr;
}

// Where `pointer` leads if a value on its way is a reference: that reference, and the rest of the way from
// there. "" if none is.
std::string detour(const document& source, std::string_view pointer) {
  for (std::size_t end = pointer.rfind('/'); end != std::string_view::npos && end != 0;
       end = pointer.rfind('/', end - 1))
    if (const json::string* ref = reference_in(source.find(pointer.substr(0, end))))
      return std::string(json::view(*ref)) + std::string(pointer.substr(end));
  return {};
}

} // namespace

result<target> resolve(const document& source, std::string_view ref) {
  std::string next(ref);
  for (int hop = 0; hop < most_aliases; ++hop) {
    if (!next.starts_with('#'))
      return make_problem("description.invalid",
                          "The $ref " + quoted(next) +
                              " leads to another document; only references inside of the "
                              "document are followed.");
    // A pointer is followed as it stands first: some writers do not percent-encode.
    std::string pointer = next.substr(1);
    const json::value* value = source.find(pointer);
    if (!value) {
      pointer = percent_decode(pointer);
      value = source.find(pointer);
    }
    if (!value) {
      std::string other = detour(source, pointer);
      if (other.empty() || other.size() > longest_reference)
        return make_problem("description.invalid", "The $ref " + quoted(next) + " leads nowhere.");
      next = std::move(other);
      continue;
    }
    const json::string* alias = reference_in(value);
    if (!alias) return target{value, std::move(pointer)};
    next = json::view(*alias);
  }
  return make_problem("description.invalid", "The $ref " + quoted(ref) + " leads in a circle.");
}

result<target> dereference(const document& source, const json::value& value, std::string pointer) {
  const json::string* ref = reference_in(&value);
  if (!ref) return target{&value, std::move(pointer)};
  return resolve(source, json::view(*ref));
}

} // namespace http_task::description
