// CommonMark of foreign origin as HTML that is safe to show.
//
// Made of these elements and nothing else: p, h1 to h6, ul, ol, li, blockquote, pre, code, em, strong, del,
// hr, br, table, thead, tbody, tr, th, td, and a with an http, https or mailto URL. Attributes: href, rel,
// target; start of ol; class of code (language-...) and of cells (align-...). Raw HTML loses its tags and
// keeps its words; images become links. Every element is closed, also where a bound cut the text off.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace http_task::host {

struct markdown_options {
  unsigned first_heading = 3;                 // what "#" becomes; deeper ones follow, up to h6
  std::size_t bytes = std::size_t{128} << 10; // of the text that is read
  std::size_t html = std::size_t{1} << 20;    // of what comes out, about
};

// GitHub's tables and ~~strikethrough~~ as well. URLs in texts of up to 32 KiB are links: the parser needs
// time with the square of their number.
[[nodiscard]] std::string markdown_to_html(std::string_view markdown, const markdown_options& options = {});

} // namespace http_task::host
