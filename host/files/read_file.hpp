// A file or standard input as bytes, with a limit.
#pragma once

#include "document/problem.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace http_task::host {

// What the command line reads of settings, definitions, contexts and options.
inline constexpr std::uint64_t max_input_bytes = std::uint64_t{16} << 20U;

// "file.not_found", "file.unreadable", or "input.limit": a regular file larger than `limit` is refused before
// it is read, anything else as soon as it turns out to be.
[[nodiscard]] result<std::string> read_file(const std::filesystem::path& file,
                                            std::uint64_t limit = max_input_bytes);

// The same, and "-" stands for standard input.
[[nodiscard]] result<std::string> read_input(const std::string& file_or_dash,
                                             std::uint64_t limit = max_input_bytes);

// How messages name it.
[[nodiscard]] std::string input_name(const std::string& file_or_dash);

} // namespace http_task::host
