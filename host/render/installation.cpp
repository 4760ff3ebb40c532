#include "render/installation.hpp"

#include "text/counted.hpp"

#include <vector>

namespace http_task::host {
namespace {

using lines = std::vector<std::string>;

const json::object& part_of(const json::object& report, std::string_view name) {
  static const json::object none;
  const json::object* part = object_of(report, name);
  return part != nullptr ? *part : none;
}

std::string count_of(const json::object& part, std::string_view name) {
  return std::to_string(integer_of(part, name));
}

std::string list_of(const json::object& part, std::string_view name) {
  std::string text;
  const json::array* items = array_of(part, name);
  for (const json::value& item : items != nullptr ? *items : json::array()) {
    if (item.is_string()) text += (text.empty() ? "" : ", ") + std::string(view(item.get_string()));
  }
  return text;
}

lines plugin_lines(const json::object& part) {
  lines text;
  if (const std::string_view library = text_of(part, "library"); !library.empty()) {
    text.emplace_back(library);
    text.push_back("version " + std::string(text_of(part, "version")) + ", ABI " +
                   std::string(text_of(part, "abi")) + ", " + list_of(part, "interfaces"));
  } else {
    text.emplace_back("not found; name its folder with --plugin-path or HTTP_TASK_PLUGIN_PATH");
  }
  const json::array* tried = array_of(part, "tried");
  for (const json::value& item : tried != nullptr ? *tried : json::array()) {
    if (item.is_object()) text.push_back("tried " + std::string(text_of(item.get_object(), "reason")));
  }
  return text;
}

lines trust_lines(const json::object& part) {
  lines text;
  for (const std::string_view name : {"file", "folder"}) {
    const json::object& place = part_of(part, name);
    if (!place.empty())
      text.push_back(std::string(text_of(place, "path")) + ": " +
                     (flag_of(place, "readable") ? count_of(place, "roots") + " roots" : "cannot be read"));
  }
  if (!flag_of(part, "ok"))
    text.emplace_back(
        "no server can be verified; install ca-certificates, or name a file in the options: tls.caFile");
  return text;
}

lines proxy_lines(const json::object& part) {
  const std::string set = list_of(part, "variables");
  return {set.empty() ? "no variable is set" : set + " set, but not used: requests go out directly"};
}

std::string catalogue_file_line(const json::object& file) {
  const auto number = [&file](std::string_view name) {
    return static_cast<std::uint64_t>(integer_of(file, name));
  };
  std::string line(text_of(file, "path"));
  if (!flag_of(file, "ok")) {
    line += ": " + std::string(text_of(part_of(file, "problem"), "detail"));
    if (flag_of(file, "ofUser")) line += " http-task catalog refresh writes it anew.";
    return line;
  }
  return line + ": " + byte_size(number("bytes")) + ", " + counted(number("endpoints"), "endpoint") + " of " +
         counted(number("apis"), "API");
}

lines catalogue_lines(const json::object& part) {
  lines text{counted(static_cast<std::uint64_t>(integer_of(part, "endpoints")), "endpoint") + " of " +
             counted(static_cast<std::uint64_t>(integer_of(part, "apis")), "API") + " in all"};
  if (const json::object* why = object_of(part, "problem"))
    text = {std::string(text_of(*why, "title")) + ": " + std::string(text_of(*why, "detail"))};
  const json::array* files = array_of(part, "files");
  for (const json::value& item : files != nullptr ? *files : json::array()) {
    if (item.is_object()) text.push_back(catalogue_file_line(item.get_object()));
  }
  return text;
}

lines folder_lines(const json::object& part) {
  return {std::string(text_of(part, "data")) + (flag_of(part, "writable") ? "" : " cannot be written")};
}

std::string section(const json::object& part, std::string_view title, const lines& text,
                    const palette& paint) {
  constexpr std::size_t title_width = 14;
  const bool ok = flag_of(part, "ok");
  std::string out = paint(ok ? ink::green : ink::red, ok ? "ok    " : "WRONG ") +
                    paint(ink::bold, padded(title, title_width));
  for (std::size_t i = 0; i < text.size(); ++i)
    out += (i == 0 ? std::string() : std::string(6 + title_width, ' ')) + printable_line(text[i]) + "\n";
  return out;
}

} // namespace

std::string render_installation(const json::object& report, const palette& paint) {
  const json::object& plugin = part_of(report, "plugin");
  const json::object& openssl = part_of(report, "openssl");
  const json::object& trust = part_of(report, "trustStore");
  const json::object& proxy = part_of(report, "proxy");
  const json::object& catalogue = part_of(report, "catalogue");
  const json::object& folders = part_of(report, "folders");
  return section(plugin, "plugin", plugin_lines(plugin), paint) +
         section(openssl, "OpenSSL", {std::string(text_of(openssl, "version"))}, paint) +
         section(trust, "trust store", trust_lines(trust), paint) +
         section(proxy, "proxy", proxy_lines(proxy), paint) +
         section(catalogue, "catalogue", catalogue_lines(catalogue), paint) +
         section(folders, "data folder", folder_lines(folders), paint);
}

} // namespace http_task::host
