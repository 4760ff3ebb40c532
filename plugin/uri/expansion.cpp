#include "uri/expansion.hpp"

namespace http_task::uri {
namespace {

bool is_unreserved(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

bool is_hex(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

class writer {
public:
  writer(std::string& out, const expansion_form& form) : out_(out), form_(form) {}

  std::optional<problem> write(std::string_view name, const value& v, bool explode, bool is_first) {
    separator_ = is_first ? form_.first : form_.separator;
    if (const std::string* text = v.if_text()) {
      begin_item();
      write_named(name, *text);
    } else if (const value::list* items = v.if_list()) {
      write_list(name, *items, explode);
    } else if (const value::object* members = v.if_object()) {
      write_object(name, *members, explode);
    }
    return std::move(problem_);
  }

private:
  void begin_item() {
    out_ += separator_;
    separator_ = form_.separator;
  }

  void write_named(std::string_view name, std::string_view text) {
    if (form_.named) {
      out_ += name;
      out_ += text.empty() ? form_.if_empty : std::string_view("=");
    }
    escaped(text);
  }

  void escaped(std::string_view text) {
    append_escaped(out_, text, form_);
    if (out_.size() > longest_expansion)
      problem_ = make_problem("input.limit", "What would be written has more than " +
                                                 std::to_string(longest_expansion) + " bytes.");
  }

  // A text within a list or an associative array; nullptr when there is nothing to write.
  const std::string* text_of(const value& v, const std::string& place) {
    if (is_undefined(v)) return nullptr;
    if (!problem_ && v.is_structured())
      problem_ = make_problem("input.invalid",
                              place + " is a list or an object itself, which cannot be written here.");
    return problem_ ? nullptr : v.if_text();
  }

  // The beginning of a value that is not exploded.
  void begin_whole(std::string_view name) {
    begin_item();
    if (form_.named) out_ += std::string(name) + "=";
    separator_ = {};
  }

  void write_list(std::string_view name, const value::list& items, bool explode) {
    if (!explode) begin_whole(name);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string* text = text_of(items[i], "Item " + std::to_string(i + 1));
      if (!text) continue;
      if (explode) {
        begin_item();
        write_named(name, *text);
      } else {
        separate(*text);
      }
    }
  }

  void write_object(std::string_view name, const value::object& members, bool explode) {
    if (!explode) begin_whole(name);
    for (const member& m : members) {
      const std::string* text = text_of(m.value, "The member \"" + m.name + "\"");
      if (!text) continue;
      if (explode) {
        begin_item();
        escaped(m.name);
        out_ += form_.named && text->empty() ? form_.if_empty : std::string_view("=");
        escaped(*text);
      } else {
        separate(m.name);
        separate(*text);
      }
    }
  }

  void separate(std::string_view text) {
    out_ += separator_;
    separator_ = form_.item_separator;
    escaped(text);
  }

  std::string& out_;
  const expansion_form& form_;
  std::string_view separator_; // before the next item
  std::optional<problem> problem_;
};

} // namespace

bool starts_with_escape(std::string_view text) noexcept {
  return text.size() > 2 && text[0] == '%' && is_hex(text[1]) && is_hex(text[2]);
}

void append_escaped(std::string& out, std::string_view text, const expansion_form& form) {
  if (form.escape == escapes::none) {
    out += text;
    return;
  }
  constexpr std::string_view digits = "0123456789ABCDEF";
  const bool some = form.escape == escapes::some;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool passes = some && (form.passing.find(c) != std::string_view::npos ||
                                 (c == '%' && starts_with_escape(text.substr(i))));
    if (is_unreserved(c) || passes) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 0x0FU];
  }
}

std::optional<problem> append_variable(std::string& out, std::string_view name, const value& v, bool explode,
                                       bool is_first, const expansion_form& form) {
  return writer(out, form).write(name, v, explode, is_first);
}

} // namespace http_task::uri
