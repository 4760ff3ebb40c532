#include "search/index_writer.hpp"

#include "search/api_names.hpp"
#include "search/language.hpp"
#include "search/posting_list.hpp"
#include "search/words.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

namespace http_task::search {
namespace {

template<class T>
void append(std::string& out, const T& value) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

std::uint32_t size_of(const std::string& text) {
  return static_cast<std::uint32_t>(
      std::min<std::size_t>(text.size(), std::numeric_limits<std::uint32_t>::max()));
}

class writer {
public:
  explicit writer(const collected& c) : c_(c) {}

  result<std::string> write() {
    if (c_.apis.size() > 0xFFFF)
      return make_problem("catalog.too_large",
                          "An index takes at most 65535 APIs, found " + std::to_string(c_.apis.size()) + ".");
    number_words();
    number_pieces();
    find_versions();
    write_apis();
    write_records();
    write_postings();
    write_words();
    write_tags();
    write_operation_ids();
    write_sets();
    return join();
  }

private:
  std::string& at(section s) { return sections_[static_cast<std::size_t>(s)]; }

  std::uint32_t string(std::string_view text) {
    const std::uint32_t offset = size_of(at(section::strings));
    append_varint(at(section::strings), static_cast<std::uint32_t>(text.size()));
    at(section::strings) += text;
    return offset;
  }

  void number_words() {
    word_order_ = c_.words.sorted();
    word_numbers_.resize(word_order_.size());
    terms_.resize(word_order_.size());
    std::unordered_map<std::string_view, std::uint32_t> terms;
    for (std::uint32_t n = 0; n < word_order_.size(); ++n) {
      const std::uint32_t came = word_order_[n];
      word_numbers_[came] = n;
      terms_[came] =
          terms.emplace(stem(c_.words.text(came)), static_cast<std::uint32_t>(terms.size())).first->second;
    }
    term_count_ = terms.size();
  }

  void number_pieces() {
    std::vector<std::uint32_t> order(c_.pieces.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [this](std::uint32_t a, std::uint32_t b) {
      return c_.piece_counts[a] != c_.piece_counts[b] ? c_.piece_counts[a] > c_.piece_counts[b]
                                                      : c_.pieces.text(a) < c_.pieces.text(b);
    });
    // What does not get a number is missing in the texts that are shown, never in the words that are found.
    if (order.size() > most_pieces) order.resize(most_pieces);
    piece_numbers_.assign(c_.pieces.size(), none);
    for (std::uint32_t n = 0; n < order.size(); ++n) {
      const std::uint32_t came = order[n];
      piece_numbers_[came] = n;
      const std::uint32_t word = c_.piece_words[came];
      append(at(section::pieces),
             piece_entry{size_of(at(section::piece_text)), word == none ? none : word_numbers_[word]});
      at(section::piece_text) += c_.pieces.text(came);
    }
    append(at(section::pieces), piece_entry{size_of(at(section::piece_text)), none});
  }

  static api_record record_of(const collected_api& a) { return {a.id, a.title, a.version, a.preferred}; }

  // Operations that several versions of an API have: all but the current one step back.
  void find_versions() {
    superseded_.assign(c_.records.size(), false);
    std::map<std::uint32_t, std::vector<std::uint32_t>> families;
    for (std::uint32_t a = 0; a < c_.apis.size(); ++a)
      families[c_.apis[a].family].push_back(a);
    std::vector<version_link> links;
    for (auto& [family, apis] : families) {
      if (apis.size() < 2) continue;
      std::ranges::stable_sort(apis, [this](std::uint32_t a, std::uint32_t b) {
        return more_current(record_of(c_.apis[a]), end_of(a) - c_.apis[a].first_record, record_of(c_.apis[b]),
                            end_of(b) - c_.apis[b].first_record);
      });
      std::unordered_map<std::uint32_t, std::uint32_t> current;
      for (const std::uint32_t a : apis) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> own; // an API does not supersede itself
        for (std::uint32_t r = c_.apis[a].first_record; r < end_of(a); ++r) {
          const auto found = current.find(c_.records[r].version_key);
          if (found == current.end()) {
            own.emplace_back(c_.records[r].version_key, r);
            continue;
          }
          superseded_[r] = true;
          links.push_back({found->second, r});
        }
        current.insert(own.begin(), own.end());
      }
    }
    std::ranges::stable_sort(links, {}, &version_link::current);
    for (const version_link& l : links)
      append(at(section::versions), l);
  }

