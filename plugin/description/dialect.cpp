#include "description/dialect.hpp"

#include "json/write.hpp"

namespace http_task::description {

std::string version_text(const json::value* version) {
  if (version && version->is_number()) return json::write(*version);
  return version && version->is_string() ? std::string(json::view(version->get_string())) : std::string();
}

std::optional<openapi_version> version_of(const document& source) {
  const std::string swagger = version_text(source.find("/swagger"));
  if (swagger == "2" || swagger == "2.0" || swagger.starts_with("2.0.")) return openapi_version::v2_0;
  const std::string version = version_text(source.find("/openapi"));
  const auto is = [&](std::string_view minor) {
    return version == minor || (version.starts_with(minor) && version[minor.size()] == '.');
  };
  if (is("3.0")) return openapi_version::v3_0;
  if (is("3.1")) return openapi_version::v3_1;
  if (is("3.2")) return openapi_version::v3_2;
  return std::nullopt;
}

} // namespace http_task::description
