// http-task catalog add: files, folders, URLs, packages and standard input into a catalogue file.
#include "catalogue/import.hpp"
#include "cli/catalog_commands.hpp"
#include "cli/import_progress.hpp"
#include "cli/interrupt.hpp"
#include "cli/plugin.hpp"
#include "render/catalogue.hpp"
#include "text/counted.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

// The same things named again continue what was interrupted.
std::string name_of_run(const std::vector<source>& sources, const std::string& api) {
  std::string name = api;
  for (const source& s : sources)
    name += "\n" + to_record(s);
  return name;
}

result<std::vector<import_document>> gather(source_reader& reader, const std::vector<source>& sources,
                                            const std::string& api) {
  std::vector<import_document> documents;
  for (const source& s : sources) {
    auto found = reader.documents_of(s);
    if (!found) return found;
    std::ranges::move(*found, std::back_inserter(documents));
  }
  if (api.empty()) return documents;
  if (documents.size() != 1)
    return make_problem("usage",
                        "--api names one API, and there are " + counted(documents.size(), "document") + ".",
                        "Add them one by one, or leave out --api.");
  documents.front().api = api;
  return documents;
}

exit_status keep_for_later(catalogue_update& update, source_reader& reader, const import_report& report,
                           std::size_t total, const console& out) {
  const std::string so_far =
      grouped(report.read.size() + report.missing.size()) + " of " + counted(total, "document") + " read";
  out.talk("Interrupted: " + so_far + ". Keeping them for the next run; Ctrl-C again ends at once.");
  if (const auto kept = update.keep_for_later(); !kept) return out.fail(kept.error());
  reader.keep_packages();
  out.talk("The catalogue is as it was. The same command again goes on from here.");
  if (out.json()) out.json_data(json::value(to_json(make_problem("cancel.requested", so_far + "."))));
  return exit_status::interrupted;
}

problem nothing_read(const import_report& report) {
  problem p = make_problem("description.unsupported", "None of the documents describes an API.");
  for (const left_out& m : report.missing) {
    if (p.findings.size() < 10) p.findings.push_back({"", m.source + ": " + m.why.detail, "", ""});
  }
  return p;
}

exit_status add(const std::vector<import_document>& documents, catalogue_update& update,
                source_reader& reader, const console& out) {
  import_progress progress(out, documents.size());
  const import_watch watch{[&](std::size_t done, std::string_view source) { progress.at(done, source); },
                           [] { return interrupted(); }};
  const auto report = import_documents(update, documents, watch);
  progress.last_step("");
  if (!report) return out.fail(report.error());
  if (report->interrupted) return keep_for_later(update, reader, *report, documents.size(), out);
  if (report->read.empty()) return out.fail(nothing_read(*report));
  progress.last_step("writing the catalogue");
  const auto written = update.finish();
  progress.last_step("");
  if (!written) return out.fail(written.error());
  if (out.json())
    out.json_data(json::value(import_to_json(*report)));
  else
    out.data(render_import(*report, out.out_palette()));
  return exit_status::ok;
}

} // namespace

exit_status add_to_catalog(const catalog_arguments& asked, const global_options& globals,
                           const console& out) {
  const auto file = file_to_change(asked);
  if (!file) return out.fail(file.error());
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  std::vector<source> sources;
  for (const std::string& what : asked.names)
    sources.push_back(source_named(what));
  const bool reads_input =
      std::ranges::any_of(sources, [](const source& s) { return s.kind == source_kind::standard_input; });
  if (!reads_input) handle_interrupts(); // while input is read, Ctrl-C simply ends the process

  source_reader reader((*plugin)->instance(), [&out](std::string_view line) { out.talk(line); },
                       [] { return interrupted(); });
  const auto documents = gather(reader, sources, asked.api);
  if (!documents) return out.fail(documents.error());
  catalogue_update::wishes wanted;
  wanted.talk = [&out](std::string_view line) { out.talk(line); };
  if (documents->size() > 1) wanted.resumable_as = name_of_run(sources, asked.api);
  const auto update = catalogue_update::begin((*plugin)->instance(), *file, wanted);
  if (!update) return out.fail(update.error());
  return add(*documents, **update, reader, out);
}

} // namespace http_task::host
