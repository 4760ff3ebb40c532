#include "curl_command/curl_body.hpp"

#include "curl_command/curl_text.hpp"
#include "curl_command/shell_words.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace http_task::host {
namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";
constexpr std::string_view below_files =
    "The file has to lie in the directory that the host opens (--files).";

// Without parameters.
std::string essence(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' '))
    type.remove_suffix(1);
  return lower_case(type);
}

bool is_json_type(std::string_view type) {
  return type == "application/json" || type == "text/json" || type.ends_with("+json");
}

// Whether a number lost something when it was read: then the text stays as it is.
bool is_exact(const json::value& v) {
  if (v.is_double()) return std::abs(v.get_double()) < 9007199254740992.0;
  if (const json::array* list = v.if_array()) return std::ranges::all_of(*list, is_exact);
  if (const json::object* object = v.if_object())
    return std::ranges::all_of(*object, [](const auto& member) { return is_exact(member.value()); });
  return true;
}

void keep_secrets(json::value& v, credentials& secrets) {
  if (json::array* list = v.if_array()) {
    for (json::value& item : *list)
      keep_secrets(item, secrets);
  }
  json::object* object = v.if_object();
  if (object == nullptr) return;
  for (auto& member : *object) {
    json::value& inside = member.value();
    if (inside.is_string() && !inside.get_string().empty() && is_secret_name(view(member.key())))
      inside = secrets.keep(view(member.key()), view(inside.get_string()));
    else
      keep_secrets(inside, secrets);
  }
}

// A part of a form as settings have it.
json::value part_of(std::string_view content, std::string_view type, std::string_view filename) {
  if (type.empty() && filename.empty()) return json::value(as_setting(content));
  json::object part{{"content", as_setting(content)}};
  if (!type.empty()) part.emplace("contentType", type);
  if (!filename.empty()) part.emplace("filename", filename);
  return part;
}

struct form_value {
  std::string content;
  std::string type;
  std::string filename;
  std::vector<std::string> others; // parameters of curl's that parts do not have
};

constexpr auto part_parameters =
    std::to_array<std::string_view>({"type=", "filename=", "headers=", "encoder="});

// Where the next parameter of curl's begins, at its semicolon; other semicolons belong to the content.
std::size_t next_parameter(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find(';', from); at != std::string_view::npos; at = text.find(';', at + 1)) {
    const std::size_t name = std::min(text.find_first_not_of(' ', at + 1), text.size());
    const auto begins = [&](std::string_view p) { return text.substr(name).starts_with(p); };
    if (std::ranges::any_of(part_parameters, begins)) return at;
  }
  return text.size();
}

// The quoted or bare text at `from`, and where it ends.
std::pair<std::string, std::size_t> read_form_text(std::string_view text, std::size_t from) {
  if (from >= text.size() || text[from] != '"') {
    const std::size_t end = next_parameter(text, from);
    return {std::string(text.substr(from, end - from)), end};
  }
  std::string value;
  std::size_t at = from + 1;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\')) ++at;
    value += text[at];
  }
  return {std::move(value), next_parameter(text, std::min(at, text.size()))};
}

// "content;type=text/plain;filename=x".
form_value read_form_value(std::string_view text) {
  form_value read;
  auto [content, at] = read_form_text(text, 0);
  read.content = std::move(content);
  while (at < text.size()) {
    const std::size_t name = text.find_first_not_of(' ', at + 1);
    const std::size_t equals = text.find('=', name);
    auto [value, end] = read_form_text(text, equals + 1);
    const std::string_view parameter = text.substr(name, equals - name);
    if (parameter == "type")
      read.type = value;
    else if (parameter == "filename")
      read.filename = value;
    else
      read.others.push_back(std::string(parameter) + "=" + value);
    at = end;
  }
  return read;
}

} // namespace

void curl_body::append(std::string_view text) {
  if (has_data_ && !is_json_) data_ += '&';
  data_ += text;
  has_data_ = true;
}

void curl_body::add_data(std::string_view value, std::string_view written, bool may_be_file,
                         bool keeps_lines) {
  if (!may_be_file || !value.starts_with('@')) return append(value);
  add_file(value.substr(1), written);
  if (!keeps_lines) warn(written, "curl would have left out the line ends of the file.");
}

void curl_body::add_file(std::string_view name, std::string_view written) {
  is_upload_ = is_upload_ || written == "-T" || written.starts_with("--upload");
  if (name == "-" || name == "." || name.empty())
    return warn(written, "The body would have come from standard input; give it with the task.");
  if (!file_.empty() || has_data_)
    return warn(written, "The file " + std::string(name) + " would have been a further part of the body.");
  file_ = name;
  warn(written, "bodyFile is " + std::string(name) + ". " + std::string(below_files));
}

