#include "curl_command/shell_words.hpp"

#include "text/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace http_task::host {
namespace {

constexpr std::size_t longest = std::size_t{1} << 20;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_name_begin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// POSIX shell, section 2.2 (quoting) and 2.6 (what begins an expansion).
class posix_reader {
public:
  explicit posix_reader(std::string_view text) : text_(text) {}

  result<shell_command> read() {
    while (at_ < text_.size() && !problem_ && out_.follows.empty())
      step();
    end_word();
    if (problem_) return *std::move(problem_);
    return std::move(out_);
  }

private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void fail(std::string detail, std::string advice) {
    if (!problem_) problem_ = make_problem("input.invalid", std::move(detail), std::move(advice));
  }

  void begin_word() { in_word_ = true; }
  void end_word() {
    if (in_word_) out_.words.push_back(std::move(word_));
    word_.clear();
    in_word_ = false;
  }

  void step() {
    const char c = peek();
    if (c == '\\') {
      escape();
    } else if (c == '\'') {
      single_quotes();
    } else if (c == '"') {
      double_quotes();
    } else if (c == '$') {
      dollar(false);
    } else if (c == '`') {
      command_substitution("`...`");
    } else if (is_blank(c)) {
      end_word();
      ++at_;
    } else if (c == '#' && !in_word_) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '\n' || c == '\r' || c == ';' || c == '|' || c == '&' || c == '<' || c == '>' ||
               c == '(' || c == ')') {
      end_command();
    } else {
      begin_word();
      word_ += c;
      ++at_;
    }
  }

  // Before the command, line ends are nothing; behind it they end it, as all operators do.
  void end_command() {
    end_word();
    const bool line_end = peek() == '\n' || peek() == '\r';
    if (line_end && out_.words.empty()) {
      ++at_;
      return;
    }
    const std::size_t from = text_.find_first_not_of(" \t\r\n", at_);
    if (from != std::string_view::npos) out_.follows = text_.substr(from);
    at_ = text_.size();
  }

  void escape() {
    const char next = peek(1);
    if (next == '\n' || (next == '\r' && peek(2) == '\n')) {
      at_ += next == '\n' ? 2 : 3;
    } else if (at_ + 1 == text_.size()) {
      ++at_; // a continuation whose next line was not copied
    } else {
      begin_word();
      word_ += next;
      at_ += 2;
    }
  }

  void single_quotes() {
    const std::size_t end = text_.find('\'', at_ + 1);
    if (end == std::string_view::npos) return unfinished('\'');
    begin_word();
    word_ += text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
  }

  void unfinished(char quote) {
    fail(std::string("The quotation that begins with ") + quote + " at character " + std::to_string(at_ + 1) +
             " has no end.",
         "Copy the command as a whole.");
    at_ = text_.size();
  }

  void double_quotes() {
    const std::size_t begin = at_++;
    begin_word();
    while (at_ < text_.size() && !problem_) {
      const char c = peek();
      if (c == '"') {
        ++at_;
        return;
      }
      if (c == '\\' && at_ + 1 < text_.size()) {
        const char next = peek(1);
        at_ += 2;
        if (next == '\n') continue;
        if (next != '$' && next != '`' && next != '"' && next != '\\') word_ += c;
        word_ += next;
      } else if (c == '$') {
        dollar(true);
      } else if (c == '`') {
        command_substitution("`...`");
      } else {
        word_ += c;
        ++at_;
      }
    }
    at_ = begin;
    unfinished('"');
  }

  void command_substitution(std::string_view what) {
    fail(std::string(what) + " at character " + std::to_string(at_ + 1) +
             " is a command of its own, and none is executed here.",
         "Put the value itself in its place.");
    at_ = text_.size();
  }

