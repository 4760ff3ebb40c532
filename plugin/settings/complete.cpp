#include "settings/complete.hpp"

#include "schema/sample.hpp"
#include "json/pointer.hpp"

namespace http_task::settings {

void complete_with_samples(const json::value& description, prefilled& filled) {
  if (filled.to_check.empty()) return;
  schema::sample_options options;
  options.tolerant = true;
  const result<json::value> sample = schema::sample(description, options);
  if (!sample) return;
  for (const finding& f : filled.to_check) {
    const json::value* value = json::find(*sample, f.pointer);
    if (value == nullptr || json::find(filled.settings, f.pointer) != nullptr) continue;
    const result<std::vector<std::string>> tokens = json::split_pointer(f.pointer);
    if (!tokens || tokens->empty()) continue;
    // prefill() has made the object that the field belongs into.
    json::value* parent =
        json::find(filled.settings, std::string_view(f.pointer).substr(0, f.pointer.rfind('/')));
    if (parent != nullptr && parent->is_object()) parent->get_object().emplace(tokens->back(), *value);
  }
}

} // namespace http_task::settings
