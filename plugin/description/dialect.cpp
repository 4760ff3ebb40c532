#include "description/dialect.hpp"

namespace http_task::description {

std::optional<openapi_version> version_of(const document& source) {
  const json::value* swagger = source.find("/swagger");
  const json::value* openapi = source.find("/openapi");
  // YAML without quotation marks: `swagger: 2.0` is a number.
  if (swagger && swagger->is_number() && swagger->to_number<double>() == 2) return openapi_version::v2_0;
  if (swagger && swagger->is_string()) {
    const std::string_view version = json::view(swagger->get_string());
    if (version == "2" || version == "2.0" || version.starts_with("2.0.")) return openapi_version::v2_0;
  }
  if (!openapi || !openapi->is_string()) return std::nullopt;
  const std::string_view version = json::view(openapi->get_string());
  const auto is = [&](std::string_view minor) {
    return version == minor || (version.starts_with(minor) && version[minor.size()] == '.');
  };
  if (is("3.0")) return openapi_version::v3_0;
  if (is("3.1")) return openapi_version::v3_1;
  if (is("3.2")) return openapi_version::v3_2;
  return std::nullopt;
}

} // namespace http_task::description
