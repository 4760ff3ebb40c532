#include "search/ranking.hpp"

#include "base/text.hpp"
#include "search/words.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace http_task::search {
namespace {

// "cancel" is near to "delete", "start" to "create".
bool are_kindred(action_set a, action_set b) noexcept {
  constexpr action_set making =
      bit_of(action::create) | bit_of(action::send) | bit_of(action::upload) | bit_of(action::start);
  constexpr action_set ending = bit_of(action::remove) | bit_of(action::cancel);
  constexpr action_set seeing = bit_of(action::get) | bit_of(action::list) | bit_of(action::download);
  constexpr action_set changing = bit_of(action::update) | bit_of(action::act);
  for (const action_set group : {making, ending, seeing, changing})
    if ((a & group) != 0 && (b & group) != 0 && (a & b) != bit_of(action::act)) return true;
  return false;
}

constexpr action_set plain_actions = bit_of(action::create) | bit_of(action::list) | bit_of(action::get) |
                                     bit_of(action::update) | bit_of(action::remove);

// Words of one of them stand for each other; other verbs stand for themselves.
constexpr auto same_actions = static_cast<action_set>(~bit_of(action::act));

// Of "v2"; 0 for what is none.
int version_of(std::string_view word) noexcept {
  return word.size() == 2 && word[0] == 'v' && word[1] >= '0' && word[1] <= '9' ? word[1] - '0' : 0;
}

// For each query of a thread and each way of understanding it another number.
std::uint32_t next_epoch() noexcept {
  thread_local std::uint32_t last = 0;
  if (++last == 0) ++last;
  return last;
}

} // namespace

struct ranking::field_sum {
  word_mask words = 0; // of the query, found in it
  float found = 0;     // their weight
  float unsure = 0;    // their weight, as far as they were not found as they are
  word_mask pairs = 0; // words that follow the one before as in the query
  float left_over = 0; // weight of the words of the field that nobody asked for
  action_set first_action = 0;
  bool says_something = false; // has words besides placeholders and versions
  bool ends_with_placeholder = false;
  int version = 0;
  word_mask last_part = 0; // words of the query in the last part of a path that is no placeholder
};

ranking::ranking(const parsed_query& q, const query_meaning& all, const meaning& m, const index& in,
                 const weights& w, candidate_space& found)
    : q_(q), all_(all), m_(m), in_(in), w_(w), terms_(m.terms), found_(found) {
  std::ranges::sort(terms_, {}, &term_meaning::term);
  halves_ = std::ranges::any_of(terms_, &term_meaning::replaces);
  epoch_ = next_epoch();
  for (const query_word& word : q.words)
    wanted_ = static_cast<action_set>(wanted_ | word.actions);
  // Of "contact list" the list is the thing itself.
  const auto things = static_cast<word_mask>(q.heads & ~all.names_apis);
  head_ = things == 0 ? q.heads : std::bit_floor(things);
}

// "annotate" is a form of "annotations", and not the word that was typed.
bool ranking::is_typed(std::string_view word, word_mask words) const {
  return std::ranges::any_of(q_.words, [&, i = std::size_t{0}](const query_word& typed) mutable {
    if (!has_word(words, i++)) return false;
    const std::string_view a = word.size() < typed.text.size() ? word : std::string_view(typed.text);
    const std::string_view b = word.size() < typed.text.size() ? std::string_view(typed.text) : word;
    return b.starts_with(a) && (b.size() == a.size() || b.substr(a.size()) == "s");
  });
}

ranking::word_match ranking::match(std::uint32_t word) const {
  word_match best;
  const std::uint32_t term = in_.term_of(word);
  auto at = std::ranges::lower_bound(terms_, term, {}, &term_meaning::term);
  for (; at != terms_.end() && at->term == term; ++at) {
    const term_meaning& t = *at;
    // In the API that "deploy" names a release is no "deploy".
    if (t.replaces && (t.words & ~naming_words_) == 0) continue;
    best.words = static_cast<word_mask>(best.words | t.words);
    const bool halved = t.replaces && (t.words & own_words_) == t.words;
    float quality = halved ? t.quality * w_.own_word_halves : t.quality;
    if (t.quality == 1.0F && !is_typed(in_.word(word), t.words)) quality *= w_.inflected;
    best.quality = std::max(best.quality, quality);
  }
  for (const completion& c : m_.completions)
    if (word >= c.first && word < c.end) {
      best.words = static_cast<word_mask>(best.words | 1U << c.word);
      best.quality = std::max(best.quality, w_.completion);
    }
  return best;
}

