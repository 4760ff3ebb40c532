#include "coding/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <vector>

namespace http_task::coding {
namespace {

constexpr int gzip_wrapped = MAX_WBITS + 16;
constexpr int usual_memory = 8;
constexpr std::size_t largest_piece = std::size_t{64} << 10U;

class deflater {
public:
  deflater() {
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_wrapped, usual_memory,
                     Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~deflater() { deflateEnd(&stream_); }
  deflater(const deflater&) = delete;
  deflater& operator=(const deflater&) = delete;

  void give(std::string_view content) noexcept {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data())); // zlib's API has no const
    stream_.avail_in = static_cast<uInt>(content.size());
  }
  [[nodiscard]] bool has_input() const noexcept { return stream_.avail_in > 0; }
  // How much it made; less than there was room for once all that was given is in it.
  std::size_t make(std::span<char> into, int flush) noexcept {
    const auto room = static_cast<uInt>(std::min<std::size_t>(into.size(), std::numeric_limits<uInt>::max()));
    stream_.next_out = reinterpret_cast<Bytef*>(into.data());
    stream_.avail_out = room;
    ended_ = deflate(&stream_, flush) == Z_STREAM_END;
    return room - stream_.avail_out;
  }
  [[nodiscard]] bool ended() const noexcept { return ended_; }
  void start_again() noexcept {
    deflateReset(&stream_);
    ended_ = false;
  }

private:
  z_stream stream_{};
  bool ended_ = false;
};

class gzip_source final : public message::body_source {
public:
  explicit gzip_source(std::shared_ptr<message::body_source> content)
      : content_(std::move(content)), piece_(largest_piece) {}

  [[nodiscard]] std::optional<std::uint64_t> size() const override { return std::nullopt; }
  [[nodiscard]] bool ready() const override {
    return begin_ < end_ || deflater_.ended() || content_->ready();
  }
  void when_ready(message::wake_call wake) override {
    if (ready()) return wake();
    content_->when_ready(std::move(wake));
  }
  [[nodiscard]] result<std::size_t> read(std::span<char> into) override {
    while (begin_ == end_ && !deflater_.ended()) {
      const result<std::size_t> got = content_->read(piece_);
      if (!got) return got;
      encode({piece_.data(), *got});
    }
    const std::size_t size = std::min(into.size(), end_ - begin_);
    std::copy_n(encoded_.data() + begin_, size, into.data());
    begin_ += size;
    return size;
  }
  [[nodiscard]] result<void> rewind() override {
    if (result<void> rewound = content_->rewind(); !rewound) return rewound;
    deflater_.start_again();
    begin_ = end_ = 0;
    return {};
  }

private:
  // All of a piece at once: with little room zlib would write the mark of a flush again and again.
  void encode(std::string_view piece) {
    deflater_.give(piece);
    begin_ = end_ = 0;
    const int flush = piece.empty() ? Z_FINISH : Z_SYNC_FLUSH;
    do {
      encoded_.resize(end_ + largest_piece);
      end_ += deflater_.make(std::span(encoded_).subspan(end_), flush);
    } while (end_ == encoded_.size());
  }

  std::shared_ptr<message::body_source> content_;
  std::vector<char> piece_;
  std::vector<char> encoded_; // [begin_, end_) was not read yet
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  deflater deflater_;
};

} // namespace

std::string to_gzip(std::string_view content) {
  deflater d;
  std::string encoded;
  std::vector<char> room(largest_piece);
  do {
    if (!d.has_input()) {
      d.give(content.substr(0, std::size_t{1} << 30U));
      content.remove_prefix(std::min(content.size(), std::size_t{1} << 30U));
    }
    encoded.append(room.data(), d.make(room, content.empty() ? Z_FINISH : Z_NO_FLUSH));
  } while (!d.ended());
  return encoded;
}

std::shared_ptr<message::body_source> to_gzip(std::shared_ptr<message::body_source> content) {
  return std::make_shared<gzip_source>(std::move(content));
}

} // namespace http_task::coding
