#include "search/index_builder.hpp"

#include "search/api_names.hpp"
#include "search/collected.hpp"
#include "search/index_writer.hpp"
#include "search/words.hpp"

#include <algorithm>

namespace http_task::search {
namespace {

constexpr std::size_t longest_description = 1'000;
constexpr std::size_t most_description_words = 60;
constexpr std::size_t most_parameters = 60;
constexpr std::size_t most_pieces_of_text = 400;

std::uint8_t method_number(std::string_view method) {
  const auto found = std::ranges::find(method_names, method);
  return found == method_names.end() ? other_method : static_cast<std::uint8_t>(found - method_names.begin());
}

} // namespace

struct index_builder::state : collected {
  std::string folded_;

  std::uint32_t word(std::string_view text) {
    fold_into(text, folded_);
    return words.number(folded_);
  }

  void post(posting_class c, std::uint32_t w) {
    postings[static_cast<std::size_t>(c)].push_back({w, static_cast<std::uint32_t>(records.size())});
  }

  void post_words(posting_class c, std::string_view text, std::size_t most) {
    std::size_t count = 0;
    for (word_reader in(text); const auto w = in.next();) {
      if (count++ == most) break;
      post(c, word(text.substr(w->offset, w->length)));
    }
  }

  std::uint32_t piece(const text_piece& p) {
    const std::uint32_t n = pieces.number(p.text);
    if (n == piece_words.size()) {
      piece_words.push_back(p.is_word ? word(p.text) : none);
      piece_counts.push_back(0);
    }
    ++piece_counts[n];
    return n;
  }

  // Keeps the text, and posts its words; placeholders of a path say less than its other words.
  std::size_t add_text(collected_record& r, field f, std::string_view text) {
    std::size_t words_of_text = 0;
    int depth = 0;
    std::vector<text_piece> split = split_pieces(text);
    if (split.size() > most_pieces_of_text) split.resize(most_pieces_of_text);
    for (const text_piece& p : split) {
      const std::uint32_t n = piece(p);
      texts.push_back(n);
      if (!p.is_word) {
        for (const char c : p.text)
          depth = c == '{' ? depth + 1 : c == '}' ? std::max(0, depth - 1) : depth;
        continue;
      }
      const bool placeholder = f == field::path && depth > 0;
      if (!placeholder) ++words_of_text;
      post(f == field::summary || placeholder ? posting_class::tags_and_summary : posting_class::names,
           piece_words[n]);
    }
    r.pieces[static_cast<std::size_t>(f)] = static_cast<std::uint16_t>(split.size());
    return words_of_text;
  }

  void add_tags(collected_record& r, std::span<const std::string> names) {
    for (const std::string& name : names) {
      if (r.tags == 8) break;
      tag_numbers.push_back(tags.number(name));
      ++r.tags;
      post_words(posting_class::tags_and_summary, name, 10);
    }
  }
};

index_builder::index_builder() : state_(std::make_unique<state>()) {}
index_builder::~index_builder() = default;
index_builder::index_builder(index_builder&&) noexcept = default;
index_builder& index_builder::operator=(index_builder&&) noexcept = default;

void index_builder::begin_api(const api_record& api) {
  state& s = *state_;
  s.apis.push_back({std::string(api.id), std::string(api.title), std::string(api.version), api.preferred,
                    s.families.number(family_of(api)), static_cast<std::uint32_t>(s.records.size())});
  for (const named_word& n : names_of(api))
    s.api_words.push_back(
        {s.words.number(n.word), static_cast<std::uint16_t>(s.apis.size() - 1), n.level, n.names});
}

std::uint32_t index_builder::add(const operation_record& o) {
  state& s = *state_;
  collected_record r;
  r.first_piece = static_cast<std::uint32_t>(s.texts.size());
  r.first_tag = static_cast<std::uint32_t>(s.tag_numbers.size());
  r.flags = method_number(o.method);
  if (r.flags == other_method) r.method = s.methods.number(o.method);
  if (o.deprecated) r.flags |= deprecated_flag;
  const bool as_id = o.title == o.operation_id;
  const bool as_path = !as_id && o.title.size() == o.method.size() + 1 + o.path.size() &&
                       o.title.starts_with(o.method) && o.title.ends_with(o.path);
  if (as_id) r.flags |= title_is_operation_id;
  if (as_path) r.flags |= title_is_method_and_path;

  std::size_t length = s.add_text(r, field::path, o.path);
  s.add_text(r, field::operation_id, o.operation_id);
  length += as_id || as_path ? 0 : s.add_text(r, field::title, o.title);
  s.add_text(r, field::summary, o.summary);
  length += static_cast<std::size_t>(std::ranges::count(o.path, '{'));
  r.length = static_cast<std::uint8_t>(std::min<std::size_t>(length, 255));
  s.add_tags(r, o.tags);
  s.post_words(posting_class::description, without_markup(o.description.substr(0, longest_description)),
               most_description_words);
  for (const std::string& name : o.parameters.subspan(0, std::min(o.parameters.size(), most_parameters)))
    s.post_words(posting_class::description, name, 5);

  const auto number = static_cast<std::uint32_t>(s.records.size());
  if (!o.operation_id.empty()) s.operation_ids.push_back({name_hash(o.operation_id), number});
  r.version_key = name_hash(std::string(o.method) + unversioned(o.path));
  r.api = static_cast<std::uint32_t>(s.apis.size() - 1);
  s.records.push_back(r);
  return number;
}

result<std::string> index_builder::finish() {
  const std::unique_ptr<state> s = std::exchange(state_, std::make_unique<state>());
  return write_index(*s);
}

} // namespace http_task::search
