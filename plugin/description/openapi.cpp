#include "description/read.hpp"

#include "description/openapi_operation.hpp"
#include "description/openapi_scan.hpp"

namespace http_task::description {
namespace {

class openapi_source final : public source {
public:
  openapi_source(json::value document, const read_limits& l) : root(std::move(document)), limits(l) {}

  endpoint describe(std::size_t index) const override {
    // The scan has seen the operation, so a failure is a bug: value() throws.
    return compile_operation(view, facts, places[index], limits).value();
  }

  json::value root;
  whole_document view{root};
  read_limits limits;
  document_facts facts;
  std::vector<operation_place> places;
};

// What describing every operation would warn of. Definitions are shared: what is wrong in them is reported
// once for all operations.
void check(const json::value& root, const openapi_scan& scan, const read_limits& limits,
           warning_list& warnings) {
  const whole_document source(root);
  definitions defs(source, scan.facts.version, true, purpose::check, limits.checks);
  for (const operation_place& place : scan.places)
    check_operation(scan.facts, place, defs, warnings);
  static_cast<void>(defs.translate_all(warnings));
}

} // namespace

result<openapi_scan> scan_checked(const json::value& root, const read_options& options) {
  result<openapi_scan> scan = scan_openapi(root, options);
  if (!scan) return scan.error();
  warning_list warnings(options.limits.warnings);
  for (finding& f : scan->warnings)
    warnings.add(std::move(f.pointer), std::move(f.detail));
  if (options.check) check(root, *scan, options.limits, warnings);
  scan->warnings = std::move(warnings).take();
  return scan;
}

result<api> read_openapi(json::value document, const read_options& options) {
  auto source = std::make_shared<openapi_source>(std::move(document), options.limits);
  result<openapi_scan> scan = scan_checked(source->root, options);
  if (!scan) return scan.error();
  if (scan->endpoints.empty()) {
    problem p =
        make_problem("description.invalid", "The document has no operation that can be used.", "/paths");
    p.findings = std::move(scan->warnings);
    return p;
  }
  source->facts = std::move(scan->facts);
  source->places = std::move(scan->places);
  api out;
  out.id = source->facts.api;
  out.title = source->facts.title;
  out.version = source->facts.api_version;
  out.endpoints = std::move(scan->endpoints);
  out.warnings = std::move(scan->warnings);
  out.origin = std::move(source);
  return out;
}

} // namespace http_task::description
