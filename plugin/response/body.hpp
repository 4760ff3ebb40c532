// The body of an answer as a structured response shows it: JSON, text, or base64, by its media type and its
// bytes.
#pragma once

#include "message/exchange.hpp"
#include "json/value.hpp"

#include <optional>
#include <string>

namespace http_task::response {

enum class body_encoding { none, json, text, base64 };

struct interpreted_body {
  body_encoding encoding = body_encoding::none;
  // JSON text that stands for the body. For JSON it is the text as received, so that every number keeps its
  // exact value; for the others a JSON string.
  std::string text;
  std::optional<json::value> value; // of JSON, where it was asked for
  std::string
      note; // why a body that says it is JSON or text is shown otherwise; "" if there is nothing to say
};

// Never fails: what cannot be read as what it says it is shows as text, and what is no text as base64.
// `with_value` false leaves `value` out: a body that is only passed on need not become a tree.
[[nodiscard]] interpreted_body interpret_body(const message::response& answer, bool with_value = true);

} // namespace http_task::response
