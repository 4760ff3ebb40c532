#include "sandbox/parameter_style.hpp"

#include "sandbox/deep_object.hpp"
#include "sandbox/message.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

using texts = std::vector<std::string>;

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + separator.size());
  }
}

texts decoded(const std::vector<std::string_view>& parts, decoder decode) {
  texts all;
  for (const std::string_view part : parts)
    all.push_back(decode(part));
  return all;
}

json::value object_from_pairs(const std::vector<raw_pair>& pairs, const described& what, decoder decode) {
  json::object object;
  for (const auto& [name, value] : pairs) {
    const std::string key = decode(name);
    object[key] = what.member(key).scalar(decode(value));
  }
  return object;
}

// "R,100,G,200"
json::value object_from_list(const texts& items, const described& what) {
  json::object object;
  for (std::size_t i = 0; i < items.size(); i += 2)
    object[items[i]] = what.member(items[i]).scalar(i + 1 < items.size() ? items[i + 1] : std::string());
  return object;
}

// A list or an object whose parts stand in one text.
json::value read_joined(std::string_view text, std::string_view separator, bool pairs, const described& what,
                        decoder decode) {
  if (what.is_object() && pairs) return object_from_pairs(split_pairs(text, separator.front()), what, decode);
  const texts items = decoded(split(text, separator), decode);
  return what.is_object() ? object_from_list(items, what) : what.list(items);
}

json::value read_content(const std::string& text, const std::string& content) {
  if (lower_case(content).find("json") == std::string::npos) return json::value(text);
  auto value = parse_json(text, "parameter");
  return value ? *std::move(value) : json::value(text);
}

bool is_structured(const described& what) {
  return what.is_list() || what.is_object();
}

std::optional<json::value> read_matrix(std::string_view raw, std::string_view name, bool explode,
                                       const described& what) {
  if (!raw.starts_with(';')) return std::nullopt;
  const std::vector<raw_pair> pairs = split_pairs(raw.substr(1), ';');
  if (explode && what.is_object()) return object_from_pairs(pairs, what, &percent_decoded);
  texts own;
  for (const auto& [key, value] : pairs) {
    if (percent_decoded(key) != name) return std::nullopt;
    if (!explode && is_structured(what)) return read_joined(value, ",", false, what, &percent_decoded);
    own.push_back(percent_decoded(value));
  }
  if (own.empty()) return std::nullopt;
  return what.is_list() ? what.list(own) : what.scalar(own.front());
}

std::string_view separator_in_query(const parameter_style& style, std::string_view text) {
  if (style.name == "pipeDelimited") {
    for (const std::string_view written : {"%7C", "%7c"}) {
      if (text.find(written) != std::string_view::npos) return written;
    }
    return "|";
  }
  if (style.name == "spaceDelimited") return text.find("%20") != std::string_view::npos ? "%20" : "+";
  return ",";
}

// Removes the pairs that `is_own` tells and hands them over.
template<class Predicate>
std::vector<raw_pair> take(std::vector<raw_pair>& pairs, const Predicate& is_own) {
  std::vector<raw_pair> own;
  std::ranges::copy_if(pairs, std::back_inserter(own), is_own);
  std::erase_if(pairs, is_own);
  return own;
}

} // namespace

std::string form_decoded(std::string_view text) {
  std::string plain(text);
  std::ranges::replace(plain, '+', ' ');
  return percent_decoded(plain);
}

bool parameter_style::is_exploded_form() const noexcept {
  return content.empty() && explode && name != "deepObject";
}

const json::object& demanded_styles(const json::object& description) {
  static const json::object none;
  const json::object* properties = object_of(description, "properties");
  const json::object* demanded = properties != nullptr ? object_of(*properties, "parameterStyles") : nullptr;
  const json::object* styles = demanded != nullptr ? object_of(*demanded, "const") : nullptr;
  return styles != nullptr ? *styles : none;
}