bool ranking::names_many() const {
  return head_ != 0 && is_plural(q_.words[static_cast<std::size_t>(std::countr_zero(head_))].text);
}

// "get contact" asks for one of them, "get contacts" and "create contact" for where they all are.
float ranking::number_of(bool one) const {
  constexpr action_set of_one = bit_of(action::get) | bit_of(action::update) | bit_of(action::remove);
  constexpr action_set of_all = bit_of(action::create) | bit_of(action::list) | bit_of(action::search);
  if (head_ == 0) return 1;
  const query_word& head = q_.words[static_cast<std::size_t>(std::countr_zero(head_))];
  const bool many = names_many();
  const bool all =
      (wanted_ & of_all) != 0 || (many && (wanted_ == 0 || (wanted_ & bit_of(action::get)) != 0));
  const bool wants_all = all && !q_.by_id;
  const bool wants_one = q_.by_id || (!all && (wanted_ & of_one) != 0 && !many && !head.unfinished);
  return (wants_all && !one) || (wants_one && one) ? w_.number : 1.0F;
}

void ranking::read_api(std::uint32_t api) {
  if (api == api_) return;
  api_ = api;
  api_quality_.fill(0);
  api_words_ = 0;
  provider_words_ = 0;
  const auto first = std::ranges::lower_bound(m_.apis, api, {}, &api_meaning::api);
  for (auto a = first; a != m_.apis.end() && a->api == api; ++a) {
    const bool is_name = has_word(all_.names_apis, a->word);
    api_quality_[a->word] = a->quality * (is_name ? 1.0F : w_.common_name);
    if (a->level == api_level::provider && is_name)
      provider_words_ = static_cast<word_mask>(provider_words_ | 1U << a->word);
    if (a->level != api_level::title || a->quality > 0.7F)
      api_words_ = static_cast<word_mask>(api_words_ | 1U << a->word);
  }
  common_.clear();
  in_.for_each_common_word(api, [this](std::uint32_t word) { common_.push_back(word); });
  const std::uint32_t operations = in_.first_record(api + 1) - in_.first_record(api);
  size_ = w_.size * std::log2(1.0F + static_cast<float>(operations));
  const word_mask own_before = own_words_;
  own_words_ = 0;
  for (std::size_t i = 0; i < q_.words.size(); ++i)
    if (found_.uses_word(i, in_.first_record(api), in_.first_record(api + 1)))
      own_words_ = static_cast<word_mask>(own_words_ | 1U << i);
  const word_mask naming_before = std::exchange(naming_words_, word_mask{0});
  for (std::size_t i = 0; i < q_.words.size(); ++i)
    if (has_word(all_.names_apis, i) && api_quality_[i] >= w_.surely_named)
      naming_words_ = static_cast<word_mask>(naming_words_ | 1U << i);
  if (halves_ && (own_words_ != own_before || naming_words_ != naming_before)) epoch_ = next_epoch();
  named_ = 1;
  bool provider = false;
  bool service = false;
  for (auto a = first; a != m_.apis.end() && a->api == api; ++a) {
    const float surely = api_quality_[a->word];
    provider =
        provider || (a->level == api_level::provider && surely > 0.6F && has_word(all_.names_apis, a->word));
    service = service || (a->level == api_level::service && surely > 0.6F);
  }
  if (provider) named_ *= w_.provider_named;
  if (service) named_ *= w_.service_named;
}

const piece_note& ranking::note_of(std::uint32_t piece) {
  piece_note& note = found_.notes.at(piece);
  if (note.epoch == epoch_) return note;
  if (note.epoch == 0) read_piece(piece, note);
  note.epoch = epoch_;
  if (note.word == none) return note;
  const word_match found = match(note.word);
  note.words = found.words;
  note.worth = static_cast<std::uint16_t>(std::min(found.quality, 1.0F) * piece_note::whole);
  return note;
}

