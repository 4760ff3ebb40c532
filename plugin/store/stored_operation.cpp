#include "store/stored_operation.hpp"

#include "base/text.hpp"
#include "store/bytes.hpp"
#include "json/pointer.hpp"

#include <utility>
#include <vector>

namespace http_task::store {
namespace {

constexpr std::uint64_t deprecated_flag = 1;
constexpr std::uint64_t usual_place_flag = 2; // the pointers follow from path and method

description::operation_place usual_place(std::string_view path, std::string_view method) {
  description::operation_place place;
  place.item_pointer = json::join("/paths", path);
  place.pointer = json::join(place.item_pointer, to_lower(method));
  place.path = path;
  place.method = method;
  return place;
}

void append_list(std::string& out, const std::vector<std::string>& texts) {
  append_number(out, texts.size());
  for (const std::string& text : texts)
    append_text(out, text);
}

std::vector<std::string> read_list(byte_reader& in) {
  std::vector<std::string> texts;
  for (std::uint64_t left = in.number(); left > 0 && in.ok(); --left)
    texts.emplace_back(in.text());
  return texts;
}

} // namespace

std::string operation_key(std::string_view path, std::string_view method) {
  std::string key(path);
  key += '\0'; // no path has one
  key += method;
  return key;
}

std::string write_operation(const stored_operation& operation) {
  const description::operation_place& place = operation.place;
  const description::outline& o = operation.outline;
  const description::operation_place usual = usual_place(place.path, place.method);
  const bool is_usual = place.pointer == usual.pointer && place.item_pointer == usual.item_pointer;
  std::string out;
  append_number(out, (o.deprecated ? deprecated_flag : 0) | (is_usual ? usual_place_flag : 0));
  if (!is_usual) {
    append_text(out, place.item_pointer);
    append_text(out, place.pointer);
  }
  append_text(out, o.operation_id);
  append_text(out, o.title);
  append_text(out, o.summary);
  append_text(out, o.prose);
  append_list(out, o.tags);
  append_list(out, o.parameters);
  return out;
}

std::optional<stored_operation> read_operation(std::string_view api, std::string_view key,
                                               std::string_view value) {
  const std::size_t end = key.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  stored_operation operation;
  description::outline& o = operation.outline;
  o.api = api;
  o.path = key.substr(0, end);
  o.method = key.substr(end + 1);
  o.id = description::make_id(o.api, o.method, o.path);
  byte_reader in(value);
  const std::uint64_t flags = in.number();
  o.deprecated = (flags & deprecated_flag) != 0;
  if ((flags & usual_place_flag) != 0) {
    operation.place = usual_place(o.path, o.method);
  } else {
    operation.place = {std::string(in.text()), {}, o.path, o.method};
    operation.place.pointer = in.text();
  }
  o.operation_id = in.text();
  o.title = in.text();
  o.summary = in.text();
  o.prose = in.text();
  o.tags = read_list(in);
  o.parameters = read_list(in);
  if (!in.ok()) return std::nullopt;
  return operation;
}

std::string description_key(std::string_view path, std::string_view method) {
  return usual_place(path, method).pointer;
}

} // namespace http_task::store
