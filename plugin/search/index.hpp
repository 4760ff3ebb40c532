// An index where it lies, e.g. in a mapped file: opened in no time, read within bounds whatever the bytes
// say.
//
// open() checks the header and that each section has the size that the header's counts ask for; what lies
// behind an offset is checked when it is read, so that opening does not touch the file. A damaged index gives
// wrong answers at worst. The bytes must outlive the index. Immutable; safe to use from several threads.
#pragma once

#include "base/result.hpp"
#include "search/format.hpp"
#include "search/posting_list.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace http_task::search {

// A text of a record, as pieces; read with index::next_piece().
using coded_text = std::string_view;

struct coded_record {
  std::array<coded_text, field_count> texts;
  std::string_view tags; // count and numbers, then the method where it has no number
};

class index {
public:
  // Fails with "catalog.damaged" when the bytes are no index, cut off, or of another version.
  [[nodiscard]] static result<index> open(std::string_view bytes);

  // Where the bytes are still on a disk: fetches what every search reads, what one record and what one term
  // has.
  void read_ahead() const noexcept;
  void read_ahead_record(std::uint32_t record) const noexcept;
  void read_ahead_postings(std::uint32_t term) const noexcept;

  [[nodiscard]] std::uint32_t records() const noexcept { return records_; }
  [[nodiscard]] std::uint32_t apis() const noexcept { return apis_; }

  [[nodiscard]] record_info info(std::uint32_t record) const noexcept {
    return entry<record_info>(section::record_infos, record);
  }
  [[nodiscard]] std::uint32_t first_record(std::uint32_t api) const noexcept; // of apis(): records()
  [[nodiscard]] std::string_view api_id(std::uint32_t api) const noexcept;
  [[nodiscard]] std::string_view api_title(std::uint32_t api) const noexcept;
  [[nodiscard]] std::string_view api_version(std::uint32_t api) const noexcept;

  // Calls visit(word) for the words that most paths of the API have: they tell its operations not apart.
  template<class Visit>
  void for_each_common_word(std::uint32_t api, Visit&& visit) const {
    for (std::string_view rest = api_common(api); rest.size() >= sizeof(std::uint32_t);) {
      std::uint32_t word = 0;
      std::memcpy(&word, rest.data(), sizeof(word));
      rest.remove_prefix(sizeof(word));
      visit(word);
    }
  }

  [[nodiscard]] std::string_view method(std::uint32_t record) const noexcept;
  [[nodiscard]] coded_record record(std::uint32_t record) const noexcept;
  [[nodiscard]] std::string text(coded_text coded) const;
  [[nodiscard]] std::uint32_t tags() const noexcept { return count<std::uint32_t>(section::tags); }
  [[nodiscard]] std::string_view tag(std::uint32_t number) const noexcept;

  [[nodiscard]] std::uint32_t pieces() const noexcept { return count<piece_entry>(section::pieces) - 1; }
  // Takes the next piece from the front of `coded`, which is not empty.
  [[nodiscard]] static std::uint32_t next_piece(coded_text& coded) noexcept;
  [[nodiscard]] std::string_view piece_text(std::uint32_t piece) const noexcept;
  // `none` for what stands between words.
  [[nodiscard]] std::uint32_t piece_word(std::uint32_t piece) const noexcept;

  // Words are numbered by their text.
  [[nodiscard]] std::uint32_t words() const noexcept { return words_; }
  [[nodiscard]] std::string_view word(std::uint32_t number) const noexcept;
  [[nodiscard]] std::uint32_t lower_bound(std::string_view word) const noexcept;
  [[nodiscard]] std::uint32_t term_of(std::uint32_t word) const noexcept; // `none` if there is no such word

  [[nodiscard]] word_fact facts(std::uint32_t word) const noexcept;

  [[nodiscard]] std::uint32_t terms() const noexcept { return terms_; }
  [[nodiscard]] term_postings postings(std::uint32_t term) const noexcept;

  // The names of APIs that are words of [first, last).
  [[nodiscard]] std::uint32_t api_word_count() const noexcept;
  [[nodiscard]] api_word api_word_at(std::uint32_t i) const noexcept;
  [[nodiscard]] std::uint32_t first_api_word(std::uint32_t word) const noexcept;

  // Calls visit(record) for the records whose operationId has the hash.
  template<class Visit>
  void for_each_operation_id(std::uint32_t hash, Visit&& visit) const {
    for (std::uint32_t i = first_operation_id(hash);; ++i) {
      const operation_id_entry e = operation_id_at(i);
      if (e.hash != hash || e.record >= records_) return;
      visit(e.record);
    }
  }

  // Calls visit(record) for the other versions of a current record.
  template<class Visit>
  void for_each_version(std::uint32_t current, Visit&& visit) const {
    for (std::uint32_t i = first_version(current);; ++i) {
      const version_link l = version_at(i);
      if (l.current != current || l.other >= records_) return;
      visit(l.other);
    }
  }

  // The records that no other version of their API supersedes.
  [[nodiscard]] posting_list current() const noexcept {
    return {bytes_of(section::current), records_, true, records_};
  }

  // The third of the records with the shortest names.
  [[nodiscard]] posting_list plain() const noexcept {
    return {bytes_of(section::plain), records_, true, records_};
  }

private:
  [[nodiscard]] std::string_view bytes_of(section s) const noexcept {
    return sections_[static_cast<std::size_t>(s)];
  }
  // Entry i of a section of equal entries; zeros (hash and numbers `none`) behind the end.
  template<class T>
  [[nodiscard]] T entry(section s, std::uint32_t i, T missing = {}) const noexcept {
    const std::string_view bytes = bytes_of(s);
    if (std::size_t{i} >= bytes.size() / sizeof(T)) return missing;
    std::memcpy(&missing, bytes.data() + std::size_t{i} * sizeof(T), sizeof(T));
    return missing;
  }
  template<class T>
  [[nodiscard]] std::uint32_t count(section s) const noexcept {
    return static_cast<std::uint32_t>(bytes_of(s).size() / sizeof(T));
  }
  [[nodiscard]] std::string_view slice(section s, std::uint32_t begin, std::uint32_t end) const noexcept;
  [[nodiscard]] std::string_view string(std::uint32_t offset) const noexcept;
  [[nodiscard]] std::string_view bytes_of_record(std::uint32_t record) const noexcept;
  [[nodiscard]] std::string_view bytes_of_postings(std::uint32_t term) const noexcept;
  [[nodiscard]] std::string_view api_common(std::uint32_t api) const noexcept;
  [[nodiscard]] std::uint32_t first_operation_id(std::uint32_t hash) const noexcept;
  [[nodiscard]] operation_id_entry operation_id_at(std::uint32_t i) const noexcept;
  [[nodiscard]] std::uint32_t first_version(std::uint32_t current) const noexcept;
  [[nodiscard]] version_link version_at(std::uint32_t i) const noexcept;

  std::array<std::string_view, section_count> sections_;
  std::uint32_t records_ = 0;
  std::uint32_t apis_ = 0;
  std::uint32_t words_ = 0;
  std::uint32_t terms_ = 0;
};

} // namespace http_task::search
