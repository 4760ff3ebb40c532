// Why an instance does not satisfy a program: the violations that a person wants to read.
#pragma once

#include "schema/program.hpp"
#include "schema/validator.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <vector>

namespace http_task::schema {

// Empty if the instance is valid. If the check had to be given up, one violation says so.
[[nodiscard]] std::vector<violation> explain(const program& p, const json::value& instance, std::size_t most,
                                             exemption accept_any);

} // namespace http_task::schema
