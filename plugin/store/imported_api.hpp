// A source document to what a catalogue file keeps of it.
#pragma once

#include "base/result.hpp"
#include "description/document_text.hpp"
#include "store/compression.hpp"
#include "store/format.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::store {

struct imported_api {
  std::string id;
  std::string title;
  std::string version;
  std::uint32_t endpoints = 0;
  std::uint32_t flags = 0; // but for named_flag; preferred_flag as the document says
  std::vector<finding> warnings;
  std::string extent;
  std::uint32_t directory_size = 0;
};

// `api` and `source` are those of description::read_options. Fails as description::read_value() does.
[[nodiscard]] result<imported_api> import_api(description::parsed_document document, const std::string& api,
                                              const std::string& source, compressor& compressor);

} // namespace http_task::store
