#include "store/blocks.hpp"

#include <limits>

namespace http_task::store {

void extent_builder::add(run& r, std::string_view key, std::string_view value) {
  // Operations end where parts begin: the directory has all of their keys first.
  if (&r == &parts_) flush(operations_);
  if (!r.waiting.empty() && r.waiting.size() + key.size() + value.size() > block_bytes) flush(r);
  if (r.waiting.empty()) r.first_key = key;
  append_text(r.waiting, key);
  append_text(r.waiting, value);
}

block_entry extent_builder::write_block(std::string_view bytes) {
  block_entry entry;
  entry.offset = static_cast<std::uint32_t>(bytes_.size());
  entry.size = static_cast<std::uint32_t>(compressor_.append(bytes_, bytes));
  entry.raw_size = static_cast<std::uint32_t>(bytes.size());
  entry.first_key = static_cast<std::uint32_t>(keys_.size());
  return entry;
}

void extent_builder::flush(run& r) {
  if (r.waiting.empty()) return;
  r.blocks.push_back(write_block(r.waiting));
  keys_ += r.first_key;
  r.waiting.clear();
}

std::optional<std::string> extent_builder::finish(std::string_view warnings) {
  flush(operations_);
  flush(parts_);
  const block_entry last = write_block(warnings);
  std::string written;
  append_value(written, directory_header{static_cast<std::uint32_t>(operations_.blocks.size()),
                                         static_cast<std::uint32_t>(parts_.blocks.size())});
  for (const block_entry& b : operations_.blocks)
    append_value(written, b);
  for (const block_entry& b : parts_.blocks)
    append_value(written, b);
  append_value(written, last);
  written += keys_;
  if (bytes_.size() + written.size() > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  directory_size_ = static_cast<std::uint32_t>(written.size());
  return std::move(bytes_) + written;
}

block_entry block_run::entry(std::uint32_t block) const noexcept {
  return value_at<block_entry>(entries_, std::size_t{block} * sizeof(block_entry));
}

std::string_view block_run::first_key(std::uint32_t block) const noexcept {
  const std::uint32_t begin = entry(block).first_key;
  const std::uint32_t end = entry(block + 1).first_key;
  if (begin > end || end > keys_.size()) return {};
  return keys_.substr(begin, end - begin);
}

std::uint32_t block_run::find(std::string_view key) const noexcept {
  std::uint32_t begin = 0;
  std::uint32_t end = size();
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (first_key(middle) <= key)
      begin = middle + 1;
    else
      end = middle;
  }
  return begin == 0 ? size() : begin - 1;
}

std::optional<std::string> block_run::read(std::uint32_t block) const {
  const block_entry e = entry(block);
  if (e.offset > extent_.size() || e.size > extent_.size() - e.offset || e.raw_size > largest_block)
    return std::nullopt;
  return decompress(extent_.substr(e.offset, e.size), e.raw_size);
}

std::optional<directory> read_directory(std::string_view extent, std::size_t directory_size) {
  if (directory_size > extent.size() || directory_size < sizeof(directory_header)) return std::nullopt;
  std::string_view bytes = extent.substr(extent.size() - directory_size);
  const auto header = value_at<directory_header>(bytes, 0);
  bytes.remove_prefix(sizeof header);
  const std::uint64_t entries = std::uint64_t{header.operation_blocks} + header.part_blocks + 1;
  if (entries > bytes.size() / sizeof(block_entry)) return std::nullopt;
  const std::string_view keys = bytes.substr(static_cast<std::size_t>(entries) * sizeof(block_entry));
  const std::size_t operations = std::size_t{header.operation_blocks} * sizeof(block_entry);
  const std::size_t parts = std::size_t{header.part_blocks} * sizeof(block_entry);
  directory read;
  read.operations = {extent, bytes.substr(0, operations + sizeof(block_entry)), keys};
  read.parts = {extent, bytes.substr(operations, parts + sizeof(block_entry)), keys};
  // The entry of the warnings ends itself.
  read.warnings = {extent, bytes.substr(operations + parts, sizeof(block_entry)), keys};
  return read;
}

std::optional<std::string_view> find_entry(std::string_view block, std::string_view key) {
  std::optional<std::string_view> found;
  for_each_entry(block, [&](std::string_view k, std::string_view value) {
    if (k == key) found = value;
    return k < key;
  });
  return found;
}

} // namespace http_task::store