  [[nodiscard]] std::uint32_t end_of(std::uint32_t api) const {
    return api + 1 < c_.apis.size() ? c_.apis[api + 1].first_record
                                    : static_cast<std::uint32_t>(c_.records.size());
  }

  void write_apis() {
    for (std::uint32_t i = 0; i < c_.apis.size(); ++i) {
      const collected_api& a = c_.apis[i];
      append(at(section::apis), api_entry{a.first_record, string(a.id), string(a.title), string(a.version),
                                          string(common_words(i))});
    }
    append(at(section::apis), api_entry{static_cast<std::uint32_t>(c_.records.size()), 0, 0, 0, 0});
    std::vector<api_word> words = c_.api_words;
    for (api_word& w : words)
      w.word = word_numbers_[w.word];
    std::ranges::sort(words, [](const api_word& a, const api_word& b) {
      return a.word != b.word ? a.word < b.word : a.api < b.api;
    });
    for (const api_word& w : words)
      append(at(section::api_words), w);
  }

  // The words that two of five paths of an API have, as numbers.
  std::string common_words(std::uint32_t api) const {
    const std::uint32_t begin = c_.apis[api].first_record;
    const std::uint32_t end = end_of(api);
    if (end - begin < 10) return {};
    std::map<std::uint32_t, std::uint32_t> counts;
    for (std::uint32_t i = begin; i < end; ++i) {
      const collected_record& r = c_.records[i];
      std::set<std::uint32_t> words;
      for (std::size_t p = r.first_piece; p < r.first_piece + r.pieces[0]; ++p)
        if (const std::uint32_t word = c_.piece_words[c_.texts[p]]; word != none)
          words.insert(word_numbers_[word]);
      for (const std::uint32_t word : words)
        ++counts[word];
    }
    std::string common;
    for (const auto& [word, count] : counts)
      if (count * 5 > (end - begin) * 2) append(common, word);
    return common;
  }

  void write_records() {
    std::string& bytes = at(section::record_bytes);
    for (std::size_t i = 0; i < c_.records.size(); ++i) {
      const collected_record& r = c_.records[i];
      append(at(section::record_offsets), size_of(bytes));
      const auto flags = static_cast<std::uint8_t>(r.flags | (superseded_[i] ? superseded_flag : 0));
      append(at(section::record_infos), record_info{static_cast<std::uint16_t>(r.api), flags, r.length});
      std::size_t piece = r.first_piece;
      for (const std::uint16_t count : r.pieces) {
        std::string text;
        for (const std::size_t end = piece + count; piece < end; ++piece)
          if (const std::uint32_t n = piece_numbers_[c_.texts[piece]]; n != none) append_piece(text, n);
        append_varint(bytes, static_cast<std::uint32_t>(text.size()));
        bytes += text;
      }
      append_varint(bytes, r.tags);
      for (std::size_t t = 0; t < r.tags; ++t)
        append_varint(bytes, c_.tag_numbers[r.first_tag + t]);
      if ((r.flags & method_mask) == other_method) bytes += c_.methods.text(r.method);
    }
    append(at(section::record_offsets), size_of(bytes));
  }

  void write_words() {
    for (const std::uint32_t came : word_order_) {
      append(at(section::words), word_entry{size_of(at(section::word_text)), terms_[came]});
      const std::string& word = c_.words.text(came);
      at(section::word_text) += word;
      append(at(section::word_facts),
             word_fact{static_cast<std::uint8_t>(static_cast<unsigned>(kind_of(word)) | spreads_[terms_[came]]
                                                                                            << spread_shift),
                       frequencies_[terms_[came]], actions_of(word)});
    }
    append(at(section::words), word_entry{size_of(at(section::word_text)), none});
  }

