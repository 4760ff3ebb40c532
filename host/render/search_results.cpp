#include "render/search_results.hpp"

#include <algorithm>
#include <vector>

namespace http_task::host {
namespace {

struct range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The matches of a field in order, overlaps left out; anything that lies outside the text is ignored.
std::vector<range> matches_of(const json::object& result, std::string_view field) {
  std::vector<range> ranges;
  const json::array* matches = array_of(result, "matches");
  const std::size_t size = text_of(result, field).size();
  for (const json::value& match : matches != nullptr ? *matches : json::array()) {
    const json::object* o = match.if_object();
    if (o == nullptr || text_of(*o, "field") != field) continue;
    const double offset = number_of(*o, "offset", -1);
    const double length = number_of(*o, "length", 0);
    if (offset >= 0 && length > 0 && offset + length <= static_cast<double>(size))
      ranges.push_back({static_cast<std::size_t>(offset), static_cast<std::size_t>(offset + length)});
  }
  std::ranges::sort(ranges, {}, &range::begin);
  std::size_t end = 0;
  std::erase_if(ranges, [&](const range& r) {
    const bool overlaps = r.begin < end;
    end = std::max(end, r.end);
    return overlaps;
  });
  return ranges;
}

std::string highlighted(const json::object& result, std::string_view field, const palette& paint) {
  const std::string_view text = text_of(result, field);
  std::string out;
  std::size_t at = 0;
  for (const range& r : matches_of(result, field)) {
    out += printable_line(text.substr(at, r.begin - at));
    out += paint(ink::yellow, printable_line(text.substr(r.begin, r.end - r.begin)));
    at = r.end;
  }
  return out + printable_line(text.substr(at));
}

// "score 2.13, words 0.98, ..."
std::string reason_line(const json::object& reason) {
  std::string line;
  for (const auto& part : reason)
    line += (line.empty() ? "" : ", ") + printable_line(view(part.key())) + " " +
            printable_line(to_text(part.value()));
  return line;
}

} // namespace

std::string render_search_results(const json::array& results, const palette& paint) {
  std::string out;
  for (const json::value& item : results) {
    const json::object* result = item.if_object();
    if (result == nullptr) continue;
    const std::string method = padded(printable_line(text_of(*result, "method")), 7);
    out += paint(ink::bold, method) + " " + highlighted(*result, "path", paint) + "  " +
           paint(ink::dim, printable_line(text_of(*result, "api")));
    if (flag_of(*result, "deprecated")) out += "  " + paint(ink::red, "deprecated");
    if (const json::array* versions = array_of(*result, "versions"))
      out += "  " + paint(ink::dim, "+" + std::to_string(versions->size()) + " in other versions");
    out += "\n        " + highlighted(*result, "title", paint) + "\n        " +
           paint(ink::cyan, printable_line(text_of(*result, "id"))) + "\n";
    if (const json::object* reason = object_of(*result, "reason"))
      out += "        " + reason_line(*reason) + "\n";
  }
  return out;
}

} // namespace http_task::host
