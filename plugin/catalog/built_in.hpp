// The endpoint descriptions that the library carries (schemas/endpoints/).
#pragma once

#include "description/api.hpp"

#include <vector>

namespace http_task::catalog {

[[nodiscard]] std::vector<description::api> read_built_in();

} // namespace http_task::catalog
