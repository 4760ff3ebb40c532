#include "coding/stage.hpp"

#include <brotli/decode.h>

#include <array>
#include <cstdint>
#include <new>

namespace http_task::coding {
namespace {

constexpr std::size_t output_size = std::size_t{32} << 10U;

struct destroyed {
  void operator()(BrotliDecoderState* state) const noexcept { BrotliDecoderDestroyInstance(state); }
};

// RFC 7932; windows up to 16 MiB.
class brotli_stage final : public stage {
public:
  brotli_stage() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (!state_) throw std::bad_alloc();
  }

  outcome write(std::string_view& encoded, receiver& to) override {
    if (complete()) return encoded.empty() ? outcome::good : outcome::corrupt; // bytes behind the end
    std::array<std::uint8_t, output_size> output;
    std::size_t left = encoded.size();
    const auto* in = reinterpret_cast<const std::uint8_t*>(encoded.data());
    while (true) {
      std::size_t room = output.size();
      std::uint8_t* out = output.data();
      const BrotliDecoderResult came =
          BrotliDecoderDecompressStream(state_.get(), &left, &in, &room, &out, nullptr);
      encoded.remove_prefix(encoded.size() - left);
      const std::size_t made = output.size() - room;
      const receiver::wish wish =
          made > 0 ? to.take({reinterpret_cast<const char*>(output.data()), made}) : receiver::wish::more;
      if (wish == receiver::wish::never) return outcome::stopped;
      switch (came) {
      case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT:
        if (wish == receiver::wish::later) return outcome::paused;
        break;
      case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return outcome::good;
      case BROTLI_DECODER_RESULT_SUCCESS: return left == 0 ? outcome::good : outcome::corrupt;
      case BROTLI_DECODER_RESULT_ERROR: return outcome::corrupt;
      }
    }
  }
  [[nodiscard]] bool complete() const noexcept override {
    return BrotliDecoderIsFinished(state_.get()) == BROTLI_TRUE;
  }

private:
  std::unique_ptr<BrotliDecoderState, destroyed> state_;
};

} // namespace

std::unique_ptr<stage> make_brotli_stage() {
  return std::make_unique<brotli_stage>();
}

} // namespace http_task::coding