parameter_style style_of(const json::object& description, std::string_view group, std::string_view name) {
  const bool is_form = group == "queryParameters" || group == "cookies";
  parameter_style style{is_form ? "form" : "simple", is_form, {}};
  const json::object* of_group = object_of(demanded_styles(description), group);
  const json::object* entry = of_group != nullptr ? object_of(*of_group, name) : nullptr;
  if (entry == nullptr) return style;
  style.content = text_of(*entry, "content");
  if (const std::string_view named = text_of(*entry, "style"); !named.empty()) {
    style.name = named;
    style.explode = named == "form";
  }
  style.explode = flag_of(*entry, "explode", style.explode);
  return style;
}

std::vector<raw_pair> split_pairs(std::string_view text, char separator) {
  std::vector<raw_pair> pairs;
  for (std::string_view part : split(text, {&separator, 1})) {
    if (separator == ';') part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
    const std::size_t equals = std::min(part.find('='), part.size());
    if (!part.empty())
      pairs.emplace_back(part.substr(0, equals), part.substr(std::min(equals + 1, part.size())));
  }
  return pairs;
}

std::optional<json::value> read_path_value(std::string_view raw, std::string_view name,
                                           const parameter_style& style, const described& what) {
  if (!style.content.empty()) return read_content(percent_decoded(raw), style.content);
  if (style.name == "matrix") return read_matrix(raw, name, style.explode, what);
  const bool label = style.name == "label";
  if (label) {
    if (!raw.starts_with('.')) return std::nullopt;
    raw.remove_prefix(1);
  }
  if (is_structured(what))
    return read_joined(raw, label && style.explode ? "." : ",", style.explode, what, &percent_decoded);
  return what.scalar(percent_decoded(raw));
}

json::value read_header_value(const std::string& text, const parameter_style& style, const described& what) {
  if (!style.content.empty()) return read_content(text, style.content);
  if (!is_structured(what)) return what.scalar(text);
  texts items;
  for (std::string_view item : split(text, ",")) {
    item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
    items.emplace_back(item.substr(0, item.find_last_not_of(" \t") + 1));
  }
  if (!what.is_object()) return what.list(items);
  if (!style.explode) return object_from_list(items, what);
  json::object object;
  for (const std::string& item : items) {
    const std::string key = item.substr(0, item.find('='));
    object[key] = what.member(key).scalar(item.substr(std::min(key.size() + 1, item.size())));
  }
  return object;
}

std::optional<json::value> take_value(std::vector<raw_pair>& pairs, std::string_view name,
                                      const parameter_style& style, const described& what, decoder decode) {
  if (style.is_exploded_form() && what.is_object()) {
    const bool open = what.is_open();
    const std::vector<raw_pair> own =
        take(pairs, [&](const raw_pair& p) { return open || what.has_member(decode(p.first)); });
    return own.empty() ? std::nullopt : std::optional(object_from_pairs(own, what, decode));
  }
  if (style.content.empty() && style.name == "deepObject") {
    const std::vector<raw_pair> own =
        take(pairs, [&](const raw_pair& p) { return is_deep_name(decode(p.first), name); });
    return own.empty() ? std::nullopt : std::optional(read_deep_object(own, name, what));
  }
  const std::vector<raw_pair> own = take(pairs, [&](const raw_pair& p) { return decode(p.first) == name; });
  if (own.empty()) return std::nullopt;
  if (!style.content.empty()) return read_content(decode(own.front().second), style.content);
  if (own.size() == 1 && !style.explode && is_structured(what)) {
    const std::string_view text = own.front().second;
    return read_joined(text, separator_in_query(style, text), false, what, decode);
  }
  texts values;
  for (const raw_pair& p : own)
    values.push_back(decode(p.second));
  return what.is_list() || values.size() > 1 ? what.list(values) : what.scalar(values.front());
}

} // namespace http_task::host
