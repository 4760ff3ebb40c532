#include "document/layout.hpp"

#include "document/json.hpp"

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

std::string with_line_ends_of(std::string_view text, std::string addition) {
  if (text.find("\r\n") == std::string_view::npos) return addition;
  std::string converted;
  for (const char c : addition) {
    if (c == '\n') converted += '\r';
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

std::optional<text_span> find_member(std::string_view text, std::string_view name) {
  std::size_t at = skip_blank(text, 0);
  if (at >= text.size() || text[at] != '{') return std::nullopt;
  std::optional<text_span> found;
  at = skip_blank(text, at + 1);
  while (at < text.size() && text[at] == '"') {
    const std::size_t name_end = skip_string(text, at);
    const bool wanted = names(text.substr(at, name_end - at), name);
    const std::size_t begin = skip_blank(text, skip_blank(text, name_end) + 1);
    const std::size_t end = skip_value(text, begin);
    if (wanted) found = {begin, end};
    at = skip_blank(text, end);
    if (at < text.size() && text[at] == ',') at = skip_blank(text, at + 1);
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

} // namespace http_task::host
