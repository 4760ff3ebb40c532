#include "render/problem.hpp"

namespace http_task::host {
namespace {

std::string place(const problem& p) {
  if (p.pointer.empty()) return {};
  return p.source.empty() ? p.pointer : p.source + " " + p.pointer;
}

} // namespace

std::string render_finding(const finding& f, const palette& paint, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string out = margin;
  if (!f.pointer.empty()) out += paint(ink::bold, printable_line(f.pointer)) + "  ";
  out += printable_line(f.detail) + "\n";
  if (!f.expected.empty()) out += margin + "    expected: " + printable_line(f.expected) + "\n";
  if (!f.suggestion.empty())
    out += margin + "    did you mean " + paint(ink::green, printable_line(f.suggestion)) + "?\n";
  return out;
}

std::string render_problem(const problem& p, const palette& paint, std::size_t width) {
  std::string out = paint(ink::red, "error: ") + paint(ink::bold, printable_line(p.title));
  out += paint(ink::dim, " (" + printable_line(p.type) + ")") + "\n";
  if (const std::string where = place(p); !where.empty()) out += "  at " + printable_line(where) + "\n";
  out += filled(p.detail, 2, width);
  for (const finding& f : p.findings) {
    if (f.detail != p.detail || f.pointer != p.pointer) out += render_finding(f, paint, 2);
  }
  if (!p.advice.empty()) out += paint(ink::cyan, "  advice:") + "\n" + filled(p.advice, 4, width);
  return out;
}

} // namespace http_task::host
