#include "catalogue/catalogue_update.hpp"

#include "catalogue/places.hpp"
#include "files/read_file.hpp"

#include <array>
#include <charconv>
#include <span>
#include <system_error>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view staging_mark = ".unfinished";

result<json::object> answered(sdk::result<sdk::document> answer) {
  if (!answer) return from_failure(answer.error());
  return parse_object(answer->json(), "the answer of the plugin");
}

// Of the writer, which finds damage when it takes over what the file has.
problem with_advice(problem why) {
  if (why.advice.empty() && why.type == "catalog.damaged")
    why.advice = "http-task catalog refresh writes the file anew from the sources of its APIs.";
  return why;
}

// FNV-1a: a short name for a text, the same in every run.
std::string short_name_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  std::array<char, 16> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), hash, 16).ptr;
  return {digits.data(), end};
}

// ".user.1f3a9.unfinished": hidden, since nobody is to open it.
fs::path staging_of(const fs::path& file, std::string_view name) {
  return file.parent_path() / ("." + file.stem().string() + (name.empty() ? "" : "." + short_name_of(name)) +
                               std::string(staging_mark));
}

// Also what a writer left that was killed: nobody else writes while the folder is locked.
void remove_unfinished(const fs::path& file) {
  const std::string start = "." + file.stem().string() + ".";
  std::error_code error;
  for (fs::directory_iterator entry(file.parent_path(), error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (name.starts_with(start) && name.find(staging_mark) != std::string::npos)
      fs::remove(entry->path(), ignored);
  }
}

result<std::vector<recorded_api>> recorded(const json::object& contents) {
  std::vector<recorded_api> apis;
  const json::array* items = array_of(contents, "apis");
  for (const json::value& item : items != nullptr ? *items : json::array()) {
    if (const json::object* o = item.if_object())
      apis.push_back({std::string(text_of(*o, "id")), std::string(text_of(*o, "source"))});
  }
  return apis;
}

problem no_folder(const fs::path& folder, const std::error_code& error) {
  return make_problem("file.unwritable", folder.string() + " cannot be created: " + error.message() + ".");
}

} // namespace

result<std::vector<recorded_api>> apis_of(sdk::instance& plugin, const fs::path& file) {
  if (auto opened = answered(plugin.open_catalog(file.string())); !opened) return opened.error();
  const auto contents = answered(plugin.catalog_contents(file.string()));
  if (!contents) return contents.error();
  return recorded(*contents);
}

result<std::vector<recorded_api>> apis_of_table(const fs::path& file) {
  const fs::path table = sources_beside(file);
  const auto text = read_file(table);
  if (!text) return text.error();
  const auto contents = parse_object(*text, table.string());
  if (!contents) return contents.error();
  return recorded(*contents);
}

result<std::unique_ptr<catalogue_update>> catalogue_update::begin(sdk::instance& plugin, fs::path file,
                                                                  const wishes& wanted) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return no_folder(file.parent_path(), error);
  auto lock = folder_lock::take(
      file, [&] { wanted.talk("Another http-task changes the catalogue; waiting for it."); });
  if (!lock) return std::move(lock).error();

  fs::path staging = staging_of(file, wanted.resumable_as);
  const bool resumes = !wanted.resumable_as.empty() && fs::exists(staging, error) &&
                       plugin.check_catalog(staging.string()).has_value();
  const bool has_base = resumes || (!wanted.afresh && fs::exists(file, error));
  const std::string options =
      has_base ? to_text(json::object{{"base", (resumes ? staging : file).string()}}) : std::string();
  auto writer = plugin.write_catalog(staging.string(), options);
  if (!writer) return with_advice(from_failure(writer.error()));
  if (resumes) wanted.talk("What an interrupted run has read is taken over.");
  return std::unique_ptr<catalogue_update>(new catalogue_update(plugin, std::move(file), *std::move(lock),
                                                                std::move(staging), *std::move(writer)));
}

catalogue_update::catalogue_update(sdk::instance& plugin, fs::path file, folder_lock lock, fs::path staging,
                                   sdk::catalog_writer writer)
    : plugin_(plugin), file_(std::move(file)), lock_(std::move(lock)), staging_(std::move(staging)),
      writer_(std::move(writer)) {}

result<json::object> catalogue_update::add(std::string_view document, const json::object& options) {
  return answered(writer_.add(std::as_bytes(std::span(document)), to_text(options)));
}

result<json::object> catalogue_update::remove(std::string_view api) {
  return answered(writer_.remove(api));
}

result<json::object> catalogue_update::finish() {
  auto written = answered(writer_.finish());
  if (!written) return with_advice(std::move(written).error());
  std::error_code error;
  if (integer_of(*written, "apis") == 0) {
    fs::remove(file_, error);
    fs::remove(sources_beside(file_), error);
  } else {
    fs::rename(staging_, file_, error);
    if (error)
      return make_problem("file.unwritable", file_.string() + " cannot be written: " + error.message() + ".");
    if (auto noted = record_sources(); !noted) return noted.error();
  }
  remove_unfinished(file_);
  (*written)["path"] = file_.string();
  return written;
}

result<void> catalogue_update::keep_for_later() {
  const auto written = answered(writer_.finish());
  if (!written) return written.error();
  return {};
}

result<void> catalogue_update::record_sources() {
  const auto apis = apis_of(plugin_, file_);
  if (!apis) return apis.error();
  json::array rows;
  for (const recorded_api& api : *apis)
    rows.push_back(json::object{{"id", api.id}, {"source", api.source}});
  return write_file(sources_beside(file_), to_text(json::object{{"apis", std::move(rows)}}) + "\n");
}

} // namespace http_task::host
