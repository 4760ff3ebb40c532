#include "render/raw_html.hpp"

#include "render/html_text.hpp"

#include <algorithm>
#include <array>

namespace http_task::host {
namespace {

constexpr std::size_t longest_name = 16;
constexpr std::size_t longest_reference = 40;

constexpr auto breaking =
    std::to_array<std::string_view>({"br", "/p", "/div", "/li", "/tr", "/table", "/ul", "/ol", "/dt", "/dd",
                                     "/pre", "/blockquote", "hr", "/h1", "/h2", "/h3", "/h4", "/h5", "/h6"});
constexpr auto without_words = std::to_array<std::string_view>(
    {"script", "style", "svg", "template", "iframe", "object", "noscript", "math"});

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

bool is_name_character(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

// The character reference that `html` begins with; "" if it is none.
std::string_view leading_reference(std::string_view html) {
  std::size_t at = 1;
  if (at < html.size() && html[at] == '#') ++at;
  while (at < html.size() && at < longest_reference && is_name_character(html[at]))
    ++at;
  return at < html.size() && at > 1 && html[at] == ';' ? html.substr(0, at + 1) : std::string_view();
}

} // namespace

void raw_html::append(std::string& out, std::string_view html, bool block) {
  for (std::size_t at = 0; at < html.size();) {
    const char c = html[at];
    const std::string_view rest = html.substr(at);
    std::size_t taken = 1;
    if (state_ == state::comment) {
      if (rest.starts_with("-->")) {
        state_ = state::text;
        taken = 3;
      }
    } else if (state_ == state::tag) {
      if (quote_ != '\0') {
        if (c == quote_) quote_ = '\0';
      } else if (c == '>') {
        end_tag(out, block);
      } else {
        if (c == '"' || c == '\'') quote_ = c;
        name_ended_ = name_ended_ || !(is_name_character(c) || (name_.empty() && c == '/'));
        if (!name_ended_ && name_.size() < longest_name) name_ += lower(c);
      }
    } else if (rest.starts_with("<!--")) {
      state_ = state::comment;
      taken = 4;
    } else if (c == '<' && rest.size() > 1 &&
               (is_letter(rest[1]) || rest[1] == '/' || rest[1] == '!' || rest[1] == '?')) {
      state_ = state::tag;
      name_.clear();
      name_ended_ = false;
    } else if (hidden_.empty()) {
      const std::string_view reference = c == '&' ? leading_reference(rest) : std::string_view();
      taken = std::max<std::size_t>(reference.size(), 1);
      if (reference.empty())
        append_html(out, rest.substr(0, 1));
      else
        append_html_reference(out, reference);
    }
    at += taken;
  }
}

void raw_html::end_tag(std::string& out, bool block) {
  state_ = state::text;
  if (!hidden_.empty()) {
    if (name_ == "/" + hidden_) hidden_.clear();
  } else if (block && std::ranges::find(without_words, name_) != without_words.end()) {
    hidden_ = name_;
  } else if (std::ranges::find(breaking, name_) != breaking.end() && !out.ends_with("<br>") &&
             !out.ends_with("<p>")) {
    out += "<br>";
  }
}

} // namespace http_task::host
