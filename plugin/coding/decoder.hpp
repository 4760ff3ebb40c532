// Undoes the content codings of a body as its bytes come (RFC 9110, section 8.4.1): gzip with any number of
// members, deflate with and without its zlib wrapper, br, zstd, and several of these one upon the other.
//
// Sans-io. What it hands out is bounded, and so is what any coding within makes: a bomb costs no more memory
// than the limit, and one that is taken in portions no more than a portion. Not thread-safe.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::coding {

// What an Accept-Encoding field says of this decoder.
inline constexpr std::string_view accepted = "gzip, deflate, br, zstd";

class decoder {
public:
  // `codings` is the value of Content-Encoding, in the order in which they were applied; nullopt when there
  // is nothing to undo. Fails with "content.coding" on one that is not known and on more than five.
  [[nodiscard]] static result<std::optional<decoder>> create(std::string_view codings, std::uint64_t limit);

  // In place of the limit that create() was given; before the first write().
  void limit_to(std::uint64_t limit) noexcept { limit_ = limit; }

  decoder(decoder&&) noexcept;
  decoder& operator=(decoder&&) noexcept;
  ~decoder();

  // Appends what `encoded` adds to the content; `out` keeps what was good before a failure. Once it has
  // appended `portion` bytes (or up to 32 KiB more) the rest waits for the next call, if need be with nothing
  // encoded. Fails with "content.coding", or "limit.decompressed" when the content has more bytes than the
  // limit.
  [[nodiscard]] result<void> write(std::string_view encoded, std::string& out, std::size_t portion = all);
  static constexpr std::size_t all = ~std::size_t{0};
  // Whether something waits for the next call.
  [[nodiscard]] bool is_paused() const noexcept;
  // The body is over. Fails with "content.coding" when the coding says that something is missing; a body
  // without any byte is no content and good.
  [[nodiscard]] result<void> finish() const;

private:
  explicit decoder(std::uint64_t limit) noexcept;
  [[nodiscard]] problem failed(std::string_view coding) const;

  struct layer;
  class relay;
  // Writes to one layer what waited for it, and then `encoded`.
  [[nodiscard]] result<void> write_to(std::size_t index, std::string_view encoded, relay& made);

  std::vector<layer> layers_; // the one applied last comes first
  std::uint64_t limit_;
  bool began_ = false;
};

} // namespace http_task::coding
