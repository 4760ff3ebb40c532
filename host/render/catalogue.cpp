#include "render/catalogue.hpp"

#include "render/problem.hpp"
#include "text/counted.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

constexpr std::size_t most_shown = 10; // of what is told of one by one; --json has all

std::uint64_t endpoints_of(const json::object& summary) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(integer_of(summary, "endpoints"), 0));
}

const json::array& list_in(const json::object& o, std::string_view name) {
  static const json::array none;
  const json::array* list = array_of(o, name);
  return list != nullptr ? *list : none;
}

std::string and_more(std::size_t all, std::string_view indent) {
  if (all <= most_shown) return {};
  return std::string(indent) + "and " + grouped(all - most_shown) + " more; --json has all.\n";
}

std::string api_line(const json::object& summary, const palette& paint) {
  return paint(ink::bold, printable_line(text_of(summary, "api"))) + "  " +
         counted(endpoints_of(summary), "endpoint") + "  " + printable_line(text_of(summary, "title")) + " " +
         printable_line(text_of(summary, "version")) + "\n";
}

std::string warning_lines(const json::object& summary, const palette& paint) {
  std::string text;
  const json::array& warnings = list_in(summary, "warnings");
  for (std::size_t i = 0; i < std::min(warnings.size(), most_shown); ++i) {
    if (const json::object* o = warnings[i].if_object()) text += render_finding(read_finding(*o), paint, 4);
  }
  return text + and_more(warnings.size(), "    ");
}

std::string sum_line(const import_report& report) {
  std::uint64_t endpoints = 0;
  std::uint64_t warnings = 0;
  for (const json::object& summary : report.read) {
    endpoints += endpoints_of(summary);
    warnings += list_in(summary, "warnings").size();
  }
  std::string line = counted(report.read.size(), "API") + ", " + counted(endpoints, "endpoint");
  if (report.unchanged > 0) line += ", " + grouped(report.unchanged) + " of them unchanged";
  return line + "." + (warnings > 0 ? " " + counted(warnings, "warning") + " (--json lists them)." : "") +
         "\n";
}

std::string missing_lines(const import_report& report, const palette& paint) {
  if (report.missing.empty()) return {};
  std::string text =
      paint(ink::yellow, "Left out: " + counted(report.missing.size(), "document") + ".") + "\n";
  for (std::size_t i = 0; i < std::min(report.missing.size(), most_shown); ++i) {
    const left_out& m = report.missing[i];
    text += "  " + printable_line(m.source) + ": " +
            printable_line(m.why.detail.empty() ? m.why.title : m.why.detail) + "\n";
  }
  return text + and_more(report.missing.size(), "  ");
}

std::string change_lines(const json::object& changes, std::string_view kind, const palette& paint) {
  const json::array& endpoints = list_in(changes, kind);
  std::string text;
  for (std::size_t i = 0; i < std::min(endpoints.size(), most_shown); ++i) {
    const json::value& item = endpoints[i];
    const json::object* o = item.if_object();
    const std::string_view id = o != nullptr       ? text_of(*o, "endpoint")
                                : item.is_string() ? view(item.get_string())
                                                   : std::string_view();
    text += "  " + paint(ink::cyan, padded(kind, 8)) + printable_line(id) + "\n";
    if (o == nullptr) continue;
    for (const json::value& field : list_in(*o, "fields")) {
      if (field.is_string()) text += "            " + printable_line(view(field.get_string())) + "\n";
    }
  }
  return text + and_more(endpoints.size(), "  ");
}

// As many columns as the longest of them needs, within bounds.
std::size_t width_of(const json::array& apis, std::string_view member, std::size_t most) {
  std::size_t width = 0;
  for (const json::value& item : apis) {
    if (const json::object* o = item.if_object()) width = std::max(width, columns(text_of(*o, member)));
  }
  return std::min(width, most);
}

} // namespace

std::string render_import(const import_report& report, const palette& paint) {
  std::string text;
  const bool few = report.read.size() <= most_shown;
  if (few) {
    for (const json::object& summary : report.read)
      text += api_line(summary, paint) + warning_lines(summary, paint);
  }
  if (!few || !report.missing.empty()) text += sum_line(report);
  return text + missing_lines(report, paint);
}

json::object import_to_json(const import_report& report) {
  json::array apis;
  std::uint64_t endpoints = 0;
  for (const json::object& summary : report.read) {
    endpoints += endpoints_of(summary);
    apis.push_back(summary);
  }
  json::array missing;
  for (const left_out& m : report.missing)
    missing.push_back(json::object{{"source", m.source}, {"problem", to_json(m.why)}});
  return {{"endpoints", endpoints},
          {"apis", std::move(apis)},
          {"unchanged", report.unchanged},
          {"leftOut", std::move(missing)}};
}

std::string render_changes(const import_report& report, const palette& paint) {
  std::string text;
  for (const json::object& summary : report.read) {
    const json::object* changes = object_of(summary, "changes");
    if (flag_of(summary, "unchanged") || changes == nullptr) continue;
    const std::size_t added = list_in(*changes, "new").size();
    const std::size_t gone = list_in(*changes, "gone").size();
    const std::size_t changed = list_in(*changes, "changed").size();
    text += paint(ink::bold, printable_line(text_of(summary, "api"))) + "  ";
    text += added + gone + changed == 0
                ? "endpoints as before"
                : grouped(added) + " new, " + grouped(gone) + " gone, " + grouped(changed) + " changed";
    text += "  " + printable_line(text_of(summary, "title")) + " " +
            printable_line(text_of(summary, "version")) + "\n";
    for (const std::string_view kind : {"new", "gone", "changed"})
      text += change_lines(*changes, kind, paint);
  }
  if (report.unchanged > 0) text += counted(report.unchanged, "API") + " unchanged.\n";
  return text;
}

std::string render_apis(const json::array& apis, const palette& paint, std::size_t width) {
  const std::size_t id_width = width_of(apis, "id", 48);
  const std::size_t version_width = width_of(apis, "version", 16);
  constexpr std::size_t number_width = 7; // "100,000"
  const std::size_t before_title = id_width + number_width + version_width + 6;
  std::string text;
  for (const json::value& item : apis) {
    const json::object* api = item.if_object();
    if (api == nullptr) continue;
    const std::string number = grouped(endpoints_of(*api));
    std::string title = printable_line(text_of(*api, "title"));
    const std::size_t room = width > before_title + 10 ? width - before_title : 10;
    if (width > 0 && columns(title) > room) title = cut(title, room);
    text += paint(ink::bold, padded(printable_line(text_of(*api, "id")), id_width)) + "  " +
            std::string(number_width - std::min(number_width, number.size()), ' ') + number + "  " +
            padded(printable_line(text_of(*api, "version")), version_width) + "  " + title + "\n";
  }
  return text;
}

} // namespace http_task::host
