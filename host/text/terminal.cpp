#include "text/terminal.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

std::string_view code_of(ink i) {
  switch (i) {
  case ink::plain: return "";
  case ink::bold: return "1";
  case ink::dim: return "2";
  case ink::underline: return "4";
  case ink::red: return "31";
  case ink::green: return "32";
  case ink::yellow: return "33";
  case ink::blue: return "34";
  case ink::cyan: return "36";
  }
  return "";
}

void append_escaped(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\x";
  out += digits[byte >> 4U];
  out += digits[byte & 0xFU];
}

bool is_c1_control(std::string_view text, std::size_t at) {
  // U+0080 to U+009F, which terminals take for escape sequences too.
  return static_cast<unsigned char>(text[at]) == 0xC2 && at + 1 < text.size() &&
         static_cast<unsigned char>(text[at + 1]) >= 0x80 && static_cast<unsigned char>(text[at + 1]) <= 0x9F;
}

std::string without_emphasis(std::string_view line) {
  std::string plain;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.substr(i, 2) == "**")
      ++i;
    else
      plain += line[i];
  }
  return plain;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool starts_item(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return true;
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits > 0 && digits != std::string_view::npos && line.substr(digits, 2) == ". ";
}

// Collects the words of a paragraph and writes them out in lines.
class paragraph {
public:
  paragraph(std::string& out, std::size_t indent, std::size_t width)
      : out_(out), indent_(indent), width_(std::max<std::size_t>(width, indent + 20)) {}

  void begin(std::size_t hanging) { hanging_ = hanging; }

  void add(std::string_view text) {
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
      const std::size_t size = std::min(text.find(' '), text.size());
      add_word(text.substr(0, size));
      text.remove_prefix(size);
    }
  }

  void end() {
    if (!line_.empty()) flush();
    hanging_ = 0;
    first_ = true;
  }

private:
  void add_word(std::string_view word) {
    const std::size_t margin = indent_ + (first_ ? 0 : hanging_);
    if (!line_.empty() && margin + columns(line_) + 1 + columns(word) > width_) flush();
    if (!line_.empty()) line_ += ' ';
    line_ += word;
  }

  void flush() {
    out_.append(indent_ + (first_ ? 0 : hanging_), ' ');
    out_ += line_;
    out_ += '\n';
    line_.clear();
    first_ = false;
  }

  std::string& out_;
  std::size_t indent_;
  std::size_t width_;
  std::size_t hanging_ = 0;
  std::string line_;
  bool first_ = true;
};

} // namespace

std::string palette::operator()(ink i, std::string_view text) const {
  if (!colours_ || i == ink::plain || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code_of(i)) + "m" + std::string(text) + "\x1b[0m";
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\r' && text.substr(i + 1).starts_with('\n')) continue;
    if (is_c1_control(text, i)) {
      append_escaped(out, static_cast<unsigned char>(text[++i]));
    } else if (byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7F)) {
      out += text[i];
    } else {
      append_escaped(out, byte);
    }
  }
  return out;
}

std::string printable_line(std::string_view text) {
  std::string line = printable(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

std::size_t columns(std::string_view utf8) noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  const std::size_t used = columns(text);
  out.append(used < width ? width - used : 0, ' ');
  return out;
}

std::string cut(std::string_view text, std::size_t width) {
  if (columns(text) <= width || width == 0) return std::string(text);
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end) {
    const bool starts_character = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (starts_character && ++seen == width) break;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string filled(std::string_view markdown, std::size_t indent, std::size_t width) {
  const std::string text = printable(markdown);
  std::string out;
  paragraph current(out, indent, width);
  bool fenced = false;
  bool blank_before = true; // no blank line at the very start
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t size = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, size);
    rest.remove_prefix(std::min(size + 1, rest.size()));
    std::string_view content = trimmed(line);
    const bool fence = content.starts_with("```");
    if (content.empty() && !fenced) {
      current.end();
      if (!blank_before && !trimmed(rest).empty()) out += '\n';
      blank_before = true;
      continue;
    }
    blank_before = false;
    if (fence || fenced || content.starts_with('|') || line.starts_with("    ")) {
      current.end();
      if (!fence) out.append(indent, ' ').append(line).append("\n");
      fenced = fence != fenced;
      continue;
    }
    if (starts_item(content)) {
      current.end();
      current.begin(2);
    }
    const bool heading = content.starts_with('#');
    if (heading) {
      current.end();
      content.remove_prefix(std::min(content.find_first_not_of('#'), content.size()));
    }
    current.add(without_emphasis(content));
    if (heading) current.end();
  }
  current.end();
  while (out.ends_with("\n\n"))
    out.pop_back();
  return out;
}

} // namespace http_task::host
