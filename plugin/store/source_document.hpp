// What somebody adds, as one parsed document.
#pragma once

#include "base/result.hpp"
#include "description/document_text.hpp"
#include "store/writer.hpp"

#include <string_view>

namespace http_task::store {

// With options.folder, what `bytes` refer to in there is part of it (description/bundle.hpp). Fails as
// description::parse_document() does, and with "input.path" for a folder that cannot be opened.
[[nodiscard]] result<description::parsed_document> read_source(std::string_view bytes,
                                                               const add_options& options);

} // namespace http_task::store
