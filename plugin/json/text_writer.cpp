#include "json/text_writer.hpp"

#include "json/write.hpp"

namespace http_task::json {

void text_writer::separate() {
  if (follows_value_) out_ += ',';
  follows_value_ = true;
}

text_writer& text_writer::open(char bracket) {
  separate();
  out_ += bracket;
  follows_value_ = false;
  return *this;
}

text_writer& text_writer::close(char bracket) {
  out_ += bracket;
  follows_value_ = true;
  return *this;
}

text_writer& text_writer::name(std::string_view word) {
  out_ += follows_value_ ? ",\"" : "\"";
  out_ += word;
  out_ += "\":";
  follows_value_ = false;
  return *this;
}

text_writer& text_writer::foreign_name(std::string_view text) {
  separate();
  append_string(out_, text);
  out_ += ':';
  follows_value_ = false;
  return *this;
}

text_writer& text_writer::string(std::string_view text) {
  separate();
  append_string(out_, text);
  return *this;
}

text_writer& text_writer::boolean(bool b) {
  return raw(b ? "true" : "false");
}

text_writer& text_writer::integer(std::int64_t n) {
  separate();
  append_number(out_, n);
  return *this;
}

text_writer& text_writer::integer(std::uint64_t n) {
  separate();
  append_number(out_, n);
  return *this;
}

text_writer& text_writer::number(double d) {
  separate();
  append_number(out_, d);
  return *this;
}

text_writer& text_writer::value(const json::value& v) {
  separate();
  append(out_, v);
  return *this;
}

text_writer& text_writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

} // namespace http_task::json
