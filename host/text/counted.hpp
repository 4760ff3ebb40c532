// Numbers of things in words for a person.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::host {

// "125,205".
[[nodiscard]] std::string grouped(std::uint64_t number);
// "1 API", "2,639 APIs"; the plural is the word with an s unless it is given.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view one, std::string_view many = {});
// "112 MB", "3.4 MB", "12 kB", "17 bytes".
[[nodiscard]] std::string byte_size(std::uint64_t bytes);

} // namespace http_task::host
