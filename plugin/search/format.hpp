// The layout of an index: one block of bytes that is searched where it lies, e.g. in a mapped file.
//
// All numbers are little-endian and need no alignment. Behind the header lies each section once, in the order
// of `section`. Text is kept as pieces: words and the characters between them, each text once, numbered by
// how often it occurs, so that a text of a record is a short list of numbers which search reads as words
// without parsing. docs/search-index.md describes each section.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace http_task::search {

static_assert(std::endian::native == std::endian::little, "indices are read without turning bytes");

inline constexpr std::string_view index_magic = "HTSEARCH";
inline constexpr std::uint32_t index_version = 1;
inline constexpr std::uint32_t none = 0xFFFF'FFFF;

enum class section : std::uint8_t {
  apis,           // api_entry, and one more that only ends the last one's records
  strings,        // text with its length in front
  record_offsets, // u32 into record_bytes, and one more for the end
  record_infos,   // record_info
  record_bytes,   // texts and tags of each record
  pieces,         // piece_entry, and one more for the end
  piece_text,     //
  words,          // word_entry, sorted by text, and one more for the end
  word_text,      //
  word_facts,     // word_fact
  term_offsets,   // u32 into postings, and one more for the end
  postings,       // for each term and each class of fields the records that have it
  api_words,      // api_word, sorted by word
  tags,           // u32 into strings
  operation_ids,  // operation_id_entry, sorted by hash
  versions,       // version_link, sorted by the current record
  current,        // a bit for each record that no other version supersedes
  plain,          // a bit for each record with a short name
  count
};

inline constexpr std::size_t section_count = static_cast<std::size_t>(section::count);

struct section_place {
  std::uint32_t offset;
  std::uint32_t size;
};

struct index_header {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t size; // of the whole index, in bytes
  std::uint32_t records;
  std::uint32_t apis;
  std::array<section_place, section_count> sections;
};

struct api_entry {
  std::uint32_t first_record;
  std::uint32_t id; // into strings, as the next two
  std::uint32_t title;
  std::uint32_t version;
  std::uint32_t common; // into strings: words that most of its paths have, as numbers of four bytes
};

enum record_flag : std::uint8_t {
  method_mask = 0x0F,     // place in method_names, or other_method
  deprecated_flag = 0x10, //
  superseded_flag = 0x20, // another version of the API, the current one, has it too
  title_is_operation_id = 0x40,
  title_is_method_and_path = 0x80,
};

struct record_info {
  std::uint16_t api;
  std::uint8_t flags;
  std::uint8_t length; // of its names, in words: the plain operation goes before its special cases
};

struct piece_entry {
  std::uint32_t text; // into piece_text
  std::uint32_t word; // `none` for what stands between words
};

struct word_entry {
  std::uint32_t text; // into word_text
  std::uint32_t term; // the same for all forms of a word
};

struct word_fact {
  std::uint8_t kind;      // word_kind, and in the upper five bits how many providers use the word in names
  std::uint8_t frequency; // of its term in names, tags and summaries; 12 for each doubling, 0 for never
  std::uint16_t actions;  // action_set
};

inline constexpr std::uint8_t kind_mask = 0x07;
inline constexpr unsigned spread_shift = 3;

// Four for each doubling of the number of providers, at most 31.
[[nodiscard]] constexpr std::uint8_t spread_of(word_fact f) noexcept {
  return static_cast<std::uint8_t>(f.kind >> spread_shift);
}

// How an API is called, from the name of the company to a word of its title.
enum class api_level : std::uint8_t { provider, service, title };

struct api_word {
  std::uint32_t word;
  std::uint16_t api;
  api_level level;
  std::uint8_t names; // of how many words the name consists
};

struct operation_id_entry {
  std::uint32_t hash; // of its letters and digits in lower case
  std::uint32_t record;
};

struct version_link {
  std::uint32_t current;
  std::uint32_t other;
};

// The classes of fields that postings keep apart.
enum class posting_class : std::uint8_t { names, tags_and_summary, description, count };
inline constexpr std::size_t posting_classes = static_cast<std::size_t>(posting_class::count);

// The texts of a record, in this order.
enum class field : std::uint8_t { path, operation_id, title, summary, count };
inline constexpr std::size_t field_count = static_cast<std::size_t>(field::count);

inline constexpr auto method_names = std::to_array<std::string_view>(
    {"", "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"});

// Any other method stands behind the tags of its record.
inline constexpr std::uint8_t other_method = method_mask;
static_assert(method_names.size() <= other_method);

// Numbers of pieces take one byte, two or three; the frequent ones the fewest.
inline constexpr std::uint32_t one_byte_pieces = 160;
inline constexpr std::uint32_t two_byte_pieces = 80 * 256;
inline constexpr std::uint32_t most_pieces = one_byte_pieces + two_byte_pieces + 16 * 65536;

// FNV-1a over the letters and digits in lower case.
[[nodiscard]] constexpr std::uint32_t name_hash(std::string_view name) noexcept {
  std::uint32_t h = 2166136261U;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool counts =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (counts) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return h;
}

} // namespace http_task::search
