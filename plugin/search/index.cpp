#include "search/index.hpp"

#include "base/paging.hpp"
#include "search/varint.hpp"

#include <algorithm>

namespace http_task::search {
namespace {

problem damaged(std::string detail) {
  problem p = make_problem("catalog.damaged", std::move(detail));
  p.advice = "Build the catalogue again.";
  return p;
}

// The first i of [0, count) for which `is_before` is false.
template<class IsBefore>
std::uint32_t partition(std::uint32_t count, IsBefore is_before) {
  std::uint32_t first = 0;
  while (count > 0) {
    const std::uint32_t half = count / 2;
    if (is_before(first + half)) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return first;
}

} // namespace

result<index> index::open(std::string_view bytes) {
  index_header header{};
  if (bytes.size() < sizeof(header)) return damaged("The index is cut off.");
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (std::string_view(header.magic.data(), header.magic.size()) != index_magic)
    return damaged("These bytes are no search index.");
  if (header.version != index_version)
    return damaged("The index has version " + std::to_string(header.version) +
                   "; this program reads version " + std::to_string(index_version) + ".");
  if (header.size != bytes.size())
    return damaged("The index should have " + std::to_string(header.size) + " bytes and has " +
                   std::to_string(bytes.size()) + ".");
  index i;
  i.records_ = header.records;
  i.apis_ = header.apis;
  for (std::size_t s = 0; s < section_count; ++s) {
    const section_place place = header.sections[s];
    if (place.offset > bytes.size() || place.size > bytes.size() - place.offset)
      return damaged("Section " + std::to_string(s) + " of the index lies outside of it.");
    i.sections_[s] = bytes.substr(place.offset, place.size);
  }
  const std::size_t records = header.records;
  const bool fits = i.bytes_of(section::apis).size() == (std::size_t{header.apis} + 1) * sizeof(api_entry) &&
                    i.bytes_of(section::record_offsets).size() == (records + 1) * sizeof(std::uint32_t) &&
                    i.bytes_of(section::record_infos).size() == records * sizeof(record_info) &&
                    i.count<word_entry>(section::words) > 0 && i.count<piece_entry>(section::pieces) > 0 &&
                    i.count<std::uint32_t>(section::term_offsets) > 0 && header.apis <= 0xFFFF;
  if (!fits) return damaged("The sections of the index do not fit its number of records.");
  i.words_ = i.count<word_entry>(section::words) - 1;
  i.terms_ = i.count<std::uint32_t>(section::term_offsets) - 1;
  return i;
}

std::string_view index::slice(section s, std::uint32_t begin, std::uint32_t end) const noexcept {
  const std::string_view bytes = bytes_of(s);
  if (begin > end || end > bytes.size()) return {};
  return bytes.substr(begin, end - begin);
}

std::string_view index::string(std::uint32_t offset) const noexcept {
  std::string_view bytes = bytes_of(section::strings);
  if (offset >= bytes.size()) return {};
  bytes.remove_prefix(offset);
  const std::uint32_t size = read_varint(bytes);
  return bytes.substr(0, size);
}

std::uint32_t index::first_record(std::uint32_t api) const noexcept {
  return std::min(entry<api_entry>(section::apis, api, {records_, 0, 0, 0, 0}).first_record, records_);
}

std::string_view index::api_id(std::uint32_t api) const noexcept {
  return string(entry<api_entry>(section::apis, api, {0, none, none, none, none}).id);
}

std::string_view index::api_title(std::uint32_t api) const noexcept {
  return string(entry<api_entry>(section::apis, api, {0, none, none, none, none}).title);
}

std::string_view index::api_version(std::uint32_t api) const noexcept {
  return string(entry<api_entry>(section::apis, api, {0, none, none, none, none}).version);
}

std::uint32_t index::next_piece(coded_text& coded) noexcept {
  const auto byte = [&](std::size_t i) {
    return i < coded.size() ? std::uint32_t{static_cast<unsigned char>(coded[i])} : 0U;
  };
  const std::uint32_t first = byte(0);
  std::uint32_t piece = first;
  std::size_t size = 1;
  if (first >= 240) {
    piece = one_byte_pieces + two_byte_pieces + (first - 240) * 65536 + byte(1) * 256 + byte(2);
    size = 3;
  } else if (first >= one_byte_pieces) {
    piece = one_byte_pieces + (first - one_byte_pieces) * 256 + byte(1);
    size = 2;
  }
  coded.remove_prefix(std::min(size, coded.size()));
  return piece;
}

std::string_view index::piece_text(std::uint32_t piece) const noexcept {
  const piece_entry p = entry<piece_entry>(section::pieces, piece, {none, none});
  const piece_entry next = entry<piece_entry>(section::pieces, piece + 1, {none, none});
  return slice(section::piece_text, p.text, next.text);
}

std::uint32_t index::piece_word(std::uint32_t piece) const noexcept {
  return entry<piece_entry>(section::pieces, piece, {none, none}).word;
}

std::string_view index::api_common(std::uint32_t api) const noexcept {
  return string(entry<api_entry>(section::apis, api, {0, none, none, none, none}).common);
}

void index::read_ahead() const noexcept {
  for (const section s :
       {section::apis, section::strings, section::record_offsets, section::record_infos, section::pieces,
        section::piece_text, section::words, section::word_text, section::word_facts, section::term_offsets,
        section::api_words, section::versions, section::current, section::plain})
    http_task::read_ahead(bytes_of(s));
}

void index::read_ahead_record(std::uint32_t record) const noexcept {
  http_task::read_ahead(bytes_of_record(record));
}

void index::read_ahead_postings(std::uint32_t term) const noexcept {
  http_task::read_ahead(bytes_of_postings(term));
}

std::string_view index::bytes_of_record(std::uint32_t record) const noexcept {
  return slice(section::record_bytes, entry<std::uint32_t>(section::record_offsets, record, none),
               entry<std::uint32_t>(section::record_offsets, record + 1, none));
}

std::string_view index::bytes_of_postings(std::uint32_t term) const noexcept {
  return slice(section::postings, entry<std::uint32_t>(section::term_offsets, term),
               entry<std::uint32_t>(section::term_offsets, term + 1));
}

std::string_view index::method(std::uint32_t number) const noexcept {
  const std::size_t known = info(number).flags & method_mask;
  if (known < method_names.size()) return method_names[known];
  if (known != other_method) return {};
  std::string_view rest = record(number).tags;
  for (std::uint32_t tags = read_varint(rest); tags > 0 && !rest.empty(); --tags)
    static_cast<void>(read_varint(rest));
  return rest;
}

coded_record index::record(std::uint32_t record) const noexcept {
  std::string_view bytes = bytes_of_record(record);
  coded_record r;
  for (coded_text& text : r.texts) {
    const std::uint32_t size = read_varint(bytes);
    text = bytes.substr(0, size);
    bytes.remove_prefix(text.size());
  }
  r.tags = bytes;
  return r;
}

std::string index::text(coded_text coded) const {
  std::string text;
  bool after_word = false;
  while (!coded.empty()) {
    const std::uint32_t piece = next_piece(coded);
    const bool is_word = piece_word(piece) != none;
    if (is_word && after_word) text += ' ';
    text += piece_text(piece);
    after_word = is_word;
  }
  return text;
}

std::string_view index::tag(std::uint32_t number) const noexcept {
  return string(entry<std::uint32_t>(section::tags, number, none));
}

std::string_view index::word(std::uint32_t number) const noexcept {
  if (number >= words_) return {};
  return slice(section::word_text, entry<word_entry>(section::words, number).text,
               entry<word_entry>(section::words, number + 1).text);
}

std::uint32_t index::lower_bound(std::string_view text) const noexcept {
  return partition(words_, [&](std::uint32_t i) { return word(i) < text; });
}

std::uint32_t index::term_of(std::uint32_t word) const noexcept {
  return entry<word_entry>(section::words, word, {none, none}).term;
}

word_fact index::facts(std::uint32_t word) const noexcept {
  return entry<word_fact>(section::word_facts, word);
}

term_postings index::postings(std::uint32_t term) const noexcept {
  if (term >= terms_) return {};
  return read_postings(bytes_of_postings(term), records_);
}

std::uint32_t index::api_word_count() const noexcept {
  return count<api_word>(section::api_words);
}

api_word index::api_word_at(std::uint32_t i) const noexcept {
  return entry<api_word>(section::api_words, i, {none, 0, api_level::title, 1});
}

std::uint32_t index::first_api_word(std::uint32_t word) const noexcept {
  return partition(api_word_count(), [&](std::uint32_t i) { return api_word_at(i).word < word; });
}

std::uint32_t index::first_operation_id(std::uint32_t hash) const noexcept {
  return partition(count<operation_id_entry>(section::operation_ids),
                   [&](std::uint32_t i) { return operation_id_at(i).hash < hash; });
}

operation_id_entry index::operation_id_at(std::uint32_t i) const noexcept {
  return entry<operation_id_entry>(section::operation_ids, i, {none, none});
}

std::uint32_t index::first_version(std::uint32_t current) const noexcept {
  return partition(count<version_link>(section::versions),
                   [&](std::uint32_t i) { return version_at(i).current < current; });
}

version_link index::version_at(std::uint32_t i) const noexcept {
  return entry<version_link>(section::versions, i, {none, none});
}

} // namespace http_task::search
