#include "search/highlight.hpp"

#include "search/words.hpp"

#include <algorithm>
#include <string>

namespace http_task::search {
namespace {

class marker {
public:
  marker(const parsed_query& q, const ranking& rank, const index& in) : q_(q), rank_(rank), in_(in) {}

  // Words of a text of the record, which begins at `offset` of the field.
  void mark(std::string_view field, coded_text text, std::size_t offset) {
    struct last_word {
      std::string_view folded;
      std::size_t offset = 0;
      bool marked = true; // nothing to join with
    } last;
    bool after_word = false;
    while (!text.empty()) {
      const std::uint32_t piece = index::next_piece(text);
      const std::uint32_t word = in_.piece_word(piece);
      const std::string_view shown = in_.piece_text(piece);
      const bool is_word = word != none;
      if (is_word && after_word) ++offset;
      after_word = is_word;
      if (is_word) {
        const std::string_view folded = in_.word(word);
        bool marked = asked_for(word);
        if (!marked && !last.marked && is_joined(last.folded, folded)) {
          marked = true; // "callcenter" in the query, "Call Center" here: one range over both
          matches_.push_back({field, last.offset, offset + shown.size() - last.offset});
        } else if (marked && !shown.empty()) {
          matches_.push_back({field, offset, shown.size()});
        }
        last = {folded, offset, marked};
      }
      offset += shown.size();
    }
  }

  // Words of a text that has no numbers.
  void mark_plain(std::string_view field, std::string_view text) {
    word_reader words(text);
    while (const auto w = words.next())
      if (is_typed(fold(text.substr(w->offset, w->length))))
        matches_.push_back({field, w->offset, w->length});
  }

  std::vector<match_range> take() { return std::move(matches_); }

private:
  bool asked_for(std::uint32_t word) const {
    if (rank_.match(word).words != 0) return true;
    const action_set actions = in_.facts(word).actions;
    return std::ranges::any_of(q_.words,
                               [actions](const query_word& w) { return (w.actions & actions) != 0; });
  }

  bool is_typed(std::string_view word) const {
    return std::ranges::any_of(q_.words, [word](const query_word& w) {
      return stem(w.text) == stem(word) || (w.unfinished && word.starts_with(w.text));
    });
  }

  bool is_joined(std::string_view first, std::string_view second) const {
    return std::ranges::any_of(q_.words, [&](const query_word& w) {
      return w.text.size() > first.size() && w.text.starts_with(first) &&
             stem(std::string_view(w.text).substr(first.size())) == stem(second);
    });
  }

  const parsed_query& q_;
  const ranking& rank_;
  const index& in_;
  std::vector<match_range> matches_;
};

} // namespace

std::vector<match_range> find_matches(const parsed_query& q, const ranking& rank, const index& in,
                                      std::uint32_t record) {
  const record_info info = in.info(record);
  const coded_record r = in.record(record);
  const auto text = [&](field f) { return r.texts[static_cast<std::size_t>(f)]; };
  marker m(q, rank, in);
  m.mark_plain("api", in.api_id(info.api));
  const std::string_view method = in.method(record);
  m.mark_plain("method", method);
  m.mark("path", text(field::path), 0);
  if ((info.flags & title_is_operation_id) != 0)
    m.mark("title", text(field::operation_id), 0);
  else if ((info.flags & title_is_method_and_path) != 0)
    m.mark("title", text(field::path), method.size() + 1);
  else
    m.mark("title", text(field::title), 0);
  m.mark("summary", text(field::summary), 0);
  return m.take();
}

} // namespace http_task::search
