// What is told to the system about mapped memory that it may have to fetch from a disk. Advice only: what is
// read is the same without it, and memory that is not mapped from a file takes no harm.
#pragma once

#include <string_view>

namespace http_task {

// Reads of it jump about: fetch the page that is asked for, and not megabytes around it.
void expect_scattered_reads(std::string_view mapped) noexcept;

// It is read soon: begin to fetch it, and do not wait.
void read_ahead(std::string_view mapped) noexcept;

} // namespace http_task
