// The layout of a catalogue file (docs/catalog-file.md describes each part).
//
// All numbers are little-endian. Behind the header lie the extents of the APIs, then the tables, then the
// search index. What opening reads is the header and the tables; each has a checksum of its own, and so has
// whatever is read later: the directory of an extent, every block in it.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace http_task::store {

static_assert(std::endian::native == std::endian::little, "catalogue files are read without turning bytes");

inline constexpr std::string_view file_magic = "HTCATLOG";
inline constexpr std::uint32_t file_version = 1;

// Part of the digest of every source: a document that another version of the importer read is not
// "unchanged".
inline constexpr std::uint64_t importer_version = 1;

// Entries of a block together, before compression. Smaller blocks are read faster, larger ones pack better:
// 16 KiB take a fifth of their size, 64 KiB a seventh.
inline constexpr std::size_t block_bytes = std::size_t{16} << 10;
inline constexpr std::size_t largest_block = std::size_t{256} << 20; // of one entry that is larger

struct region {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t checksum = 0; // XXH3, 64 bits
};

struct file_header {
  std::array<char, 8> magic{};
  std::uint32_t version = 0;
  std::uint32_t apis = 0;
  std::uint64_t size = 0; // of the file
  std::uint64_t endpoints = 0;
  region tables;              // api_entry for each API, sorted by id; then the strings
  region index;               // search::index
  std::uint64_t checksum = 0; // of what stands before it
};
static_assert(sizeof(file_header) == 88);

using source_digest = std::array<std::uint8_t, 16>; // XXH3, 128 bits, most significant byte first

enum api_flag : std::uint32_t {
  described_flag = 1,     // the parts are endpoint descriptions, else those of an OpenAPI document
  preferred_flag = 2,     // of several versions the one to show
  one_direction_flag = 4, // description::document_facts::one_direction
  named_flag = 8,         // whoever added it chose the id
};

struct api_entry {
  region extent;
  std::uint64_t directory_checksum = 0; // the directory ends the extent
  source_digest digest{};
  std::uint32_t directory_size = 0;
  std::uint32_t endpoints = 0;
  std::uint32_t flags = 0;
  std::uint32_t id = 0; // into the strings, as the next three; each with its size in front, four bytes
  std::uint32_t title = 0;
  std::uint32_t version = 0;
  std::uint32_t source = 0;
  std::uint32_t reserved = 0;
};
static_assert(sizeof(api_entry) == 80);

// A block: entries one behind the other, each key and value with their sizes (LEB128) in front, as one zstd
// frame with a checksum. Offsets count from the beginning of the extent.
struct block_entry {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
  std::uint32_t raw_size = 0;
  std::uint32_t first_key = 0; // into the keys; it ends where the next one begins
};

// Behind it the block_entry of the operations, those of the parts, one for the warnings, and the keys.
struct directory_header {
  std::uint32_t operation_blocks = 0;
  std::uint32_t part_blocks = 0;
};

} // namespace http_task::store
