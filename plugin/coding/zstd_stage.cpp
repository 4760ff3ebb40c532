#include "coding/stage.hpp"

#include <zstd.h>

#include <array>
#include <new>

namespace http_task::coding {
namespace {

constexpr std::size_t output_size = std::size_t{32} << 10U;
constexpr int largest_window = 23; // RFC 9659, section 3: 8 MiB for this content coding

struct freed {
  void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};

// RFC 8878: any number of frames.
class zstd_stage final : public stage {
public:
  zstd_stage() : context_(ZSTD_createDCtx()) {
    if (!context_) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, largest_window);
  }

  outcome write(std::string_view& encoded, receiver& to) override {
    std::array<char, output_size> output;
    ZSTD_inBuffer in{encoded.data(), encoded.size(), 0};
    while (true) {
      ZSTD_outBuffer out{output.data(), output.size(), 0};
      const std::size_t came = ZSTD_decompressStream(context_.get(), &out, &in);
      const receiver::wish wish = out.pos > 0 ? to.take({output.data(), out.pos}) : receiver::wish::more;
      if (wish == receiver::wish::never) return outcome::stopped;
      if (ZSTD_isError(came) != 0) return outcome::corrupt;
      complete_ = came == 0;
      encoded.remove_prefix(in.pos);
      in = {encoded.data(), encoded.size(), 0};
      if (encoded.empty() && (complete_ || out.pos < out.size)) return outcome::good;
      if (wish == receiver::wish::later) return outcome::paused;
    }
  }
  [[nodiscard]] bool complete() const noexcept override { return complete_; }

private:
  std::unique_ptr<ZSTD_DCtx, freed> context_;
  bool complete_ = false;
};

} // namespace

std::unique_ptr<stage> make_zstd_stage() {
  return std::make_unique<zstd_stage>();
}

} // namespace http_task::coding