// What does not depend on the query.
void ranking::read_piece(std::uint32_t piece, piece_note& note) const {
  note.word = in_.piece_word(piece);
  if (note.word != none) {
    const word_fact fact = in_.facts(note.word);
    note.actions = fact.actions;
    note.kind = static_cast<word_kind>(fact.kind & kind_mask);
    return;
  }
  constexpr auto keep = [](unsigned bits) { return static_cast<std::uint8_t>(bits); };
  for (const char c : in_.piece_text(piece)) {
    if (c == '/') note.marks = keep(note.marks | piece_note::slash);
    if (c == '.') note.marks = keep(note.marks | piece_note::dot);
    if (c == '{') note.marks = keep((note.marks & piece_note::slash) | piece_note::begins_placeholder);
    if (c == '}') note.marks = keep((note.marks & piece_note::slash) | piece_note::ends_placeholder);
  }
}

ranking::field_sum ranking::read_field(coded_text text, float field_weight, field which, score_parts& parts) {
  field_sum sum;
  const bool is_path = which == field::path;
  bool first = which == field::operation_id;
  bool leads = true; // of a sentence only the verb that it begins with says what is done
  bool placeholder = false;
  bool extension = false; // ".json"
  word_mask before = 0;
  bool new_part = false;
  while (!text.empty()) {
    const piece_note& note = note_of(index::next_piece(text));
    if (is_path && note.kind == word_kind::number && !placeholder)
      sum.version = version_of(in_.word(note.word));
    if (note.word == none) {
      if (!is_path) continue;
      if ((note.marks & piece_note::begins_placeholder) != 0) placeholder = true;
      if ((note.marks & piece_note::ends_placeholder) != 0) placeholder = false;
      new_part = new_part || (note.marks & piece_note::slash) != 0;
      extension = (note.marks & piece_note::dot) != 0;
      continue;
    }
    // "GET_RunInstances": the method says nothing of what the operation does.
    if (std::exchange(first, false) && note.actions != 0 && next_is(text, "_") &&
        iequals(in_.word(note.word), method_))
      continue;
    if (!std::exchange(extension, false)) sum.ends_with_placeholder = placeholder;
    const float quality = field_weight * (placeholder ? w_.placeholder : 1.0F);
    const bool letter = is_path && note.kind == word_kind::content && in_.word(note.word).size() == 1;
    if (!placeholder && note.kind != word_kind::number && !letter) sum.says_something = true;
    if (!placeholder && leads && note.actions != 0 && sum.first_action == 0) sum.first_action = note.actions;
    if (which == field::summary && note.kind != word_kind::empty) leads = false;
    if (new_part && !placeholder) sum.last_part = 0;
    if (!placeholder) new_part = false;
    word_mask hit = note.words;
    // "microsoft.graph.": the name of the provider says nothing of its operation.
    if (hit != 0 && (hit & ~provider_words_) == 0) {
      for (std::size_t i = 0; i < q_.words.size(); ++i)
        if (has_word(hit, i)) parts.words[i] = std::max(parts.words[i], quality);
      continue;
    }
    float worth = static_cast<float>(note.worth) / piece_note::whole;
    if (const action_set same = note.actions & wanted_ & same_actions; !placeholder && same != 0)
      for (std::size_t i = 0; i < q_.words.size(); ++i)
        if ((q_.words[i].actions & same) != 0 && !has_word(hit, i)) {
          hit = static_cast<word_mask>(hit | 1U << i);
          worth = std::max(worth, w_.same_action);
        }
    if (hit == 0) {
      if (note.kind == word_kind::number || note.kind == word_kind::empty || letter) continue;
      float cost = note.kind == word_kind::action   ? w_.left_over_action
                   : note.kind == word_kind::filler ? w_.left_over_filler
                                                    : 1.0F;
      if (is_path && std::ranges::find(common_, note.word) != common_.end())
        cost = std::min(cost, w_.left_over_common);
      if (placeholder) cost = w_.left_over_placeholder;
      cost *= w_.unit;
      sum.left_over += cost;
      continue;
    }
    for (std::size_t i = 0; i < q_.words.size(); ++i) {
      if (!has_word(hit, i)) continue;
      if (i > 0 && has_word(before, i - 1) && !placeholder)
        sum.pairs = static_cast<word_mask>(sum.pairs | 1U << i);
      const bool foreign = has_word(all_.names_apis, i) && api_quality_[i] == 0;
      parts.words[i] = std::max(parts.words[i], worth * quality * (foreign ? w_.elsewhere : 1.0F));
      if (placeholder) continue;
      if (!has_word(sum.words, i)) {
        sum.words = static_cast<word_mask>(sum.words | 1U << i);
        sum.found += all_.weight[i] * worth;
        sum.unsure += all_.weight[i] * (1.0F - worth);
      }
    }
    before = hit;
    if (!placeholder) sum.last_part = static_cast<word_mask>(sum.last_part | hit);
  }
  return sum;
}

