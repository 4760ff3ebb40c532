// Which records of an index are worth a close look.
#pragma once

#include "search/index.hpp"
#include "search/meaning.hpp"
#include "search/record_set.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace http_task::search {

struct candidate {
  std::uint32_t record;
  word_mask words; // that were found in some field
  float rough;     // an estimate of the score, good enough to leave most behind
};

// One index as a searcher sees it.
struct searched_index {
  const index* in;
  std::span<const std::uint32_t> hidden; // APIs that another index replaces
  std::uint64_t serial;                  // another one for each index and what it hides; never 0
};

// Which records the filters leave. Of several versions of an API only the current one, unless the API is
// named.
class record_filter {
public:
  record_filter(const filters& only, const searched_index& searched);

  [[nodiscard]] bool passes(std::uint32_t record, const record_info& info) const {
    return passes_all_ || matches(record, info);
  }
  // Calls visit(begin, end) for the records of the APIs that are looked at.
  template<class Visit>
  void for_each_range(Visit&& visit) const {
    if (!only_.api.empty()) {
      for (const std::uint32_t a : apis_)
        visit(in_.first_record(a), in_.first_record(a + 1));
      return;
    }
    std::uint32_t begin = 0;
    for (const std::uint32_t a : hidden_) {
      visit(begin, in_.first_record(a));
      begin = in_.first_record(a + 1);
    }
    visit(begin, in_.records());
  }
  [[nodiscard]] bool all_versions() const noexcept { return !only_.api.empty(); }

private:
  [[nodiscard]] bool matches(std::uint32_t record, const record_info& info) const;

  const filters& only_;
  const index& in_;
  std::span<const std::uint32_t> hidden_;
  bool passes_all_;                 // of the APIs that are looked at
  std::vector<std::uint32_t> apis_; // that have the id asked for
  std::vector<std::uint32_t> tags_; // that have the name asked for
};

// What a piece of text is, and what it means for a query; pieces come again and again.
struct piece_note {
  std::uint32_t epoch = 0; // of the query that `words` and `worth` belong to; 0: nothing is known yet
  std::uint32_t piece = 0;
  std::uint32_t word = 0;
  word_mask words = 0;
  action_set actions = 0;
  std::uint16_t worth = 0; // in 1/whole
  word_kind kind = word_kind::content;
  enum : std::uint8_t { slash = 1, begins_placeholder = 2, ends_placeholder = 4, dot = 8 };
  std::uint8_t marks = 0;

  static constexpr float whole = 60'000.0F;
};

// The notes of the pieces that queries met last. Frequent pieces have small numbers, so they share memory
// with rare ones only, and a first query touches few pages of it.
class piece_notes {
public:
  void clear() noexcept { notes_.reset(); }
  [[nodiscard]] piece_note& at(std::uint32_t piece) {
    if (!notes_) notes_.reset(static_cast<piece_note*>(std::calloc(most, sizeof(piece_note))));
    if (!notes_) throw std::bad_alloc();
    piece_note& note = notes_[piece % most];
    if (note.piece != piece) note = {.piece = piece};
    return note;
  }

private:
  static constexpr std::size_t most = 8192;
  struct free_memory {
    void operator()(piece_note* notes) const noexcept { std::free(notes); }
  };
  std::unique_ptr<piece_note[], free_memory> notes_;
};

// What finding candidates needs and leaves behind; kept for the next query, which mostly is the same one with
// a letter more: where a word still means the same in the same index, its records are not read again.
class candidate_space {
public:
  std::uint64_t serial = 0; // of the index that was searched
  // Whether one of the records [begin, end) has the word itself, in its names.
  [[nodiscard]] bool uses_word(std::size_t word, std::uint32_t begin, std::uint32_t end) const noexcept {
    return words[word].own.has_any(begin, end);
  }

  // Where one word of the query was found.
  struct word_records {
    record_set own;    // itself, in the names of the operation
    record_set strong; // something that stands for it, in the names of the operation or of its API
    record_set any;
    std::vector<std::uint64_t> meaning; // terms and APIs whose records these are
  };
  std::array<word_records, most_query_words> words;
  record_set universe;
  bool universe_is_known = false; // of a search without filters
  record_set left;                // of the universe
  record_set common;
  record_set plain;
  record_set acting;
  std::vector<candidate> found;
  piece_notes notes;
};

// The most promising, at most `most`, by record.
[[nodiscard]] std::vector<candidate> find_candidates(const parsed_query& q, const query_meaning& all,
                                                     const meaning& m, const searched_index& searched,
                                                     const weights& w, std::size_t most,
                                                     candidate_space& space);

} // namespace http_task::search
