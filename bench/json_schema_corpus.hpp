// Schemas and instances from an OpenAPI document, and what making them costs.
#pragma once

#include "json/value.hpp"

#include <filesystem>
#include <string_view>

namespace http_task::bench {

// Writes `count` body and response schemas of the document, from small to large, as NAME.schema.json with a
// sample as NAME.instance.json into the folder. Answers {"cases": [NAME...], "operations": count,
// "prefill_us": of all operations, "sample_us": of all operations}.
[[nodiscard]] json::value write_corpus(std::string_view openapi, const std::filesystem::path& folder,
                                       std::size_t count);

} // namespace http_task::bench