  void dollar(bool quoted) {
    const char next = peek(1);
    if (next == '(') return command_substitution(peek(2) == '(' ? "$((...))" : "$(...)");
    if (next == '\'' && !quoted) return ansi_quotes();
    begin_word();
    if (next == '"' && !quoted) {
      ++at_; // a translated string: the string
    } else if (next == '{') {
      braced_variable();
    } else if (is_name_begin(next)) {
      std::size_t end = at_ + 1;
      while (end < text_.size() && (is_name_begin(text_[end]) || is_digit(text_[end])))
        ++end;
      add_variable(text_.substr(at_ + 1, end - at_ - 1));
      at_ = end;
    } else {
      word_ += '$';
      ++at_;
    }
  }

  // ${NAME}, or an expression of a workflow such as ${workflow.input.id}, which no shell could read.
  void braced_variable() {
    const std::size_t end = text_.find('}', at_);
    const std::string_view name = end == std::string_view::npos ? "" : text_.substr(at_ + 2, end - at_ - 2);
    const bool plain = !name.empty() && is_name_begin(name.front()) && std::ranges::all_of(name, [](char c) {
      return is_name_begin(c) || is_digit(c) || c == '.' || c == '-' || c == '[' || c == ']';
    });
    if (!plain)
      return fail("\"${\" at character " + std::to_string(at_ + 1) +
                      " begins an expansion of the shell, and none is done here.",
                  "Put the value itself in its place.");
    add_variable(name);
    at_ = end + 1;
  }

  void add_variable(std::string_view name) {
    word_ += variable_begin;
    word_ += name;
    word_ += variable_end;
  }

  // Bash's $'...': escapes as in C.
  void ansi_quotes() {
    const std::size_t begin = at_;
    at_ += 2;
    begin_word();
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\'') return;
      if (c != '\\' || at_ == text_.size())
        add_literal(c);
      else
        ansi_escape(text_[at_++]);
    }
    at_ = begin;
    unfinished('\'');
  }

  void ansi_escape(char c) {
    switch (c) {
    case 'n': word_ += '\n'; break;
    case 't': word_ += '\t'; break;
    case 'r': word_ += '\r'; break;
    case 'a': word_ += '\a'; break;
    case 'b': word_ += '\b'; break;
    case 'e':
    case 'E': word_ += '\x1b'; break;
    case 'f': word_ += '\f'; break;
    case 'v': word_ += '\v'; break;
    case 'x': add_byte(number(16, 2)); break;
    case 'u': add_code_point(number(16, 4)); break;
    case 'U': add_code_point(number(16, 8)); break;
    default:
      if (c >= '0' && c <= '7') {
        --at_;
        add_byte(number(8, 3));
      } else {
        if (c != '\\' && c != '\'' && c != '"' && c != '?') word_ += '\\';
        add_literal(c);
      }
    }
  }

  std::uint32_t number(std::uint32_t base, int digits) {
    std::uint32_t n = 0;
    for (; digits > 0 && at_ < text_.size(); --digits, ++at_) {
      const int digit = hex_value(text_[at_]);
      if (digit < 0 || static_cast<std::uint32_t>(digit) >= base) break;
      n = n * base + static_cast<std::uint32_t>(digit);
    }
    return n;
  }

  void add_byte(std::uint32_t byte) { add_literal(static_cast<char>(byte & 0xFFU)); }

  // Pairs of surrogates are how browsers write what lies beyond the first plane.
  void add_code_point(std::uint32_t code) {
    if (code >= 0xD800 && code < 0xDC00 && peek() == '\\' && peek(1) == 'u') {
      at_ += 2;
      const std::uint32_t low = number(16, 4);
      if (low >= 0xDC00 && low < 0xE000) code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
    }
    if (code == static_cast<std::uint32_t>(variable_begin) ||
        code == static_cast<std::uint32_t>(variable_end))
      return add_literal(static_cast<char>(code));
    append_utf8(word_, code);
  }

  void add_literal(char c) {
    if (c == variable_begin || c == variable_end || c == '\0')
      fail("The command holds a control character that settings cannot.", "Send such a body from a file.");
    word_ += c;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string word_;
  bool in_word_ = false;
  shell_command out_;
  std::optional<problem> problem_;
};

