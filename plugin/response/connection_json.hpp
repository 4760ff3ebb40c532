// Timings, sizes, connection and TLS of an exchange as members of the structured response.
#pragma once

#include "message/exchange.hpp"
#include "response/inspection_level.hpp"
#include "json/value.hpp"

namespace http_task::response {

[[nodiscard]] json::object to_json(const message::timings& t); // HAR 1.2, rounded to a microsecond
[[nodiscard]] json::object to_json(const message::sizes& s);
// Certificates from inspection level debug on, and always when they were not trusted.
[[nodiscard]] json::object to_json(const message::connection& c, inspection_level level);

} // namespace http_task::response
