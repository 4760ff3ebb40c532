// The expansion of one variable (RFC 6570, section 3.2 and appendix A), which URI templates and the styles of
// OpenAPI share.
#pragma once

#include "base/result.hpp"
#include "uri/value.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace http_task::uri {

// More than any server takes; what is longer is a mistake or an attack.
inline constexpr std::size_t longest_expansion = std::size_t{1} << 20U;

// RFC 3986, section 2.2.
inline constexpr std::string_view reserved_characters = ":/?#[]@!$&'()*+,;=";

enum class escapes {
  all,  // every character but the unreserved ones becomes %XX
  some, // those of `passing` and what is %XX already stand as they are
  none, // the text as it stands
};

// How a variable is written; the columns of the table in RFC 6570, appendix A.
struct expansion_form {
  std::string_view first;     // before the first variable
  std::string_view separator; // before each further one, and between the items of an exploded value
  bool named = false;         // whether the name stands before the value
  std::string_view if_empty;  // behind the name of an empty value
  escapes escape = escapes::all;
  std::string_view passing = {};         // for escapes::some
  std::string_view item_separator = ","; // between the items of a value that is not exploded
};

// %XX at the beginning of the text.
[[nodiscard]] bool starts_with_escape(std::string_view text) noexcept;

void append_escaped(std::string& out, std::string_view text, const expansion_form& form);

// Appends `v`, which is not undefined, under `name` (as it shall stand). `is_first` chooses between `first`
// and `separator`. Fails with "input.invalid" on a list or associative array within one, and with
// "input.limit" when `out` grows beyond longest_expansion; `out` then holds a part.
[[nodiscard]] std::optional<problem> append_variable(std::string& out, std::string_view name, const value& v,
                                                     bool explode, bool is_first, const expansion_form& form);

} // namespace http_task::uri
