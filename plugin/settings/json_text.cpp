#include "settings/json_text.hpp"

#include "json/parse.hpp"
#include "json/write.hpp"

namespace http_task::settings {

std::string json_text(const json::value& v) {
  const json::string* text = v.if_string();
  if (!text) return json::write(v);
  const result<json::value> document = json::parse(json::view(*text));
  return document && document->is_structured() ? std::string(json::view(*text)) : json::write(v);
}

std::string plain_text(const json::value& v) {
  const json::string* text = v.if_string();
  return text ? std::string(json::view(*text)) : json::write(v);
}

} // namespace http_task::settings
