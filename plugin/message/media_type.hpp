// Media types (RFC 9110, section 8.3): what a Content-Type field says of a body.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::message {

struct media_type {
  std::string type;                                            // lower case: "application"
  std::string subtype;                                         // lower case: "problem+json"
  std::vector<std::pair<std::string, std::string>> parameters; // names in lower case, values without quotes

  // "application/problem+json", without parameters.
  [[nodiscard]] std::string essence() const;
  // The value of the first parameter of that name (lower case), or nullptr.
  [[nodiscard]] const std::string* parameter(std::string_view name) const noexcept;
};

// nullopt when `text` is not a media type. Blanks around the parts are accepted, as is a trailing semicolon
// (RFC 9110, section 5.6.6); a parameter without a value is not.
[[nodiscard]] std::optional<media_type> parse_media_type(std::string_view text);

// application/json, text/json, and any subtype with the suffix +json (RFC 6839).
[[nodiscard]] bool is_json(const media_type& m) noexcept;
// application/xml, text/xml, and any subtype with the suffix +xml.
[[nodiscard]] bool is_xml(const media_type& m) noexcept;
// Text for a person: text/*, JSON, XML, forms, JavaScript, YAML, and their likes.
[[nodiscard]] bool is_text(const media_type& m) noexcept;

} // namespace http_task::message
