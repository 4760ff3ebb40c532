// The keywords that look at the value itself.
#include "schema/compiler.hpp"
#include "schema/number.hpp"
#include "schema/type.hpp"

#include <algorithm>

namespace http_task::schema {
namespace {

// A count beyond 32 bits is as good as the largest of them: no value in memory has that many parts.
index saturated(const json::value& count) noexcept {
  constexpr index most = none - 1;
  return compare_numbers(count, json::value(std::uint64_t{most})) > 0
             ? most
             : static_cast<index>(count.to_number<double>());
}

bool is_true(const json::value* flag) noexcept {
  return flag && flag->get_bool();
}

} // namespace

index compiler::value_of(const json::value& v) {
  program_.values.push_back(v);
  return static_cast<index>(program_.values.size() - 1);
}

std::vector<std::string> compiler::strings_of(const json::array& names) const {
  std::vector<std::string> strings;
  strings.reserve(names.size());
  for (const json::value& name : names)
    strings.emplace_back(json::view(name.get_string()));
  return strings;
}

result<index> compiler::pattern_of(std::string_view text) {
  const auto [known, added] =
      patterns_.try_emplace(std::string(text), static_cast<index>(program_.patterns.size()));
  if (!added) return known->second;
  result<pattern> p = pattern::compile(text);
  if (!p) {
    patterns_.erase(known);
    return p.error();
  }
  program_.patterns.push_back(std::move(*p));
  return known->second;
}

void compiler::emit_type() {
  const json::value* type = get(keyword::type);
  if (!type) return;
  index bits = 0;
  if (type->is_string()) {
    bits = type_bits(json::view(type->get_string()));
  } else {
    for (const json::value& name : type->get_array())
      bits |= type_bits(json::view(name.get_string()));
  }
  if (language_.base == dialect::draft4 && (bits & type_integer) != 0)
    bits ^= type_integer | type_integer_as_written;
  if (is_true(get(keyword::nullable))) bits |= type_null;
  emit(op::type, "type", bits);
}

void compiler::emit_values() {
  if (const json::value* v = get(keyword::const_)) emit(op::constant, "const", value_of(*v));
  const json::value* v = get(keyword::enum_);
  if (!v) return;
  enumeration e;
  e.values.assign(v->get_array().begin(), v->get_array().end());
  // OpenAPI 3.0.3's clarification wants null listed; descriptions in the wild rarely do, and mean it all the
  // same.
  if (is_true(get(keyword::nullable)) &&
      std::ranges::none_of(e.values, [](const auto& x) { return x.is_null(); }))
    e.values.emplace_back(nullptr);
  std::vector<std::string> texts;
  for (const json::value& x : e.values) {
    if (const json::string* text = x.if_string()) texts.emplace_back(json::view(*text));
  }
  e.texts = text_set(std::move(texts));
  emit(op::enumeration, "enum", static_cast<index>(program_.enumerations.size()));
  program_.enumerations.push_back(std::move(e));
}

void compiler::emit_number_bounds() {
  // Draft 4 and OpenAPI 3.0: a flag that sharpens the bound. Later: a bound of its own.
  const auto bound = [&](keyword k, std::string_view name, op inclusive, keyword sharp_keyword,
                         std::string_view sharp_name, op exclusive) {
    const json::value* v = get(k);
    const json::value* sharp = get(sharp_keyword);
    if (v) emit(sharp && sharp->is_bool() && sharp->get_bool() ? exclusive : inclusive, name, value_of(*v));
    if (sharp && sharp->is_number()) emit(exclusive, sharp_name, value_of(*sharp));
  };
  bound(keyword::minimum, "minimum", op::minimum, keyword::exclusive_minimum, "exclusiveMinimum",
        op::exclusive_minimum);
  bound(keyword::maximum, "maximum", op::maximum, keyword::exclusive_maximum, "exclusiveMaximum",
        op::exclusive_maximum);
  if (const json::value* v = get(keyword::multiple_of)) emit(op::multiple_of, "multipleOf", value_of(*v));
}

void compiler::emit_counts() {
  const auto count = [&](keyword k, std::string_view name, op code) {
    if (const json::value* v = get(k)) emit(code, name, saturated(*v));
  };
  count(keyword::min_length, "minLength", op::min_length);
  count(keyword::max_length, "maxLength", op::max_length);
  count(keyword::min_items, "minItems", op::min_items);
  count(keyword::max_items, "maxItems", op::max_items);
  count(keyword::min_properties, "minProperties", op::min_properties);
  count(keyword::max_properties, "maxProperties", op::max_properties);
  if (is_true(get(keyword::unique_items))) emit(op::unique_items, "uniqueItems");
  if (const json::value* v = get(keyword::required)) {
    const auto first = static_cast<index>(program_.names.size());
    for (std::string& name : strings_of(v->get_array()))
      program_.names.push_back(std::move(name));
    emit(op::required, "required", first, static_cast<index>(program_.names.size()));
  }
}

result<void> compiler::emit_text(const place& where) {
  if (const json::value* v = get(keyword::format);
      v && (options_.assert_formats || language_.asserts_formats)) {
    if (const std::optional<format> f = find_format(json::view(v->get_string())))
      emit(op::format, "format", static_cast<index>(*f));
  }
  const json::value* v = get(keyword::pattern);
  if (!v) return {};
  const result<index> p = pattern_of(json::view(v->get_string()));
  if (!p) {
    problem why = problem_at(p.error().type, p.error().detail, where.location(), "pattern");
    why.advice = p.error().advice;
    return refuse(std::move(why));
  }
  emit(op::pattern, "pattern", *p);
  return {};
}

} // namespace http_task::schema
