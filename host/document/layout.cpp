#include "document/layout.hpp"

#include "document/json.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

constexpr std::string_view blank = " \t\r\n";

std::size_t skip_blank(std::string_view text, std::size_t at) {
  const std::size_t next = text.find_first_not_of(blank, at);
  return next == std::string_view::npos ? text.size() : next;
}

// `at` is the opening quote; the answer lies behind the closing one.
std::size_t skip_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at < text.size() ? at + 1 : text.size();
}

std::size_t skip_value(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
    } else if (c == '{' || c == '[') {
      ++depth;
      ++at;
      continue;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return at;
      --depth;
      ++at;
    } else if (depth == 0) {
      const std::size_t end = text.find_first_of(" \t\r\n,}]", at);
      return end == std::string_view::npos ? text.size() : end;
    } else {
      ++at;
      continue;
    }
    if (depth == 0) return at;
  }
  return at;
}

bool names(std::string_view quoted, std::string_view name) {
  const auto parsed = parse_json(quoted, "name");
  return parsed && parsed->is_string() && view(parsed->get_string()) == name;
}

// The white space at the start of the line that `at` lies in.
std::string_view line_indent(std::string_view text, std::size_t at) {
  const std::size_t line_break = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = line_break == std::string_view::npos ? 0 : line_break + 1;
  const std::size_t end = text.find_first_not_of(" \t", begin);
  return text.substr(begin, (end == std::string_view::npos ? text.size() : end) - begin);
}

// One step of indentation: that of the first line that has any.
std::string_view indent_unit(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const std::string_view indent = line_indent(text, at + 1);
    if (!indent.empty()) return indent;
  }
  return "  ";
}

// White space and, in a text alone, ways of escaping apart. Numbers are not read: none is too large for that.
bool same_value(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (!a.starts_with('"') || !b.starts_with('"')) return compact_json(a) == compact_json(b);
  const auto first = parse_json(a, "before");
  const auto second = parse_json(b, "after");
  return first && second && *first == *second;
}

class rewriter {
public:
  explicit rewriter(std::string_view unit) : unit_(unit) {}

  // Of one value; `prefix` is the indentation of the line that it stands in.
  std::string rewritten(std::string_view before, std::string_view after, const std::string& prefix) const {
    if (same_value(before, after)) return std::string(before);
    const bool are_alike = !before.empty() && before.front() == after.front();
    if (!are_alike || (after.front() != '{' && after.front() != '[')) return fresh(after, prefix);
    const std::vector<json_part> old_parts = parts_of(before);
    const std::vector<json_part> new_parts = parts_of(after);
    const bool one_line = before.find('\n') == std::string_view::npos && !old_parts.empty();
    if (new_parts.empty()) return std::string(1, after.front()) + after.back();
    const std::string inner = one_line ? prefix : prefix + std::string(unit_);
    const std::string edge = !one_line ? "\n" : before[1] == ' ' ? " " : "";
    const std::string gap = !one_line || before.find(": ") != std::string_view::npos ||
                                    before.find(", ") != std::string_view::npos
                                ? " "
                                : "";
    std::string out(1, after.front());
    for (std::size_t i = 0; i < new_parts.size(); ++i) {
      const json_part& part = new_parts[i];
      out += i > 0 ? "," + (one_line ? gap : edge) : edge;
      if (!one_line) out += inner;
      if (part.name.end > part.name.begin) out += std::string(part.name.in(after)) + ":" + gap;
      const std::optional<text_span> same = counterpart(before, old_parts, after, new_parts, i);
      std::string value = same ? rewritten(same->in(before), part.value.in(after), inner)
                               : fresh(part.value.in(after), inner);
      out += one_line && value.find('\n') != std::string::npos ? compact_json(value) : value;
    }
    out += edge;
    if (!one_line) out += prefix;
    return out + after.back();
  }

private:
  std::string fresh(std::string_view value, const std::string& prefix) const {
    return indent_json(value, unit_, prefix);
  }

  // What stood there before: the member of that name; of a list an equal item, else the one at that index
  // unless it is still in the list.
  static std::optional<text_span> counterpart(std::string_view before,
                                              const std::vector<json_part>& old_parts, std::string_view after,
                                              const std::vector<json_part>& new_parts, std::size_t index) {
    constexpr std::size_t most_compared = 10'000; // items by items
    const json_part& wanted = new_parts[index];
    if (wanted.name.end > wanted.name.begin) {
      const auto named = std::ranges::find_if(
          old_parts, [&](const json_part& part) { return part.name.in(before) == wanted.name.in(after); });
      return named != old_parts.end() ? std::optional(named->value) : std::nullopt;
    }
    const bool looks = old_parts.size() * new_parts.size() <= most_compared;
    for (std::size_t i = 0; looks && i < old_parts.size(); ++i) {
      if (same_value(old_parts[i].value.in(before), wanted.value.in(after))) return old_parts[i].value;
    }
    if (index >= old_parts.size()) return std::nullopt;
    const text_span there = old_parts[index].value;
    const bool moved = looks && std::ranges::any_of(new_parts, [&](const json_part& part) {
                         return same_value(there.in(before), part.value.in(after));
                       });
    return moved ? std::nullopt : std::optional(there);
  }

