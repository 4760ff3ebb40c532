#include "coding/stage.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>
#include <string>

namespace http_task::coding {
namespace {

constexpr std::size_t output_size = std::size_t{32} << 10U;

constexpr int raw = -MAX_WBITS;
constexpr int zlib_wrapped = MAX_WBITS;
constexpr int gzip_wrapped = MAX_WBITS + 16;

class inflater {
public:
  explicit inflater(int format) {
    if (inflateInit2(&stream_, format) != Z_OK) throw std::bad_alloc();
  }
  ~inflater() { inflateEnd(&stream_); }
  inflater(const inflater&) = delete;
  inflater& operator=(const inflater&) = delete;

  // Up to the end of the stream; `encoded` keeps what comes after it.
  stage::outcome write(std::string_view& encoded, receiver& to) {
    std::array<char, output_size> output;
    do {
      const auto piece = static_cast<uInt>(std::min<std::size_t>(encoded.size(), std::size_t{1} << 30U));
      stream_.next_in =
          reinterpret_cast<Bytef*>(const_cast<char*>(encoded.data())); // zlib's API has no const
      stream_.avail_in = piece;
      stream_.next_out = reinterpret_cast<Bytef*>(output.data());
      stream_.avail_out = static_cast<uInt>(output.size());
      const int came = inflate(&stream_, Z_NO_FLUSH);
      if (came == Z_MEM_ERROR) throw std::bad_alloc();
      encoded.remove_prefix(piece - stream_.avail_in);
      const std::size_t made = output.size() - stream_.avail_out;
      const receiver::wish wish = made > 0 ? to.take({output.data(), made}) : receiver::wish::more;
      if (wish == receiver::wish::never) return stage::outcome::stopped;
      ended_ = came == Z_STREAM_END;
      pausing_ = wish == receiver::wish::later;
      if (came != Z_OK && came != Z_STREAM_END && came != Z_BUF_ERROR) return stage::outcome::corrupt;
      if (ended_ || (came == Z_BUF_ERROR && made == 0)) break;
      if (pausing_) return stage::outcome::paused;
    } while (!encoded.empty() || stream_.avail_out == 0);
    return stage::outcome::good;
  }

  [[nodiscard]] bool ended() const noexcept { return ended_; }
  [[nodiscard]] bool pausing() const noexcept { return pausing_; } // the last wish of the receiver
  void start_again() {
    inflateReset(&stream_);
    ended_ = false;
  }

private:
  z_stream stream_{};
  bool ended_ = false;
  bool pausing_ = false;
};

// RFC 1952, section 2.2: a stream may have several members; what follows the last must be another one.
class gzip_stage final : public stage {
public:
  outcome write(std::string_view& encoded, receiver& to) override {
    while (!encoded.empty() || paused_) {
      if (inflater_.ended()) inflater_.start_again();
      const outcome came = inflater_.write(encoded, to);
      paused_ = came == outcome::paused;
      if (came != outcome::good) return came;
      if (inflater_.pausing() && !encoded.empty()) return outcome::paused;
    }
    return outcome::good;
  }
  [[nodiscard]] bool complete() const noexcept override { return inflater_.ended(); }

private:
  inflater inflater_{gzip_wrapped};
  bool paused_ = false;
};

// RFC 9110, section 8.4.1.2: the zlib format; some servers send the bare stream, which its first two bytes
// tell.
class deflate_stage final : public stage {
public:
  outcome write(std::string_view& encoded, receiver& to) override {
    if (!inflater_) {
      const std::size_t needed = std::min(2 - start_.size(), encoded.size());
      start_ += encoded.substr(0, needed);
      encoded.remove_prefix(needed);
      if (start_.size() < 2) return outcome::good;
      inflater_ = std::make_unique<inflater>(is_wrapped(start_) ? zlib_wrapped : raw);
      std::string_view start = start_;
      const outcome came = inflater_->write(start, to);
      if (came == outcome::corrupt || came == outcome::stopped) return came;
    }
    const outcome came = inflater_->write(encoded, to);
    return came == outcome::good && !encoded.empty() ? outcome::corrupt : came;
  }
  [[nodiscard]] bool complete() const noexcept override { return inflater_ && inflater_->ended(); }

private:
  // RFC 1950, section 2.2: CM and the check bits.
  static bool is_wrapped(std::string_view start) noexcept {
    const unsigned first = static_cast<unsigned char>(start[0]);
    const unsigned second = static_cast<unsigned char>(start[1]);
    return (first & 0x0FU) == 8 && (first * 256 + second) % 31 == 0;
  }

  std::string start_; // until there are two bytes
  std::unique_ptr<inflater> inflater_;
};

} // namespace

std::unique_ptr<stage> make_gzip_stage() {
  return std::make_unique<gzip_stage>();
}
std::unique_ptr<stage> make_deflate_stage() {
  return std::make_unique<deflate_stage>();
}

} // namespace http_task::coding
