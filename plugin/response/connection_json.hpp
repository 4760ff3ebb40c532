// How an exchange went, in the words of the structured response.
#pragma once

#include "message/exchange.hpp"
#include "response/inspection_level.hpp"
#include "json/text_writer.hpp"

namespace http_task::response {

// Milliseconds with a microsecond's precision; -1 for a phase that did not take place.
void write(json::text_writer& out, const message::timings& t);
void write(json::text_writer& out, const message::sizes& s);
// The certificates from DEBUG on, and at any level when they were not good.
void write(json::text_writer& out, const message::connection& c, inspection_level level);

} // namespace http_task::response
