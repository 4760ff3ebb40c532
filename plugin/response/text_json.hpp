// Text of a request or an answer on its way into the structured response.
#pragma once

#include "base/redact.hpp"
#include "message/fields.hpp"
#include "json/text_writer.hpp"

#include <string_view>

namespace http_task::response {

// Whatever its bytes are, as a string. `secrets` may be null: nothing is masked.
void write_text(json::text_writer& out, std::string_view bytes, const redactor* secrets);
// Nothing for no text.
void write_member(json::text_writer& out, std::string_view name, std::string_view bytes,
                  const redactor* secrets = nullptr);

// [{"name", "value"}] as they stand.
void write_fields(json::text_writer& out, const message::fields& headers, const redactor* secrets);
// The same of a head as it stood on the wire, framing fields included.
void write_fields_of_head(json::text_writer& out, std::string_view head);
// {name: [values]} as Conductor has it: names in lower case, in the order of their first field.
void write_header_map(json::text_writer& out, const message::fields& headers, const redactor* secrets);

} // namespace http_task::response