bool ranking::next_is(coded_text text, std::string_view between) const {
  return !text.empty() && in_.piece_text(index::next_piece(text)) == between;
}

// How much of the field and of the words that do not name the API are the same.
float ranking::shape_of(const field_sum& sum) const {
  float missing = sum.unsure;
  for (std::size_t i = 0; i < q_.words.size(); ++i) {
    const bool here = has_word(sum.words, i);
    const bool names_api = has_word(api_words_, i);
    if (!here && !names_api) missing += all_.weight[i];
  }
  if (sum.found <= 0) return 0;
  return sum.found / (sum.found + sum.left_over + w_.missing * missing);
}

float ranking::code_of(const coded_record& r) const {
  if (q_.code.empty()) return 0;
  const std::string id = in_.text(r.texts[static_cast<std::size_t>(field::operation_id)]);
  const std::string path = in_.text(r.texts[static_cast<std::size_t>(field::path)]);
  const std::string plain_id = code_form(id);
  const std::string plain_path = code_form(path);
  const std::string api = code_form(in_.api_id(api_));
  if (q_.code.size() > api.size() && q_.code.starts_with(api) &&
      (q_.code == api + to_lower(method_) + plain_path || q_.code == api + plain_id))
    return w_.code_same_id * 2; // a whole id
  std::string_view name = plain_id;
  if (const std::string lower = to_lower(method_); name.size() > lower.size() && name.starts_with(lower))
    name.remove_prefix(lower.size());
  float score = 0;
  if (!name.empty() && (plain_id == q_.code || name == q_.code))
    score = w_.code_same_id;
  else if (plain_path == q_.code)
    score = w_.code_same_path;
  else if (plain_path.ends_with(q_.code) || code_form(path, false).ends_with(q_.code))
    score = w_.code_path_end;
  else if (plain_path.starts_with(q_.code))
    score = w_.code_path_begin;
  else if (plain_path.find(q_.code) != std::string::npos || plain_id.find(q_.code) != std::string::npos)
    score = w_.code_part;
  if (score == 0) return 0;
  if (id == q_.typed || path.ends_with(q_.typed)) score += w_.code_as_typed;
  if (!q_.method.empty()) score *= q_.method == method_ ? 1.1F : 0.2F;
  return score;
}

// What it does: what its names say first, else what its method suggests.
void ranking::judge_action(action_set does, bool one, score_parts& parts) const {
  if (wanted_ == 0) {
    // Who names a thing alone rather means to make one or to see it than to change or delete it, and who
    // names several means to see them.
    const bool words = q_.code.empty();
    const bool many = words && names_many();
    if (method_ == "GET")
      parts.action = many ? w_.unasked_list : w_.unasked_get;
    else if (method_ == "POST")
      parts.action = many ? w_.unasked_get : w_.unasked_post;
    else
      parts.action = words ? w_.unasked_other : 1.0F;
    return;
  }
  action_set by_method = actions_of_method(method_);
  if (one)
    by_method = static_cast<action_set>(by_method & ~(bit_of(action::list) | bit_of(action::search)));
  else if ((does & bit_of(action::get)) != 0)
    does = static_cast<action_set>(does | bit_of(action::list)); // "getUsers"
  bool named = (does & wanted_ & same_actions) != 0;
  // "List forks" and "Delete a fork" have the word, and mean the thing by it.
  const bool names_thing =
      (does & bit_of(action::act)) == 0 && (method_ == "GET" || (does & bit_of(action::remove)) != 0);
  for (std::size_t i = 0; i < q_.words.size(); ++i)
    named = named ||
            (!names_thing && (q_.words[i].actions & bit_of(action::act)) != 0 && parts.words[i] > w_.summary);
  const bool kindred = !named && are_kindred(does, wanted_);
  const bool other_verb = (does & wanted_ & bit_of(action::act)) != 0;
  const bool other = !named && !kindred && ((does & plain_actions) != 0 || other_verb);
  const bool suggested = (by_method & wanted_) != 0 && !other;
  for (std::size_t i = 0; i < q_.words.size(); ++i) {
    const action_set asked = q_.words[i].actions;
    float quality = 0;
    if ((asked & does & same_actions) != 0)
      quality = w_.same_action;
    else if (kindred && are_kindred(does, asked))
      quality = w_.kindred_action;
    else if (const auto same = static_cast<action_set>(asked & by_method); same != 0 && suggested)
      quality = (same & plain_actions) != 0 ? w_.action_by_method : w_.other_action_by_method;
    parts.words[i] = std::max(parts.words[i], quality);
  }
  // Where nothing is searched for, what lists them all is the next best.
  const bool sifts =
      !named && !one && (wanted_ & bit_of(action::search)) != 0 && (does & bit_of(action::list)) != 0;
  const bool plainly = does == 0 && (by_method & wanted_ & plain_actions) != 0;
  parts.action = named                  ? w_.right_action
                 : plainly              ? w_.plain_method
                 : sifts                ? w_.list_to_search
                 : kindred || suggested ? 1.0F
                                        : w_.wrong_action;
  constexpr action_set seeing = bit_of(action::get) | bit_of(action::list) | bit_of(action::search);
  const bool only_sees = method_ == "GET" && (does & seeing) != 0;
  if (only_sees && !named && (wanted_ & (seeing | bit_of(action::download))) == 0)
    parts.action *= w_.only_sees;
}

