#include "response/text_json.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace http_task::response {

void write_text(json::text_writer& out, std::string_view bytes, const redactor* secrets) {
  if (!secrets || !secrets->contains_secret(bytes)) {
    if (plain_prefix(bytes) == bytes.size()) {
      out.plain_string(bytes);
      return;
    }
    if (is_utf8(bytes)) {
      out.string(bytes);
      return;
    }
  }
  const std::string text = to_utf8(bytes);
  out.string(secrets ? secrets->redact(text) : text);
}

void write_member(json::text_writer& out, std::string_view name, std::string_view bytes,
                  const redactor* secrets) {
  if (bytes.empty()) return;
  write_text(out.name(name), bytes, secrets);
}

namespace {

void write_field(json::text_writer& out, std::string_view name, std::string_view value,
                 const redactor* secrets) {
  out.begin_object();
  write_text(out.name("name"), name, nullptr);
  write_text(out.name("value"), value, secrets);
  out.end_object();
}

} // namespace

void write_fields(json::text_writer& out, const message::fields& headers, const redactor* secrets) {
  out.begin_array();
  for (const message::field& f : headers)
    write_field(out, f.name, f.value, secrets);
  out.end_array();
}

void write_fields_of_head(json::text_writer& out, std::string_view head) {
  out.begin_array();
  head.remove_prefix(std::min(head.find("\r\n"), head.size()));
  while (head.starts_with("\r\n")) {
    head.remove_prefix(2);
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size());
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos)
      write_field(out, line.substr(0, colon), trim(line.substr(colon + 1)), nullptr);
  }
  out.end_array();
}

namespace {

// ASCII, as nearly all names are, without another string.
void write_lower_name(json::text_writer& out, std::string_view name) {
  std::array<char, 64> lower;
  if (name.size() > lower.size() || plain_prefix(name) != name.size()) {
    out.foreign_name(to_lower(to_utf8(name)));
    return;
  }
  std::ranges::transform(name, lower.begin(), [](char c) { return to_lower(c); });
  out.name({lower.data(), name.size()});
}

} // namespace

// There are a few dozen fields at most: to look for others of the name each time is quicker than a map.
void write_header_map(json::text_writer& out, const message::fields& headers, const redactor* secrets) {
  out.begin_object();
  for (auto first = headers.begin(); first != headers.end(); ++first) {
    const auto same = [&](const message::field& f) { return iequals(f.name, first->name); };
    if (std::any_of(headers.begin(), first, same)) continue;
    write_lower_name(out, first->name);
    out.begin_array();
    write_text(out, first->value, secrets);
    for (auto f = first + 1; f != headers.end(); ++f) {
      if (same(*f)) write_text(out, f->value, secrets);
    }
    out.end_array();
  }
  out.end_object();
}

} // namespace http_task::response
