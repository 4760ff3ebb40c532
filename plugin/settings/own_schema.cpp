#include "settings/own_schema.hpp"

#include "base/text.hpp"
#include "json/parse.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <vector>

namespace http_task::embedded {
extern const std::string_view request_settings_schema;
}

namespace http_task::settings {

std::string_view own_schema_text() noexcept {
  return embedded::request_settings_schema;
}

// value() throws on a schema that is broken: a defect of the build, which the first test finds.
const json::value& own_schema() {
  static const json::value schema = json::parse(own_schema_text()).value();
  return schema;
}

const schema::validator& own_validator() {
  static const schema::validator validator = schema::compile(own_schema()).value();
  return validator;
}

std::span<const std::string_view> field_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const auto& member : json::find(own_schema(), "/properties")->as_object())
      all.push_back(json::view(member.key()));
    return all;
  }();
  return names;
}

std::span<const std::string_view> methods() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const json::value& method : json::find(own_schema(), "/properties/method/examples")->as_array())
      all.push_back(json::view(method.as_string()));
    return all;
  }();
  return names;
}

std::string sent_method(std::string_view method) {
  std::string upper = to_upper(method);
  return std::ranges::find(methods(), upper) != methods().end() ? upper : std::string(method);
}

} // namespace http_task::settings