// "patch" is also a verb of prose, and yet means the method where there is one.
bool ranking::names_method() const {
  return (method_ == "PATCH" || method_ == "PUT") &&
         std::ranges::any_of(q_.words,
                             [this](const query_word& word) { return iequals(word.text, method_); });
}

score_parts ranking::score(const candidate& c) {
  score_parts parts;
  const record_info info = in_.info(c.record);
  read_api(info.api);
  method_ = in_.method(c.record);
  const coded_record r = in_.record(c.record);
  const auto text = [&](field f) { return r.texts[static_cast<std::size_t>(f)]; };
  const bool own_title = !text(field::title).empty();

  const field_sum title = own_title ? read_field(text(field::title), w_.title, field::title, parts)
                                    : read_field(text(field::summary), w_.title, field::summary, parts);
  const field_sum id = read_field(text(field::operation_id), w_.operation_id, field::operation_id, parts);
  const field_sum path = read_field(text(field::path), w_.path, field::path, parts);
  if (own_title) static_cast<void>(read_field(text(field::summary), w_.summary, field::summary, parts));

  judge_action(static_cast<action_set>(id.first_action | title.first_action), path.ends_with_placeholder,
               parts);
  if (names_method()) parts.action *= w_.method_named;
  // Tags, placeholders and descriptions were seen when the candidates were found.
  float found = 0;
  for (std::size_t i = 0; i < q_.words.size(); ++i) {
    float& q = parts.words[i];
    if (has_word(c.words, i)) q = std::max(q, w_.description);
    q = std::max(q, api_quality_[i]);
  }

  for (std::size_t i = 0; i < q_.words.size(); ++i)
    found += all_.weight[i] * std::min(parts.words[i], 1.0F);
  parts.coverage = all_.total > 0 ? found / all_.total : 0;
  parts.title = shape_of(title) * (own_title ? 1.0F : w_.summary_as_title);
  parts.operation_id = shape_of(id);
  parts.path = path.says_something ? shape_of(path) : parts.operation_id;
  if ((path.last_part & head_) != 0) parts.head = w_.head;
  parts.head *= number_of(path.ends_with_placeholder);
  parts.provider = named_;
  parts.size = size_ + w_.path_version * static_cast<float>(path.version);
  if (q_.words.size() > 1)
    parts.order = static_cast<float>(std::max(
                      {std::popcount(title.pairs), std::popcount(id.pairs), std::popcount(path.pairs)})) /
                  static_cast<float>(q_.words.size() - 1);
  if ((info.flags & deprecated_flag) != 0) parts.deprecated = w_.deprecated;
  parts.code = code_of(r);
  return parts;
}

float total_of(const score_parts& p, const weights& w) {
  const float shape =
      1.0F + w.title_share * p.title + w.path_share * p.path + w.operation_id_share * p.operation_id;
  return std::pow(p.coverage, w.coverage_power) * shape * p.action * p.head * p.provider * p.deprecated *
             (1.0F + w.order * p.order + p.size) +
         p.code;
}

} // namespace http_task::search
