// One content coding to be undone; used by decoder alone.
#pragma once

#include <memory>
#include <string_view>

namespace http_task::coding {

// Takes what a stage makes, in pieces. false: no more is wanted.
class receiver {
public:
  virtual bool take(std::string_view decoded) = 0;

protected:
  ~receiver() = default;
};

class stage {
public:
  enum class outcome { good, corrupt, stopped };

  virtual ~stage() = default;
  // All of `encoded`; stopped when the receiver said so.
  [[nodiscard]] virtual outcome write(std::string_view encoded, receiver& to) = 0;
  // The coding says itself that this is the end.
  [[nodiscard]] virtual bool complete() const noexcept = 0;
};

[[nodiscard]] std::unique_ptr<stage> make_gzip_stage();
[[nodiscard]] std::unique_ptr<stage> make_deflate_stage();
[[nodiscard]] std::unique_ptr<stage> make_brotli_stage();
[[nodiscard]] std::unique_ptr<stage> make_zstd_stage();

} // namespace http_task::coding
