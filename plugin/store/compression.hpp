// zstd frames with a checksum.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;

namespace http_task::store {

class compressor {
public:
  compressor();
  ~compressor();
  compressor(const compressor&) = delete;
  compressor& operator=(const compressor&) = delete;

  // Appends the frame and gives its size.
  std::size_t append(std::string& out, std::string_view bytes);

private:
  ZSTD_CCtx_s* context_;
};

// Exactly `size` bytes; nullopt when the frame is damaged or holds another number. Keeps a context for each
// thread.
[[nodiscard]] std::optional<std::string> decompress(std::string_view frame, std::size_t size);

} // namespace http_task::store
