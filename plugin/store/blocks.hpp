// Texts by key, sorted, in compressed blocks: what is looked up is the one block that may have the key.
#pragma once

#include "store/bytes.hpp"
#include "store/compression.hpp"
#include "store/format.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::store {

// What one API has in a file while it is made: blocks, and the directory that leads to them.
class extent_builder {
public:
  explicit extent_builder(compressor& c) : compressor_(c) {}

  // Keys ascend within operations and within parts; operations come first.
  void add_operation(std::string_view key, std::string_view value) { add(operations_, key, value); }
  void add_part(std::string_view key, std::string_view value) { add(parts_, key, value); }

  // Once, the last call. Gives the bytes; nullopt above 4 GiB.
  [[nodiscard]] std::optional<std::string> finish(std::string_view warnings);
  [[nodiscard]] std::uint32_t directory_size() const noexcept { return directory_size_; }

private:
  struct run {
    std::string waiting; // entries of the block to come
    std::string first_key;
    std::vector<block_entry> blocks;
  };
  void add(run& r, std::string_view key, std::string_view value);
  void flush(run& r);
  block_entry write_block(std::string_view bytes);

  compressor& compressor_;
  std::string bytes_;
  std::string keys_;
  run operations_;
  run parts_;
  std::uint32_t directory_size_ = 0;
};

// One of the two runs of an extent, where it lies. The bytes are borrowed.
class block_run {
public:
  block_run() = default;
  // `entries` has one more than the run, which ends its keys.
  block_run(std::string_view extent, std::string_view entries, std::string_view keys) noexcept
      : extent_(extent), entries_(entries), keys_(keys) {}

  [[nodiscard]] std::uint32_t size() const noexcept {
    return entries_.empty() ? 0 : static_cast<std::uint32_t>(entries_.size() / sizeof(block_entry)) - 1;
  }
  // The block that has `key` if any has it; size() if none can.
  [[nodiscard]] std::uint32_t find(std::string_view key) const noexcept;
  // nullopt if it is damaged.
  [[nodiscard]] std::optional<std::string> read(std::uint32_t block) const;

private:
  [[nodiscard]] block_entry entry(std::uint32_t block) const noexcept;
  [[nodiscard]] std::string_view first_key(std::uint32_t block) const noexcept;

  std::string_view extent_;
  std::string_view entries_;
  std::string_view keys_;
};

// The directory of an extent, which has its end.
struct directory {
  block_run operations;
  block_run parts;
  block_run warnings; // read(0) is all of it
};

// nullopt if its sizes do not fit.
[[nodiscard]] std::optional<directory> read_directory(std::string_view extent, std::size_t directory_size);

// Calls visit(key, value) for each entry until it answers false. False when the block is damaged.
template<class Visit>
bool for_each_entry(std::string_view block, Visit&& visit) {
  byte_reader in(block);
  while (!in.at_end()) {
    const std::string_view key = in.text();
    const std::string_view value = in.text();
    if (!in.ok()) return false;
    if (!visit(key, value)) break;
  }
  return in.ok();
}

// The value of the key; nullopt if the block does not have it.
[[nodiscard]] std::optional<std::string_view> find_entry(std::string_view block, std::string_view key);

} // namespace http_task::store
