// The body of an answer as a structured response shows it: JSON, text, or base64, by its media type and its
// bytes.
#pragma once

#include "message/exchange.hpp"
#include "json/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace http_task::response {

enum class body_encoding { none, json, text, base64 };

struct interpreted_body {
  body_encoding encoding = body_encoding::none;
  std::string_view bytes;               // of the answer; see content()
  std::optional<std::string> converted; // text that came in another charset, in UTF-8
  std::optional<json::value> value;     // of JSON, where it was asked for
  std::string
      note; // why a body that says it is JSON or text is shown otherwise; "" if there is nothing to say

  // The text of JSON as received, so that every number keeps its exact value; text in UTF-8; or the bytes
  // that base64 stands for. Lives as long as the answer and this do.
  [[nodiscard]] std::string_view content() const noexcept { return converted ? *converted : bytes; }
};

// Never fails: what cannot be read as what it says it is shows as text, and what is no text as base64.
// `with_value` false leaves `value` out: a body that is only passed on need not become a tree.
[[nodiscard]] interpreted_body interpret_body(const message::response& answer, bool with_value = true);
interpreted_body interpret_body(message::response&& answer, bool with_value = true) = delete; // views of it

} // namespace http_task::response
