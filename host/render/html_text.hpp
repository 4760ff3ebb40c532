// Foreign text as content of HTML: nothing in it is markup, and nothing turns the direction of writing.
#pragma once

#include <string>
#include <string_view>

namespace http_task::host {

// UTF-8 without control characters other than line feed and tab, and without those that embed or override a
// direction of writing (U+202A to U+202E, U+2066 to U+2069); bytes that are none become U+FFFD.
[[nodiscard]] std::string without_controls(std::string_view text);

// `text` as content of an element or as the value of an attribute in double quotes.
void append_html(std::string& out, std::string_view text);

// What a character reference such as "&amp;" or "&#x6A;" stands for: UTF-8, empty for what without_controls()
// takes away. A name that is not one of the five of XML is a reference still; append_html() would show its
// letters.
[[nodiscard]] std::string resolve_reference(std::string_view reference);

// A character reference as content of an element.
void append_html_reference(std::string& out, std::string_view reference);

// A URL that may be followed from foreign text: http, https or mailto, absolute.
[[nodiscard]] bool is_safe_link(std::string_view url);

// A URL as the value of an attribute: what is not plain ASCII is percent-encoded.
void append_html_url(std::string& out, std::string_view url);

} // namespace http_task::host
