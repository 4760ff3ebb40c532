// Answers about the catalogue as text: what was read, what is there, what changed.
#pragma once

#include "catalogue/import.hpp"
#include "document/json.hpp"
#include "text/terminal.hpp"

#include <cstddef>
#include <string>

namespace http_task::host {

// The APIs that were added: each with its warnings when there are few, else in one line, and what was left
// out.
[[nodiscard]] std::string render_import(const import_report& report, const palette& paint);
[[nodiscard]] json::object import_to_json(const import_report& report);

// What differs from what was there before: endpoints new, gone, changed and in which fields.
[[nodiscard]] std::string render_changes(const import_report& report, const palette& paint);

// A row for each API: id, number of endpoints, version, title, in columns; titles are cut at `width` (0:
// never).
[[nodiscard]] std::string render_apis(const json::array& apis, const palette& paint, std::size_t width);

} // namespace http_task::host
