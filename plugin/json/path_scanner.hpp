// The words of a JSONPath query: blanks, names, strings, numbers (RFC 9535, appendix A).
//
// The first mistake is kept and moves the scanner to the end of the text, so that its user needs to look for
// it only once.
#pragma once

#include "base/problem.hpp"
#include "json/path_query.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace http_task::json::path {

class scanner {
public:
  // `text` is borrowed.
  scanner(std::string_view text, path_notation notation) noexcept;

  [[nodiscard]] bool at_end() const noexcept { return at_ == text_.size(); }
  [[nodiscard]] char peek() const noexcept { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] bool next_is(std::string_view token) const noexcept {
    return text_.substr(at_).starts_with(token);
  }
  [[nodiscard]] bool next_is_name() const noexcept;
  [[nodiscard]] bool next_is_number() const noexcept;
  [[nodiscard]] bool next_is_string() const noexcept { return peek() == '\'' || peek() == '"'; }

  bool skip(std::string_view token) noexcept;
  bool skip_blanks() noexcept; // whether there were any

  [[nodiscard]] std::size_t position() const noexcept { return at_; }
  void go_back(std::size_t position) noexcept; // does nothing after a mistake

  std::string read_name();       // member-name-shorthand
  std::string read_identifier(); // of a function, or true, false, null; "" if there is none
  std::string read_string();     // without its quotes
  std::int64_t read_integer();   // an index, within the exact integers of I-JSON
  value read_number();

  void expect(std::string_view token);
  // Notes that `what` should stand here, e.g. "an index".
  void expected(std::string_view what);
  void wrong(std::size_t position, std::string what);
  void too_much(std::string what); // "input.limit"

  [[nodiscard]] bool failed() const noexcept { return failure_.has_value(); }
  [[nodiscard]] problem take_failure() { return *std::move(failure_); }

private:
  [[nodiscard]] std::string_view read_digits() noexcept;
  void read_escape(std::string& into, char quote);
  std::optional<std::uint32_t> read_hex();
  [[nodiscard]] bool is_name_byte(char c, bool is_first) const noexcept;
  void fail(std::string_view type, std::size_t position, std::string_view what);

  std::string_view text_;
  std::size_t at_ = 0;
  path_notation notation_;
  std::optional<problem> failure_;
};

} // namespace http_task::json::path