// What cmd makes of its carets: they are gone, and what stands behind them, or behind the line end behind
// them, means nothing to cmd. Within quotes a caret is a caret.
std::string without_carets(std::string_view text) {
  std::string plain;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '^' && !quoted) {
      ++at;
      if (at < text.size() && text[at] == '\r') ++at;
      if (at < text.size() && text[at] == '\n') ++at; // the line goes on
      if (at < text.size()) plain += text[at];
    } else {
      if (c == '"') quoted = !quoted;
      plain += c;
    }
  }
  return plain;
}

// By what comes first: a single quote or "\" at the end of a line is a POSIX shell's, a caret before either
// cmd's.
bool is_cmd(std::string_view text) {
  std::size_t posix = text.size();
  for (const std::string_view sign : {"'", "\\\n", "\\\r\n"})
    posix = std::min(posix, text.find(sign));
  std::size_t cmd = text.size();
  for (const std::string_view sign : {"^\"", "^\n", "^\r\n"})
    cmd = std::min(cmd, text.find(sign));
  return cmd < posix;
}

} // namespace

result<shell_command> split_posix(std::string_view text) {
  return posix_reader(text).read();
}

// How the C library of Windows reads a command line: "\" before a quote, doubled before one where it stands
// for itself. Browsers, who write ^" for each quote, double it everywhere.
result<shell_command> split_cmd(std::string_view text) {
  const std::string plain = without_carets(text);
  const bool of_browser = text.find("^\"") != std::string_view::npos;
  shell_command out;
  std::string word;
  bool in_word = false;
  bool quoted = false;
  std::size_t at = 0;
  for (; at < plain.size(); ++at) {
    const char c = plain[at];
    if (c == '\\') {
      std::size_t end = at;
      while (end < plain.size() && plain[end] == '\\')
        ++end;
      const std::size_t count = end - at;
      const bool before_quote = end < plain.size() && plain[end] == '"';
      word.append(before_quote || of_browser ? count / 2 : count, '\\');
      if (of_browser && !before_quote && count % 2 == 1) word += '\\';
      if (before_quote && count % 2 == 1) word += '"';
      at = before_quote && count % 2 == 1 ? end : end - 1;
      in_word = true;
    } else if (c == '"') {
      if (quoted && at + 1 < plain.size() && plain[at + 1] == '"') {
        word += '"';
        ++at;
      } else {
        quoted = !quoted;
      }
      in_word = true;
    } else if (!quoted && (is_blank(c) || c == '\r' || c == '\n')) {
      if (in_word) out.words.push_back(std::move(word));
      word.clear();
      in_word = false;
      if (c == '\n' && !out.words.empty()) break;
    } else if (!quoted && (c == '|' || c == '&' || c == '<' || c == '>')) {
      break;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (quoted) return make_problem("input.invalid", "A quotation has no end.", "Copy the command as a whole.");
  if (in_word) out.words.push_back(std::move(word));
  if (at < plain.size()) {
    const std::size_t from = plain.find_first_not_of(" \t\r\n", at);
    if (from != std::string::npos) out.follows = plain.substr(from);
  }
  return out;
}

result<shell_command> split_command(std::string_view text) {
  if (text.size() > longest)
    return make_problem("input.limit", "The command is longer than 1 MiB.", "Send such a body from a file.");
  if (text.find_first_of(std::string_view("\x01\x02\0", 3)) != std::string_view::npos)
    return make_problem("input.invalid", "The command holds a control character.", "Copy it as text.");
  if (!is_utf8(text))
    return make_problem("input.invalid", "The command is no UTF-8 text.", "Copy it as text.");
  return is_cmd(text) ? split_cmd(text) : split_posix(text);
}

} // namespace http_task::host