  std::string_view unit_;
};

std::string with_line_ends_of(std::string_view text, std::string addition) {
  if (text.find("\r\n") == std::string_view::npos) return addition;
  std::string converted;
  for (const char c : addition) {
    if (c == '\n' && !converted.ends_with('\r')) converted += '\r';
    converted += c;
  }
  return converted;
}

} // namespace

std::string indent_json(std::string_view text, std::string_view unit, std::string_view prefix) {
  std::string out;
  std::size_t depth = 0;
  const auto new_line = [&] {
    out += '\n';
    out += prefix;
    for (std::size_t i = 0; i < depth; ++i)
      out += unit;
  };
  for (std::size_t at = skip_blank(text, 0); at < text.size(); at = skip_blank(text, at)) {
    const char c = text[at];
    if (c == '{' || c == '[') {
      const std::size_t next = skip_blank(text, at + 1);
      out += c;
      if (next < text.size() && (text[next] == '}' || text[next] == ']')) {
        out += text[next];
        at = next + 1;
        continue;
      }
      ++depth;
      new_line();
      ++at;
    } else if (c == '}' || c == ']') {
      depth -= depth > 0 ? 1 : 0;
      new_line();
      out += c;
      ++at;
    } else if (c == ',') {
      out += c;
      new_line();
      ++at;
    } else if (c == ':') {
      out += ": ";
      ++at;
    } else {
      const std::size_t end = c == '"' ? skip_string(text, at) : text.find_first_of(" \t\r\n,:}]", at);
      out += text.substr(at, end - at);
      at = end == std::string_view::npos ? text.size() : end;
    }
  }
  return out;
}

std::string compact_json(std::string_view text) {
  std::string out;
  for (std::size_t at = skip_blank(text, 0); at < text.size(); at = skip_blank(text, at)) {
    const std::size_t end = text[at] == '"' ? skip_string(text, at) : at + 1;
    out += text.substr(at, end - at);
    at = end;
  }
  return out;
}

std::vector<json_part> parts_of(std::string_view text) {
  std::vector<json_part> parts;
  std::size_t at = skip_blank(text, 0);
  if (at >= text.size() || (text[at] != '{' && text[at] != '[')) return parts;
  const bool is_object = text[at] == '{';
  at = skip_blank(text, at + 1);
  while (at < text.size() && text[at] != '}' && text[at] != ']') {
    json_part part;
    if (is_object) {
      part.name = {at, skip_string(text, at)};
      at = skip_blank(text, skip_blank(text, part.name.end) + 1);
    }
    part.value = {at, skip_value(text, at)};
    parts.push_back(part);
    at = skip_blank(text, part.value.end);
    if (at < text.size() && text[at] == ',') at = skip_blank(text, at + 1);
  }
  return parts;
}

std::optional<text_span> find_member(std::string_view text, std::string_view name) {
  std::optional<text_span> found;
  for (const json_part& part : parts_of(text)) {
    if (part.name.end > part.name.begin && names(part.name.in(text), name)) found = part.value;
  }
  return found;
}

std::string append_item(std::string_view text, text_span array, std::string_view item) {
  const std::size_t close = array.end - 1;
  const std::size_t last = text.find_last_not_of(blank, close - 1);
  const bool empty = last == array.begin;
  const bool one_line = text.find('\n') == std::string_view::npos ||
                        text.find('\n') >= text.find_last_not_of(blank); // only behind the document
  std::string addition;
  std::string tail;
  if (one_line) {
    addition = (empty ? "" : ",") + compact_json(item);
  } else {
    const std::string_view unit = indent_unit(text);
    const std::string outer(line_indent(text, empty ? array.begin : close));
    std::string inner = outer + std::string(unit);
    if (!empty) {
      const std::size_t first = skip_blank(text, array.begin + 1);
      if (text.substr(array.begin, first - array.begin).find('\n') != std::string_view::npos)
        inner = line_indent(text, first);
    }
    addition = std::string(empty ? "" : ",") + "\n" + inner + indent_json(item, unit, inner);
    tail = "\n" + outer;
  }
  std::string edited(text.substr(0, empty ? array.begin + 1 : last + 1));
  edited += with_line_ends_of(text, addition + tail);
  edited += text.substr(close);
  return edited;
}

std::string rewrite_json(std::string_view before, std::string_view after) {
  const std::size_t begin = skip_blank(before, 0);
  const std::size_t end = before.find_last_not_of(blank) + 1;
  const std::size_t after_begin = skip_blank(after, 0);
  const std::string_view value = after.substr(after_begin, after.find_last_not_of(blank) + 1 - after_begin);
  const std::string text =
      rewriter(indent_unit(before)).rewritten(before.substr(begin, end - begin), value, {});
  const bool changed = text != before.substr(begin, end - begin);
  return std::string(before.substr(0, begin)) + (changed ? with_line_ends_of(before, text) : text) +
         std::string(before.substr(end));
}

} // namespace http_task::host
