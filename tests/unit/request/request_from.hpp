// Settings as text on their whole way to a request, for the tests.
#pragma once

#include "request/build.hpp"
#include "settings/read.hpp"
#include "json/parse.hpp"

namespace http_task::request {

inline settings::request_settings settings_from(std::string_view text) {
  return settings::read(json::parse(text).value()).value();
}

inline result<prepared> request_from(std::string_view text, std::optional<std::string> body = std::nullopt) {
  redactor secrets;
  return build(settings_from(text), {std::move(body), nullptr, {}}, secrets);
}

// "type pointer" of the problem, or "ok".
inline std::string failure_of(std::string_view text, std::optional<std::string> body = std::nullopt) {
  const result<prepared> r = request_from(text, std::move(body));
  return r ? "ok" : r.error().type + " " + r.error().pointer;
}

// Settings for http://h.test/ with more members.
inline std::string with(std::string_view members) {
  return R"({"uri":"http://h.test/",)" + std::string(members) + "}";
}

} // namespace http_task::request
