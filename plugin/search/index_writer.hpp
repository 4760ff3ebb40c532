// Numbers what was collected anew, words by text and pieces by frequency, and writes the sections.
#pragma once

#include "base/result.hpp"
#include "search/collected.hpp"

#include <string>

namespace http_task::search {

[[nodiscard]] result<std::string> write_index(const collected& c);

} // namespace http_task::search
