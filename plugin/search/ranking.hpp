// The score of one record: how well its names, its tags and its API answer the query.
#pragma once

#include "search/candidates.hpp"
#include "search/index.hpp"
#include "search/meaning.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace http_task::search {

// What a score is made of; the reason for a rank.
struct score_parts {
  float coverage = 0; // 0 to 1: the share of the query that was found, as well as it was found
  float title = 0;    // 0 to 1, as the next two: how much of the name and of the query are the same
  float path = 0;
  float operation_id = 0;
  float action = 1;     // factor: what it does is what was asked for, or is not
  float head = 1;       // factor: the path ends with the thing that was asked for
  float provider = 1;   // factor
  float deprecated = 1; // factor
  float order = 0;      // 0 to 1: words that follow each other as in the query
  float size = 0;       // added: large APIs before small ones where nothing else tells them apart
  float code = 0;       // added: a path or a name was typed
  std::array<float, most_query_words> words{}; // how well each word was found
};

[[nodiscard]] float total_of(const score_parts& parts, const weights& w);

// Scores records of one index for one query. Not thread-safe, cheap to make.
class ranking {
public:
  ranking(const parsed_query& q, const query_meaning& all, const meaning& m, const index& in,
          const weights& w, candidate_space& found);

  [[nodiscard]] score_parts score(const candidate& c);

  // How well the word of the index stands for words of the query: their bits, and the best quality.
  struct word_match {
    word_mask words = 0;
    float quality = 0;
  };
  [[nodiscard]] word_match match(std::uint32_t word) const;

private:
  struct field_sum;
  const piece_note& note_of(std::uint32_t piece);
  void read_piece(std::uint32_t piece, piece_note& note) const;

  void read_api(std::uint32_t api);
  field_sum read_field(coded_text text, float field_weight, field which, score_parts& parts);
  void judge_action(action_set does, bool one, score_parts& parts) const;
  bool is_typed(std::string_view word, word_mask words) const;
  bool names_method() const;
  bool names_many() const;
  float number_of(bool one) const;
  bool next_is(coded_text text, std::string_view between) const;
  float shape_of(const field_sum& sum) const;
  float code_of(const coded_record& r) const;

  const parsed_query& q_;
  const query_meaning& all_;
  const meaning& m_;
  const index& in_;
  const weights& w_;
  std::vector<term_meaning> terms_; // by term
  candidate_space& found_;
  word_mask own_words_ = 0;    // that the API uses itself
  word_mask naming_words_ = 0; // that name the API as it calls itself
  bool halves_ = false;        // whether what a word means depends on the words of the API
  std::uint32_t epoch_ = 0;    // of what is known of pieces
  action_set wanted_ = 0;      // actions of the query
  word_mask head_ = 0;         // the word for the thing itself
  std::string_view method_;    // of the record
  std::uint32_t api_ = none;
  std::array<float, most_query_words> api_quality_{};
  std::vector<std::uint32_t> common_; // words that most paths of the API have
  float size_ = 0;
  float named_ = 1;
  word_mask api_words_ = 0;      // words that name the API
  word_mask provider_words_ = 0; // and of these the ones for its provider
};

} // namespace http_task::search
