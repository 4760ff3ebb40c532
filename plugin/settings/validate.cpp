#include "settings/validate.hpp"

#include "expression/template.hpp"
#include "settings/description_rules.hpp"
#include "settings/http_rules.hpp"
#include "settings/own_rules.hpp"
#include "settings/parameter_rules.hpp"
#include "settings/read.hpp"
#include "json/pointer.hpp"

#include <algorithm>

namespace http_task::settings {
namespace {

// Where a pointer stands in its document: the number of the member at each level; a member that is missing
// comes last.
std::vector<std::size_t> place_of(const json::value& document, std::string_view pointer) {
  std::vector<std::size_t> place;
  const result<std::vector<std::string>> tokens = json::split_pointer(pointer);
  const json::value* at = &document;
  for (std::size_t i = 0; tokens && at && i < tokens->size(); ++i) {
    const std::string& token = (*tokens)[i];
    if (const json::object* members = at->if_object()) {
      const auto found = members->find(token);
      place.push_back(static_cast<std::size_t>(found - members->begin()));
      at = found == members->end() ? nullptr : &found->value();
    } else {
      const json::value* item = json::find(*at, json::join("", token));
      const json::array* items = at->if_array();
      place.push_back(item && items ? static_cast<std::size_t>(item - items->data()) : 0);
      at = item;
    }
  }
  return place;
}

// Adds what was not said yet. Several members may be missing at one object; anything else is said once for a
// spot.
void merge(const json::value& document, std::vector<finding>& into, std::vector<finding> more) {
  const std::size_t known = into.size();
  for (finding& f : more) {
    const json::value* at = json::find(document, f.pointer);
    const bool is_object = at && at->is_object();
    const bool said = std::any_of(
        into.begin(), into.begin() + static_cast<std::ptrdiff_t>(known), [&](const finding& other) {
          return other.pointer == f.pointer && (!is_object || other.detail == f.detail);
        });
    if (!said) into.push_back(std::move(f));
  }
}

void sort(const json::value& document, std::vector<finding>& findings) {
  std::ranges::stable_sort(findings, {}, [&](const finding& f) { return place_of(document, f.pointer); });
}

} // namespace

report validate(const json::value& settings, const json::value* description, stage when) {
  report all;
  const result<located> where = unwrap(settings);
  if (!where) {
    all.errors.push_back({where.error().pointer, where.error().detail, {}, {}});
    return all;
  }

  // The more particular come first: of two findings for a spot the first one stays.
  if (when == stage::stored) {
    for (finding& f : expression::check_syntax(*where->settings)) {
      f.pointer.insert(0, where->pointer);
      all.errors.push_back(std::move(f));
    }
  }
  const auto take = [&](report more) {
    merge(settings, all.errors, std::move(more.errors));
    merge(settings, all.warnings, std::move(more.warnings));
  };
  take(check_http_rules(*where, when));
  take(check_parameter_rules(*where, when));
  take(check_own_rules(settings, *where, when));
  if (description) take(check_description_rules(*where, *description, when));
  sort(settings, all.errors);
  sort(settings, all.warnings);
  return all;
}

} // namespace http_task::settings
