#include "json/problem.hpp"

namespace http_task::json {
namespace {

void put(object& o, std::string_view name, std::string_view text) {
  if (!text.empty()) o[name] = text;
}

} // namespace

object to_json(const finding& f) {
  object o;
  o["pointer"] = f.pointer;
  o["detail"] = f.detail;
  put(o, "expected", f.expected);
  put(o, "suggestion", f.suggestion);
  return o;
}

object to_json(const problem& p) {
  object o;
  o["type"] = p.type;
  o["title"] = p.title;
  put(o, "detail", p.detail);
  put(o, "source", p.source);
  put(o, "pointer", p.pointer);
  put(o, "advice", p.advice);
  put(o, "phase", p.phase);
  if (p.retryable) o["retryable"] = *p.retryable;
  if (!p.findings.empty()) {
    array& errors = o["errors"].emplace_array();
    for (const finding& f : p.findings)
      errors.push_back(to_json(f));
  }
  return o;
}

} // namespace http_task::json
