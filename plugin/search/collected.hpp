// What an index is made of, before it is written.
#pragma once

#include "search/format.hpp"
#include "search/texts.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace http_task::search {

struct collected_api {
  std::string id;
  std::string title;
  std::string version;
  bool preferred;
  std::uint32_t family;
  std::uint32_t first_record;
};

struct collected_record {
  std::uint32_t first_piece = 0; // into collected::texts; the fields follow each other
  std::array<std::uint16_t, field_count> pieces{};
  std::uint32_t first_tag = 0;
  std::uint32_t method = 0; // into collected::methods, where it is none of method_names
  std::uint8_t tags = 0;
  std::uint8_t flags = 0;
  std::uint8_t length = 0;
  std::uint32_t api = 0;
  std::uint32_t version_key = 0; // the same for an operation in all versions of an API
};

struct collected_posting {
  std::uint32_t word;
  std::uint32_t record;
};

// Words, pieces and tags have the numbers of their coming.
struct collected {
  std::vector<collected_api> apis;
  std::vector<collected_record> records;
  text_numbers words; // folded
  text_numbers pieces;
  std::vector<std::uint32_t> piece_words; // by piece
  std::vector<std::uint32_t> piece_counts;
  text_numbers tags;
  text_numbers families;
  text_numbers methods;
  std::vector<std::uint32_t> texts; // pieces
  std::vector<std::uint32_t> tag_numbers;
  std::array<std::vector<collected_posting>, posting_classes> postings;
  std::vector<api_word> api_words;
  std::vector<operation_id_entry> operation_ids;
};

} // namespace http_task::search
