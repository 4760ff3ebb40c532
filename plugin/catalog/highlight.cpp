#include "catalog/highlight.hpp"

#include "catalog/actions.hpp"
#include "catalog/words.hpp"

namespace http_task::catalog {
namespace {

void add_matches(std::string_view field, std::string_view text, const term_set& terms,
                 std::vector<match>& matches) {
  const std::vector<word> words = split_words(text, 200);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const word& w = words[i];
    const std::optional<action> a = action_of(w.text);
    if (terms.contains(w.text) || (a && terms.contains(std::string(term_of(*a))))) {
      matches.push_back({field, w.offset, w.length});
    } else if (i + 1 < words.size() && terms.contains(w.text + words[i + 1].text)) {
      // "callcenter" in the query, "Call Center" here: one range over both.
      const word& next = words[++i];
      matches.push_back({field, w.offset, next.offset + next.length - w.offset});
    }
  }
}

} // namespace

std::vector<match> find_matches(const description::outline& endpoint, const term_set& terms) {
  std::vector<match> matches;
  add_matches("api", endpoint.api, terms, matches);
  add_matches("method", endpoint.method, terms, matches);
  add_matches("path", endpoint.path, terms, matches);
  add_matches("title", endpoint.title, terms, matches);
  add_matches("summary", endpoint.summary, terms, matches);
  return matches;
}

} // namespace http_task::catalog
