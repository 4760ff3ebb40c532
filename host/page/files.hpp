// The files of the editor page, as they are embedded in the program.
#pragma once

#include <span>
#include <string_view>

namespace http_task::host {

// All texts are static. A file that a build could not make smaller has no second form.
struct page_file {
  std::string_view path; // "/index.html"
  std::string_view media_type;
  std::string_view etag; // a strong entity tag, quotes included
  bool hashed = false;   // the name changes with the content: may be kept for ever
  std::string_view identity;
  std::string_view brotli = {};
  std::string_view gzip = {};
};

// Empty where the program was built without the page.
[[nodiscard]] std::span<const page_file> page_files() noexcept;

} // namespace http_task::host
