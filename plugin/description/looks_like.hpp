// What a document is, told by its first bytes and its members: for the right reader, and for words that help.
#pragma once

#include "json/value.hpp"

#include <string_view>

namespace http_task::description {

enum class document_kind { openapi, native, postman, har, other };

[[nodiscard]] document_kind kind_of(const json::value& document);

// "YAML", "HTML", "a ZIP archive", ...: a text that is certainly not JSON and that people hand in; "" for all
// else.
[[nodiscard]] std::string_view text_looks_like(std::string_view bytes);

// "another version of OpenAPI", "AsyncAPI", ...; "some other JSON" at worst.
[[nodiscard]] std::string_view value_looks_like(const json::value& document);

} // namespace http_task::description
