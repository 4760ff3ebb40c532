// Makes what the decoder undoes, with the encoders of the same libraries.
#pragma once

#include <string>
#include <string_view>

namespace http_task::coding {

[[nodiscard]] std::string gzip(std::string_view content);
[[nodiscard]] std::string zlib(std::string_view content);
[[nodiscard]] std::string raw_deflate(std::string_view content);
[[nodiscard]] std::string brotli(std::string_view content);
[[nodiscard]] std::string zstd(std::string_view content);

} // namespace http_task::coding