  void write_postings() {
    std::array<std::vector<std::vector<std::uint32_t>>, posting_classes> lists;
    for (std::size_t k = 0; k < posting_classes; ++k) {
      lists[k].resize(term_count_);
      for (const collected_posting& p : c_.postings[k]) {
        std::vector<std::uint32_t>& list = lists[k][terms_[p.word]];
        if (list.empty() || list.back() != p.record) list.push_back(p.record);
      }
    }
    for (std::size_t t = 0; t < term_count_; ++t) {
      append(at(section::term_offsets), size_of(at(section::postings)));
      // A record stands in the best class alone.
      without(lists[1][t], lists[0][t]);
      without(lists[2][t], lists[0][t]);
      without(lists[2][t], lists[1][t]);
      spreads_.push_back(spread_of(lists[0][t]));
      frequencies_.push_back(frequency_of(lists[0][t].size() + lists[1][t].size()));
      append_postings(at(section::postings), {lists[0][t], lists[1][t], lists[2][t]},
                      static_cast<std::uint32_t>(c_.records.size()));
    }
    append(at(section::term_offsets), size_of(at(section::postings)));
  }

  // How many providers have the records, four for each doubling.
  unsigned spread_of(const std::vector<std::uint32_t>& records) const {
    std::uint32_t providers = 0;
    std::string_view last;
    for (const std::uint32_t r : records) {
      const std::string_view id = c_.apis[c_.records[r].api].id;
      const std::string_view provider = id.substr(0, id.find('/'));
      if (provider != last) ++providers;
      last = provider;
    }
    return static_cast<unsigned>(std::min(31.0, 4 * std::log2(std::max(1U, providers))));
  }

  static std::uint8_t frequency_of(std::size_t records) {
    return static_cast<std::uint8_t>(std::min(255.0, 12 * std::log2(1.0 + static_cast<double>(records))));
  }

  static void without(std::vector<std::uint32_t>& list, const std::vector<std::uint32_t>& others) {
    std::vector<std::uint32_t> rest;
    std::ranges::set_difference(list, others, std::back_inserter(rest));
    list = std::move(rest);
  }

  void write_tags() {
    for (std::uint32_t t = 0; t < c_.tags.size(); ++t)
      append(at(section::tags), string(c_.tags.text(t)));
  }

  void write_operation_ids() {
    std::vector<operation_id_entry> ids = c_.operation_ids;
    std::ranges::stable_sort(ids, {}, &operation_id_entry::hash);
    for (const operation_id_entry& e : ids)
      append(at(section::operation_ids), e);
  }

  template<class Has>
  void write_bits(section s, Has has) {
    std::string& bits = at(s);
    bits.assign(c_.records.size() / 8 + 1, '\0');
    for (std::size_t r = 0; r < c_.records.size(); ++r)
      if (has(r)) bits[r / 8] = static_cast<char>(static_cast<unsigned char>(bits[r / 8]) | 1U << (r % 8));
  }

  void write_sets() {
    write_bits(section::current, [this](std::size_t r) { return !superseded_[r]; });
    std::vector<std::uint8_t> lengths;
    for (const collected_record& r : c_.records)
      lengths.push_back(r.length);
    std::ranges::sort(lengths);
    const std::uint8_t most = lengths.empty() ? std::uint8_t{0} : lengths[lengths.size() / 3];
    write_bits(section::plain, [&](std::size_t r) { return c_.records[r].length <= most; });
  }

  result<std::string> join() {
    index_header header{};
    std::ranges::copy(index_magic, header.magic.begin());
    header.version = index_version;
    header.records = static_cast<std::uint32_t>(c_.records.size());
    header.apis = static_cast<std::uint32_t>(c_.apis.size());
    std::size_t size = sizeof(header);
    for (std::size_t s = 0; s < section_count; ++s) {
      header.sections[s] = {static_cast<std::uint32_t>(size), size_of(sections_[s])};
      size += sections_[s].size();
      if (size > std::numeric_limits<std::uint32_t>::max())
        return make_problem("catalog.too_large", "The index would be larger than 4 GiB.");
    }
    header.size = static_cast<std::uint32_t>(size);
    std::string all;
    all.reserve(size);
    append(all, header);
    for (const std::string& s : sections_)
      all += s;
    return all;
  }

  const collected& c_;
  std::array<std::string, section_count> sections_;
  std::vector<std::uint32_t> word_order_;   // by text
  std::vector<std::uint32_t> word_numbers_; // by the number of coming, as the next two
  std::vector<std::uint32_t> terms_;
  std::size_t term_count_ = 0;
  std::vector<std::uint8_t> frequencies_; // by term, as the next
  std::vector<unsigned> spreads_;
  std::vector<std::uint32_t> piece_numbers_;
  std::vector<bool> superseded_;
};

} // namespace

result<std::string> write_index(const collected& c) {
  return writer(c).write();
}

} // namespace http_task::search
