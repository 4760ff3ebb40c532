// The body of an answer as it is kept for the page: small ones in memory, others in a file.
#pragma once

#include "document/problem.hpp"
#include "files/descriptor.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// Immutable once it is made, hence thread-safe. A file has no name, and only this process can read it.
class kept_body {
public:
  static constexpr std::size_t most_in_memory = std::size_t{256} << 10U;

  // Every occurrence of a text of `secrets` becomes "***". Fails with "file.unwritable".
  [[nodiscard]] static result<std::shared_ptr<const kept_body>> keep(std::string_view bytes,
                                                                     const std::vector<std::string>& secrets);

  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  // Fills `into` from `offset` on and gives the number of bytes; fewer only at the end, or when the file
  // cannot be read.
  [[nodiscard]] std::size_t read(std::uint64_t offset, std::span<char> into) const noexcept;

private:
  kept_body() = default;

  std::string memory_;
  descriptor file_;
  std::uint64_t size_ = 0;
};

} // namespace http_task::host
