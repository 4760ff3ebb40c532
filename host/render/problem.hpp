// A problem in words: what, where, what was expected, what to do.
#pragma once

#include "document/problem.hpp"
#include "text/terminal.hpp"

#include <cstddef>
#include <string>

namespace http_task::host {

[[nodiscard]] std::string render_problem(const problem& p, const palette& paint, std::size_t width);
// A finding, a line each for what is wrong and what was probably meant, behind `indent` spaces.
[[nodiscard]] std::string render_finding(const finding& f, const palette& paint, std::size_t indent);

} // namespace http_task::host
