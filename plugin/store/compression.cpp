#include "store/compression.hpp"

#include <memory>
#include <new>
#include <stdexcept>

#include <zstd.h>

namespace http_task::store {
namespace {

// A sixth smaller than level 1 at half as much time again; level 6 takes twice that for a twelfth.
constexpr int level = 3;

struct free_context {
  void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};

} // namespace

compressor::compressor() : context_(ZSTD_createCCtx()) {
  if (context_ == nullptr) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context_, ZSTD_c_checksumFlag, 1);
}

compressor::~compressor() {
  ZSTD_freeCCtx(context_);
}

std::size_t compressor::append(std::string& out, std::string_view bytes) {
  const std::size_t start = out.size();
  out.resize(start + ZSTD_compressBound(bytes.size()));
  const std::size_t size =
      ZSTD_compress2(context_, out.data() + start, out.size() - start, bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) throw std::runtime_error(ZSTD_getErrorName(size));
  out.resize(start + size);
  return size;
}

std::optional<std::string> decompress(std::string_view frame, std::size_t size) {
  thread_local const std::unique_ptr<ZSTD_DCtx, free_context> context(ZSTD_createDCtx());
  if (!context) throw std::bad_alloc();
  if (ZSTD_getFrameContentSize(frame.data(), frame.size()) != size) return std::nullopt;
  std::string bytes(size, '\0');
  const std::size_t written =
      ZSTD_decompressDCtx(context.get(), bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(written) != 0 || written != size) return std::nullopt;
  return bytes;
}

} // namespace http_task::store
