#include "catalogue/import.hpp"

#include <map>

namespace http_task::host {
namespace {

// A file that others refer to is a part of theirs, unless it describes operations too.
bool is_part_only(const import_document& d, std::string_view text) {
  return d.is_referred_to && text.find("\"paths\"") == std::string_view::npos &&
         text.find("\npaths:") == std::string_view::npos && !text.starts_with("paths:");
}

problem replaced(std::string_view api, const std::string& later) {
  return make_problem("description.invalid",
                      later + " describes the API " + std::string(api) +
                          " too and was read later; that one counts.",
                      "Add one of them with --api ID and an id of its own.");
}

// Of a folder it counts as an API, which may have operations one day; who names it wants to use one now.
problem without_operations(const std::string& source) {
  problem p = make_problem("description.invalid", "The document has no operation that can be used.");
  p.source = source;
  return p;
}

void leave_out(const std::string& source, std::string_view api, const std::string& later,
               import_report& report) {
  std::erase_if(report.read,
                [&](const json::object& summary) { return text_of(summary, "source") == source; });
  report.missing.push_back({source, replaced(api, later)});
}

} // namespace

result<import_report> import_documents(catalogue_update& into, const std::vector<import_document>& documents,
                                       const import_watch& watch) {
  import_report report;
  std::map<std::string, std::string, std::less<>> source_of; // by API
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (watch.cancelled()) {
      report.interrupted = true;
      return report;
    }
    const import_document& d = documents[i];
    watch.progress(i, d.source);
    const auto text = d.read();
    if (text && is_part_only(d, *text)) continue;
    auto summary = text ? into.add(*text, d.options()) : result<json::object>(text.error());
    if (summary && d.named && integer_of(*summary, "endpoints") == 0) summary = without_operations(d.source);
    if (summary) {
      const std::string_view api = text_of(*summary, "api");
      const auto [first, is_first] = source_of.emplace(api, d.source);
      if (!is_first && first->second != d.source) leave_out(first->second, api, d.source, report);
      first->second = d.source;
      if (flag_of(*summary, "unchanged")) ++report.unchanged;
      summary->emplace("source", d.source);
      report.read.push_back(*std::move(summary));
      continue;
    }
    problem why = std::move(summary).error();
    if (why.source.empty()) why.source = d.source;
    if (d.named) return why;
    report.missing.push_back({d.source, std::move(why)});
  }
  return report;
}

} // namespace http_task::host
