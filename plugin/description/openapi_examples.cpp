#include "description/openapi_examples.hpp"

#include "description/display_text.hpp"
#include "description/references.hpp"

namespace http_task::description {
namespace {

constexpr std::size_t most_examples = 20;
constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_summary = 500;

// Calls `found(name, Example Object, value)` for each member of "examples" that has a value of its own; those
// with an externalValue are not fetched.
template<class Found>
void each_example(const json::object& holder, const trail& at, definitions& defs, warning_list& warnings,
                  Found found) {
  const json::object* named = json::object_member(holder, "examples");
  if (!named) return;
  const trail all(at, "examples");
  std::size_t count = 0;
  for (const auto& member : *named) {
    if (count++ == most_examples) return;
    const trail here(all, json::view(member.key()));
    const result<target> example = dereference(defs.source(), member.value(), here.pointer());
    if (!example) {
      warnings.add(here, example.error().detail + " The example is left out.");
      continue;
    }
    const json::object* o = example->value->if_object();
    if (!o) continue;
    // 3.2.0, section 4.19.1: dataValue is the value before it is written.
    const json::value* value = o->if_contains("dataValue");
    if (!value) value = o->if_contains("value");
    if (value && defs.take(*value)) found(json::view(member.key()), *o, *value);
  }
}

} // namespace

json::array list_examples(const json::object& holder, const trail& at, definitions& defs,
                          warning_list& warnings) {
  json::array examples;
  if (const json::value* example = holder.if_contains("example"); example && defs.take(*example))
    examples.push_back(*example);
  each_example(
      holder, at, defs, warnings,
      [&](std::string_view, const json::object&, const json::value& value) { examples.push_back(value); });
  return examples;
}

json::object named_examples(const json::object& holder, const trail& at, definitions& defs,
                            warning_list& warnings) {
  json::object examples;
  each_example(holder, at, defs, warnings,
               [&](std::string_view name, const json::object& o, const json::value& value) {
                 json::object example;
                 if (const std::string_view summary = json::string_member(o, "summary"); !summary.empty())
                   example["summary"] = single_line(summary, longest_summary);
                 example["value"] = value;
                 examples[single_line(name, longest_name)] = std::move(example);
               });
  return examples;
}

} // namespace http_task::description
