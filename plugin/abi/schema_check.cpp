#include "abi/schema_check.hpp"

#include "schema/validator.hpp"
#include "json/problem.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace http_task::abi {
namespace {

constexpr auto forms = std::to_array<std::pair<std::string_view, schema::output_form>>(
    {{"flag", schema::output_form::flag},
     {"basic", schema::output_form::basic},
     {"detailed", schema::output_form::detailed}});

result<std::optional<schema::output_form>> form_of(const json::object& request) {
  const json::value* wanted = request.if_contains("output");
  if (!wanted) return std::optional<schema::output_form>();
  for (const auto& [name, form] : forms) {
    if (json::string_member(request, "output") == name) return std::optional(form);
  }
  return in_source(make_problem("input.invalid", R"(Expected "flag", "basic" or "detailed".)", "/output"),
                   "request");
}

} // namespace

bool is_schema_check(const json::value& document) noexcept {
  const json::object* o = document.if_object();
  return o && o->contains("schema") && o->contains("instance");
}

result<json::value> check_schema(const json::object& request) {
  const auto form = form_of(request);
  if (!form) return form.error();
  schema::compile_options options;
  options.annotations = form->has_value();
  const result<schema::validator> validator = schema::compile(request.at("schema"), options);
  if (!validator) return in_source(validator.error(), "schema");
  const json::value& instance = request.at("instance");
  if (form->has_value()) return validator->output(instance, **form);
  json::array errors;
  for (const schema::violation& v : validator->check(instance))
    errors.push_back(json::to_json(schema::to_finding(v)));
  const bool valid = errors.empty();
  return json::object{{"valid", valid}, {"errors", std::move(errors)}, {"warnings", json::array()}};
}

} // namespace http_task::abi
