#include "response/body.hpp"

#include "base/text.hpp"
#include "message/media_type.hpp"
#include "json/parse.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::response {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  return bytes;
}

bool is_latin1(std::string_view charset) {
  constexpr std::array names = std::to_array<std::string_view>({"iso-8859-1", "latin1", "us-ascii", "ascii"});
  return std::ranges::any_of(names, [&](std::string_view name) { return iequals(name, charset); });
}

interpreted_body shown_as(body_encoding encoding, std::string_view bytes, std::string note) {
  return {encoding, bytes, std::nullopt, std::nullopt, std::move(note)};
}

interpreted_body as_text(std::string_view bytes, const std::string* charset, std::string note) {
  bytes = without_mark(bytes);
  if (charset && is_latin1(*charset)) {
    interpreted_body body = shown_as(body_encoding::text, bytes, std::move(note));
    body.converted = to_utf8(bytes);
    return body;
  }
  if (charset && !iequals(*charset, "utf-8") && !iequals(*charset, "utf8"))
    return shown_as(body_encoding::base64, bytes,
                    "The charset " + *charset +
                        " is not one that is decoded; the bytes are shown as base64.");
  if (!is_utf8(bytes))
    return shown_as(body_encoding::base64, bytes,
                    "The body says it is text but is not UTF-8; the bytes are shown as base64.");
  return shown_as(body_encoding::text, bytes, std::move(note));
}

interpreted_body as_json(std::string_view bytes, const message::media_type& type, bool with_value) {
  interpreted_body body;
  std::optional<problem> wrong;
  if (!with_value)
    wrong = json::check(bytes);
  else if (result<json::value> parsed = json::parse(bytes))
    body.value = *std::move(parsed);
  else
    wrong = parsed.error();
  if (wrong)
    return as_text(bytes, type.parameter("charset"),
                   "The Content-Type says JSON but the body is not: " + wrong->detail);
  body.encoding = body_encoding::json;
  body.bytes = trim(without_mark(bytes));
  return body;
}

} // namespace

interpreted_body interpret_body(const message::response& answer, bool with_value) {
  const std::string_view bytes = answer.body;
  if (bytes.empty()) return {};
  if (answer.body_encoded)
    return shown_as(body_encoding::base64, bytes,
                    "The body is encoded as its Content-Encoding says and is shown as it came.");

  const std::string* field = answer.headers.find("Content-Type");
  const std::optional<message::media_type> type = field ? message::parse_media_type(*field) : std::nullopt;
  if (type && message::is_json(*type)) return as_json(bytes, *type, with_value);
  if (type && message::is_text(*type)) return as_text(bytes, type->parameter("charset"), {});
  // RFC 9110, section 8.3: without a media type the recipient may look at the data.
  if (!type && is_utf8(bytes) && bytes.find('\0') == std::string_view::npos) {
    if (const std::string_view start = trim(bytes); start.starts_with('{') || start.starts_with('[')) {
      if (interpreted_body body = as_json(bytes, {}, with_value); body.encoding == body_encoding::json)
        return body;
    }
    return as_text(bytes, nullptr, {});
  }
  return shown_as(body_encoding::base64, bytes, {});
}

} // namespace http_task::response
