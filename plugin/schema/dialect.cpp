#include "schema/dialect.hpp"

#include <array>
#include <utility>

namespace http_task::schema {

std::optional<dialect> dialect_of(std::string_view uri) noexcept {
  constexpr auto known = std::to_array<std::pair<std::string_view, dialect>>({
      {"http://json-schema.org/draft-04/schema", dialect::draft4},
      {"http://json-schema.org/draft-06/schema", dialect::draft6},
      {"http://json-schema.org/draft-07/schema", dialect::draft7},
      {"https://json-schema.org/draft/2019-09/schema", dialect::draft2019_09},
      {"https://json-schema.org/draft/2020-12/schema", dialect::draft2020_12},
      {"https://spec.openapis.org/oas/3.1/dialect/base", dialect::draft2020_12},
      {"https://spec.openapis.org/oas/3.1/dialect/2024-11-10", dialect::draft2020_12},
      {"https://spec.openapis.org/oas/3.2/dialect/2025-09-17", dialect::draft2020_12},
  });
  if (uri.ends_with('#')) uri.remove_suffix(1);
  for (const auto& [name, d] : known) {
    if (name == uri) return d;
  }
  return std::nullopt;
}

} // namespace http_task::schema
