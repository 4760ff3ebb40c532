#include "render/markdown_html.hpp"

#include "render/html_text.hpp"
#include "render/raw_html.hpp"

#include <md4c.h>

#include <algorithm>
#include <cctype>
#include <limits>
#include <vector>

namespace http_task::host {
namespace {

// Elements within each other: a browser gives up at 512, and nobody writes as many.
constexpr std::size_t most_open = 100;
constexpr std::size_t longest_language = 32;
constexpr std::size_t longest_with_bare_links = std::size_t{32} << 10;

// Takes the events of the parser and writes the elements of the allow list.
class writer {
public:
  explicit writer(const markdown_options& options) : options_(options) {}

  // Each returns non-zero to end the parsing.
  int enter_block(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
    case MD_BLOCK_DOC: return open("", "");
    case MD_BLOCK_QUOTE: return open("<blockquote>", "</blockquote>\n");
    case MD_BLOCK_UL: return open("<ul>\n", "</ul>\n");
    case MD_BLOCK_OL: return open_ordered(static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start);
    case MD_BLOCK_LI: return open("<li>", "</li>\n");
    case MD_BLOCK_HR: return open("<hr>\n", "");
    case MD_BLOCK_H: return open_heading(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
    case MD_BLOCK_CODE: return open_code(static_cast<const MD_BLOCK_CODE_DETAIL*>(detail)->lang);
    case MD_BLOCK_HTML: in_html_block_ = true; return open("<p>", "</p>\n");
    case MD_BLOCK_P: return open("<p>", "</p>\n");
    case MD_BLOCK_TABLE: return open("<table>\n", "</table>\n");
    case MD_BLOCK_THEAD: return open("<thead>\n", "</thead>\n");
    case MD_BLOCK_TBODY: return open("<tbody>\n", "</tbody>\n");
    case MD_BLOCK_TR: return open("<tr>", "</tr>\n");
    case MD_BLOCK_TH: return open_cell("th", "</th>", static_cast<const MD_BLOCK_TD_DETAIL*>(detail)->align);
    case MD_BLOCK_TD: return open_cell("td", "</td>", static_cast<const MD_BLOCK_TD_DETAIL*>(detail)->align);
    }
    return open("", "");
  }

  int enter_span(MD_SPANTYPE type, const void* detail) {
    switch (type) {
    case MD_SPAN_EM: return open("<em>", "</em>");
    case MD_SPAN_STRONG: return open("<strong>", "</strong>");
    case MD_SPAN_CODE: return open("<code>", "</code>");
    case MD_SPAN_DEL: return open("<del>", "</del>");
    case MD_SPAN_A: return open_link(static_cast<const MD_SPAN_A_DETAIL*>(detail)->href);
    case MD_SPAN_IMG: return open_link(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src);
    default: return open("", "");
    }
  }

  int leave() {
    raw_.reset();
    in_html_block_ = false;
    close();
    return full();
  }

  int text(MD_TEXTTYPE type, std::string_view words) {
    switch (type) {
    case MD_TEXT_NULLCHAR: break;
    case MD_TEXT_BR: out_ += "<br>\n"; break;
    case MD_TEXT_SOFTBR: out_ += '\n'; break;
    case MD_TEXT_ENTITY: append_html_reference(out_, words); break;
    case MD_TEXT_HTML: raw_.append(out_, words, in_html_block_); break;
    default: append_html(out_, words);
    }
    return full();
  }

  std::string finish(bool cut) {
    while (!open_.empty())
      close();
    if (cut) out_ += "<p>…</p>\n";
    return std::move(out_);
  }

private:
  [[nodiscard]] int full() const { return out_.size() > options_.html ? 1 : 0; }

  int open(std::string_view tag, std::string_view end) {
    const bool shown = open_.size() < most_open;
    if (shown) out_ += tag;
    open_.push_back(shown ? end : std::string_view());
    return full();
  }

  void close() {
    if (open_.empty()) return;
    if (open_.back() == "</a>") in_link_ = false;
    out_ += open_.back();
    open_.pop_back();
  }

