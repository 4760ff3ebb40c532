// One content coding to be undone; used by decoder alone.
#pragma once

#include <memory>
#include <string_view>

namespace http_task::coding {

// Takes what a stage makes, in pieces of at most 32 KiB.
class receiver {
public:
  enum class wish { more, later, never };
  // The piece is taken, whatever the wish for others is.
  virtual wish take(std::string_view decoded) = 0;

protected:
  ~receiver() = default;
};

class stage {
public:
  enum class outcome {
    good,   // all of it is undone
    paused, // the receiver said later: what is left of `encoded` is to be written again, also when it is
            // empty
    corrupt,
    stopped // the receiver said never
  };

  virtual ~stage() = default;
  // Takes what it undoes off the front of `encoded`.
  [[nodiscard]] virtual outcome write(std::string_view& encoded, receiver& to) = 0;
  // The coding says itself that this is the end.
  [[nodiscard]] virtual bool complete() const noexcept = 0;
};

[[nodiscard]] std::unique_ptr<stage> make_gzip_stage();
[[nodiscard]] std::unique_ptr<stage> make_deflate_stage();
[[nodiscard]] std::unique_ptr<stage> make_brotli_stage();
[[nodiscard]] std::unique_ptr<stage> make_zstd_stage();

} // namespace http_task::coding
