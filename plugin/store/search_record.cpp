#include "store/search_record.hpp"

#include "description/display_text.hpp"
#include "search/words.hpp"

#include <string>

namespace http_task::store {
namespace {

constexpr std::size_t longest_summary = 300;

} // namespace

void add_to(search::index_builder& builder, const description::outline& o) {
  std::string plain;
  const bool marked_up = o.summary.find('<') != std::string::npos;
  // From the description: the first sentence of a text with tags may have been cut within one.
  if (marked_up) plain = description::first_sentence(search::without_markup(o.prose), longest_summary);
  builder.add({o.method, o.path, o.operation_id, o.title, marked_up ? plain : o.summary, o.prose, o.tags,
               o.parameters, o.deprecated});
}

} // namespace http_task::store