  int open_ordered(unsigned start) {
    return start == 1 ? open("<ol>\n", "</ol>\n")
                      : open("<ol start=\"" + std::to_string(start) + "\">\n", "</ol>\n");
  }

  int open_heading(unsigned level) {
    static constexpr std::string_view ends[] = {"</h1>\n", "</h2>\n", "</h3>\n",
                                                "</h4>\n", "</h5>\n", "</h6>\n"};
    const unsigned shifted = std::clamp(options_.first_heading + level - 1, 1U, 6U);
    return open("<h" + std::to_string(shifted) + ">", ends[shifted - 1]);
  }

  int open_code(const MD_ATTRIBUTE& language) {
    const std::string name = value_of(language).substr(0, longest_language);
    const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '+' || c == '_';
    });
    return open(plain ? "<pre><code class=\"language-" + name + "\">" : "<pre><code>", "</code></pre>\n");
  }

  int open_cell(std::string_view name, std::string_view end, MD_ALIGN align) {
    std::string tag = "<" + std::string(name);
    if (align == MD_ALIGN_CENTER) tag += " class=\"align-center\"";
    if (align == MD_ALIGN_RIGHT) tag += " class=\"align-right\"";
    return open(tag + ">", end);
  }

  // What leads elsewhere is words alone; so is a link within a link.
  int open_link(const MD_ATTRIBUTE& target) {
    const std::string url = value_of(target);
    if (in_link_ || open_.size() >= most_open || !is_safe_link(url)) return open("", "");
    std::string tag = "<a href=\"";
    append_html_url(tag, url);
    in_link_ = true;
    return open(tag + "\" rel=\"noopener noreferrer\" target=\"_blank\">", "</a>");
  }

  static std::string value_of(const MD_ATTRIBUTE& attribute) {
    std::string value;
    for (std::size_t i = 0;
         attribute.substr_offsets != nullptr && attribute.substr_offsets[i] < attribute.size; ++i) {
      const MD_OFFSET from = attribute.substr_offsets[i];
      const std::string_view piece(attribute.text + from, attribute.substr_offsets[i + 1] - from);
      value += attribute.substr_types[i] == MD_TEXT_ENTITY ? resolve_reference(piece) : std::string(piece);
    }
    return without_controls(value);
  }

  const markdown_options& options_;
  std::string out_;
  std::vector<std::string_view> open_; // the ends of the elements that are open
  raw_html raw_;
  bool in_html_block_ = false;
  bool in_link_ = false;
};

writer& of(void* user_data) {
  return *static_cast<writer*>(user_data);
}

std::string_view within(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  // Not within a character: what would be left of it is no UTF-8.
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U)
    --most;
  return text.substr(0, most);
}

} // namespace

std::string markdown_to_html(std::string_view markdown, const markdown_options& options) {
  const std::string_view read =
      within(markdown, std::min<std::size_t>(options.bytes, std::numeric_limits<MD_SIZE>::max()));
  const std::string clean = without_controls(read);
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
  if (clean.size() <= longest_with_bare_links) parser.flags |= MD_FLAG_PERMISSIVEURLAUTOLINKS;
  parser.enter_block = [](MD_BLOCKTYPE t, void* d, void* w) { return of(w).enter_block(t, d); };
  parser.leave_block = [](MD_BLOCKTYPE, void*, void* w) { return of(w).leave(); };
  parser.enter_span = [](MD_SPANTYPE t, void* d, void* w) { return of(w).enter_span(t, d); };
  parser.leave_span = [](MD_SPANTYPE, void*, void* w) { return of(w).leave(); };
  parser.text = [](MD_TEXTTYPE t, const MD_CHAR* c, MD_SIZE n, void* w) { return of(w).text(t, {c, n}); };
  writer out(options);
  const int ended = md_parse(clean.data(), static_cast<MD_SIZE>(clean.size()), &parser, &out);
  return out.finish(ended != 0 || read.size() < markdown.size());
}

} // namespace http_task::host
