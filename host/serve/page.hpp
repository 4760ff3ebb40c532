// The files of the editor page as answers.
#pragma once

#include "page/files.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

struct page_answer {
  unsigned status = 200;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::string_view body; // static
};

// GET of `path`: "/" is "/index.html". Brotli goes before gzip where `accept_encoding` has both. 304 when
// `if_none_match` has the tag of the file.
[[nodiscard]] page_answer answer_page(std::span<const page_file> files, std::string_view path,
                                      std::string_view accept_encoding, std::string_view if_none_match);

} // namespace http_task::host
