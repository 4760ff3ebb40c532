#include "encode.hpp"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <stdexcept>

namespace http_task::coding {
namespace {

void require(bool good) {
  if (!good) throw std::runtime_error("The encoder failed.");
}

std::string deflated(std::string_view content, int format) {
  z_stream stream{};
  require(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, format, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(content.size())) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int came = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  require(came == Z_STREAM_END);
  return out;
}

} // namespace

std::string gzip(std::string_view content) {
  return deflated(content, MAX_WBITS + 16);
}
std::string zlib(std::string_view content) {
  return deflated(content, MAX_WBITS);
}
std::string raw_deflate(std::string_view content) {
  return deflated(content, -MAX_WBITS);
}

std::string brotli(std::string_view content) {
  std::string out(BrotliEncoderMaxCompressedSize(content.size()) + 32, '\0');
  std::size_t size = out.size();
  require(BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, content.size(),
                                reinterpret_cast<const std::uint8_t*>(content.data()), &size,
                                reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE);
  out.resize(size);
  return out;
}

std::string zstd(std::string_view content) {
  std::string out(ZSTD_compressBound(content.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), content.data(), content.size(), 3);
  require(ZSTD_isError(size) == 0);
  out.resize(size);
  return out;
}

} // namespace http_task::coding
