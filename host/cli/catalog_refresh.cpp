// http-task catalog refresh: the sources of APIs read again, and what changed.
#include "catalogue/import.hpp"
#include "cli/catalog_commands.hpp"
#include "cli/import_progress.hpp"
#include "cli/interrupt.hpp"
#include "cli/plugin.hpp"
#include "render/catalogue.hpp"
#include "text/counted.hpp"
#include "text/terminal.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace http_task::host {
namespace {

struct recorded_catalogue {
  std::vector<recorded_api> apis;
  bool is_damaged = false; // the file itself cannot be read; `apis` are those of the table beside it
};

bool cannot_be_read(const problem& p) {
  return p.type == "catalog.damaged" || p.type == "catalog.newer_version";
}

result<recorded_catalogue> recorded_in(sdk::instance& plugin, const std::filesystem::path& file,
                                       const console& out) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return recorded_catalogue{};
  // All of it is looked at: what opens may be damaged further inside.
  auto apis = apis_of(plugin, file);
  const auto checked = plugin.check_catalog(file.string());
  if (apis && checked) return recorded_catalogue{*std::move(apis), false};
  problem why = apis ? from_failure(checked.error()) : apis.error();
  if (!cannot_be_read(why)) return why;
  auto table = apis_of_table(file);
  if (!table) {
    why.advice = "The table of its sources beside it cannot be read either (" + table.error().detail +
                 "). Move the file away and add the APIs again.";
    return why;
  }
  out.talk(why.detail + " It is written anew from the sources of its APIs.");
  return recorded_catalogue{*std::move(table), true};
}

result<std::vector<recorded_api>> chosen(const std::vector<recorded_api>& all,
                                         const std::vector<std::string>& ids) {
  if (ids.empty()) return all;
  std::vector<recorded_api> some;
  for (const std::string& id : ids) {
    const auto found = std::ranges::find(all, id, &recorded_api::id);
    if (found == all.end())
      return make_problem("catalog.not_found", "No API \"" + id + "\" was added to the catalogue.",
                          "http-task catalog list shows the APIs; built-in ones are not read from anywhere.");
    some.push_back(*found);
  }
  return some;
}

class refresh {
public:
  refresh(const console& out, sdk::instance& plugin)
      : out_(out), plugin_(plugin),
        reader_(
            plugin, [&out](std::string_view line) { out.talk(line); }, [] { return interrupted(); }) {}

  exit_status run(const std::filesystem::path& file, const std::vector<std::string>& ids) {
    const auto recorded = recorded_in(plugin_, file, out_);
    if (!recorded) return out_.fail(recorded.error());
    const auto apis = chosen(recorded->apis, recorded->is_damaged ? std::vector<std::string>() : ids);
    if (!apis) return out_.fail(apis.error());
    const std::vector<import_document> documents = documents_of(*apis);
    if (interrupted()) return out_.fail(make_problem("cancel.requested", "The catalogue is as it was."));

    catalogue_update::wishes wanted;
    wanted.afresh = recorded->is_damaged;
    wanted.talk = [this](std::string_view line) { out_.talk(line); };
    const auto update = catalogue_update::begin(plugin_, file, wanted);
    if (!update) return out_.fail(update.error());
    import_progress progress(out_, documents.size());
    const import_watch watch{[&](std::size_t done, std::string_view source) { progress.at(done, source); },
                             [] { return interrupted(); }};
    auto report = import_documents(**update, documents, watch);
    progress.last_step("");
    if (!report) return out_.fail(report.error());
    if (report->interrupted)
      return out_.fail(make_problem("cancel.requested", "The catalogue is as it was."));
    if (report->unchanged < report->read.size()) {
      progress.last_step("writing the catalogue");
      const auto written = (*update)->finish();
      progress.last_step("");
      if (!written) return out_.fail(written.error());
    }
    return show(*std::move(report), recorded->is_damaged);
  }

private:
  std::vector<import_document> documents_of(const std::vector<recorded_api>& apis) {
    std::vector<import_document> documents;
    for (const recorded_api& api : apis) {
      if (interrupted()) break;
      auto document = reader_.document_of(api.source, api.id);
      if (document) {
        document->named = false; // one of them does not stop the others
        documents.push_back(*std::move(document));
      } else {
        unread_.push_back({api.id, document.error()});
      }
    }
    return documents;
  }

  exit_status show(import_report report, bool was_damaged) {
    std::ranges::move(report.missing, std::back_inserter(unread_));
    report.missing = std::move(unread_);
    if (out_.json())
      out_.json_data(json::value(import_to_json(report)));
    else
      out_.data(render_changes(report, out_.out_palette()));
    warn_of(report.missing, was_damaged);
    for (const left_out& m : report.missing)
      note(m.why);
    return status_;
  }

  // What cannot be read stays as it is; of a damaged catalogue it is lost. Often one reason holds for many: a
  // package that cannot be fetched.
  void warn_of(const std::vector<left_out>& unread, bool was_damaged) const {
    constexpr std::size_t most_reasons = 10;
    std::vector<std::pair<std::string_view, std::vector<std::string_view>>> by_reason;
    for (const left_out& m : unread) {
      const std::string_view why = m.why.detail.empty() ? m.why.title : m.why.detail;
      auto known = std::ranges::find(by_reason, why, [](const auto& r) { return r.first; });
      if (known == by_reason.end()) known = by_reason.insert(known, {why, {}});
      known->second.push_back(m.source);
    }
    for (std::size_t i = 0; i < std::min(by_reason.size(), most_reasons); ++i) {
      const auto& [why, sources] = by_reason[i];
      const bool one = sources.size() == 1;
      const std::string who =
          std::string(sources.front()) + (one ? "" : " and " + grouped(sources.size() - 1) + " more");
      const char* what = was_damaged ? " cannot be read again: "
                         : one       ? " stays as it is: "
                                     : " stay as they are: ";
      out_.warn(printable(who + what + std::string(why)));
    }
    if (by_reason.size() > most_reasons)
      out_.warn(counted(by_reason.size() - most_reasons, "more reason") + "; --json lists them.");
  }

  // A source that is not there any more is told of and no failure; of others the first one decides.
  void note(const problem& why) {
    if (status_ == exit_status::ok && why.type != "file.not_found") status_ = exit_status_of(why.type);
  }

  const console& out_;
  sdk::instance& plugin_;
  source_reader reader_;
  std::vector<left_out> unread_; // by the id of the API
  exit_status status_ = exit_status::ok;
};

} // namespace

exit_status refresh_catalog(const catalog_arguments& asked, const global_options& globals,
                            const console& out) {
  const auto file = file_to_change(asked);
  if (!file) return out.fail(file.error());
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  handle_interrupts();
  return refresh(out, (*plugin)->instance()).run(*file, asked.names);
}

} // namespace http_task::host