// "content", "=content", "name=content", "@file", "name@file".
void curl_body::add_urlencoded(std::string_view value, std::string_view written) {
  const std::size_t mark = value.find_first_of("=@");
  if (mark != std::string_view::npos && value[mark] == '@')
    return warn(written, "The content of the file " + std::string(value.substr(mark + 1)) +
                             " would have been encoded; put it into the body.");
  const std::string_view name = mark == std::string_view::npos ? "" : value.substr(0, mark);
  const std::string_view content = mark == std::string_view::npos ? value : value.substr(mark + 1);
  // A variable is encoded as a value, when it has one.
  std::string encoded;
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t begin = std::min(content.find(variable_begin, at), content.size());
    encoded += percent_encoded(content.substr(at, begin - at), false);
    const std::size_t end = std::min(content.find(variable_end, begin), content.size() - 1) + 1;
    if (begin < content.size()) encoded += content.substr(begin, end - begin);
    at = begin < content.size() ? end : content.size();
  }
  append(name.empty() ? encoded : std::string(name) + "=" + encoded);
}

void curl_body::add_json(std::string_view value, std::string_view written) {
  is_json_ = true;
  add_data(value, written, true, true);
}

void curl_body::add_form(std::string_view value, std::string_view written, bool literal) {
  const std::size_t equals = value.find('=');
  if (equals == std::string_view::npos)
    return warn(written, "Expected name=content; found \"" + as_setting(value) + "\".");
  const std::string name(value.substr(0, equals));
  const std::string_view content = value.substr(equals + 1);
  if (literal) {
    form_.emplace_back(name, json::value(as_setting(content)));
    return;
  }
  const bool is_file = content.starts_with('@');
  const bool is_text_file = content.starts_with('<');
  form_value read = read_form_value(is_file || is_text_file ? content.substr(1) : content);
  for (const std::string& other : read.others)
    warn(written, "\"" + other + "\" of the part " + name + " has no counterpart.");
  if (!is_file && !is_text_file) {
    form_.emplace_back(name, part_of(read.content, read.type, read.filename));
    return;
  }
  if (read.content == "-") return warn(written, "The part " + name + " would have come from standard input.");
  json::object part{{"file", as_setting(read.content)}};
  if (!read.type.empty()) part.emplace("contentType", read.type);
  if (!read.filename.empty()) part.emplace("filename", as_setting(read.filename));
  form_.emplace_back(name, std::move(part));
  warn(written,
       "The part " + name + " is the file " + as_setting(read.content) + ". " + std::string(below_files));
}

void curl_body::put_json(json::object& settings, credentials& secrets) {
  const std::string text = as_setting(data_);
  auto value = parse_json(text, "body");
  if (!value) {
    warn("body", "It is sent as JSON and is none as it stands: " + value.error().detail);
    settings["body"] = text;
    return;
  }
  if (value->is_null() || (value->is_string() && text.find('{') != std::string::npos)) {
    warn("body", "The JSON " + text.substr(0, 40) + " cannot be a body of its own in settings.");
    return;
  }
  if (!is_exact(*value)) {
    settings["body"] = text;
    return;
  }
  keep_secrets(*value, secrets);
  settings["body"] = *std::move(value);
}

void curl_body::put(json::object& settings, std::string_view content_type, credentials& secrets) {
  if (!form_.empty()) {
    json::object body;
    for (auto& [name, part] : form_) {
      json::value kept = is_secret_name(name) && part.is_string()
                             ? json::value(secrets.keep(name, view(part.get_string())))
                             : std::move(part);
      json::value* known = body.if_contains(name);
      if (known == nullptr)
        body.emplace(name, std::move(kept));
      else if (known->is_array())
        known->get_array().push_back(std::move(kept));
      else
        *known = json::array{*known, std::move(kept)};
    }
    settings["body"] = std::move(body);
    return;
  }
  if (!file_.empty()) {
    settings["bodyFile"] = as_setting(file_);
    return;
  }
  if (!has_data_) return;
  if (!is_utf8(data_)) return warn("body", "Its bytes are no text; send it from a file (bodyFile).");
  const std::string type = essence(content_type);
  if (is_json_type(type)) return put_json(settings, secrets);
  if (type == form_type) {
    if (const auto list = read_pairs(data_, true); list && !list->empty()) {
      json::value body = as_object(*list);
      keep_secrets(body, secrets);
      settings["body"] = std::move(body);
      return;
    }
  }
  settings["body"] = as_setting(data_);
}

} // namespace http_task::host
