// A command as a person pastes it, taken apart into words as a shell would: nothing is expanded, nothing
// executed.
//
// Two shells, told apart by the text: a POSIX shell with bash's $'...' (blanks, quotes, "\" at the end of a
// line), and Windows' cmd (blanks, "^" before what has a meaning and at the end of a line, \" within quotes),
// as browsers' "Copy as cURL" writes them.
#pragma once

#include "document/problem.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// A variable of the shell stands in a word as its name between these two, which no other text may hold.
inline constexpr char variable_begin = '\x01';
inline constexpr char variable_end = '\x02';

struct shell_command {
  std::vector<std::string> words;
  std::string follows; // what stands behind the command: "| jq .", "> file", a second line; "" if nothing
};

// Fails with "input.invalid" on what only a shell could tell ($(...), backticks), on quotes that never end,
// and with "input.limit" on more than 1 MiB.
[[nodiscard]] result<shell_command> split_command(std::string_view text);

// The words of one of the two.
[[nodiscard]] result<shell_command> split_posix(std::string_view text);
[[nodiscard]] result<shell_command> split_cmd(std::string_view text);

} // namespace http_task::host
