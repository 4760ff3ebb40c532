// Whether a value stands in a text, in whichever way its characters are written there.
//
// Each character may be written as it is, percent-encoded (in either case, once or several times over), as
// '+' for a blank, escaped as in JSON (\", \/, \n, \u00e9, surrogate pairs), as a character reference of
// HTML, or as a shell has an apostrophe within apostrophes; several ways may be mixed, as URLs do, which
// encode only what cannot stand where it is.
#pragma once

#include <cstddef>
#include <string_view>

namespace http_task {

// The end of `value`, which must not be empty, when it stands at the position `at` of the text; npos if it
// does not.
[[nodiscard]] std::size_t match_encoded(std::string_view text, std::size_t at, std::string_view value);

// Whether a character other than itself can begin the way in which one is written.
[[nodiscard]] bool begins_encoded(char c) noexcept;

} // namespace http_task
