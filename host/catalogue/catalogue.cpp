#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include <sys/stat.h>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

result<sdk::document> ours(sdk::result<sdk::document> answer) {
  if (!answer) return from_failure(answer.error());
  return *std::move(answer);
}

// Files are replaced, not changed, but a copy may keep its place.
std::string stamp_of(const fs::path& path) {
  struct stat about = {};
  if (stat(path.c_str(), &about) != 0) return "none";
  return std::to_string(about.st_dev) + " " + std::to_string(about.st_ino) + " " +
         std::to_string(about.st_size) + " " + std::to_string(about.st_mtim.tv_sec) + "." +
         std::to_string(about.st_mtim.tv_nsec);
}

} // namespace

catalogue::catalogue(sdk::instance& plugin, catalogue_places places, warning_function warn)
    : plugin_(plugin), places_(std::move(places)), warn_(std::move(warn)) {}

result<sdk::document> catalogue::search(const json::object& query) {
  open_files();
  return ours(plugin_.search(to_text(query)));
}

result<sdk::document> catalogue::describe(std::string_view endpoint) {
  open_files();
  return ours(plugin_.describe(endpoint));
}

result<sdk::document> catalogue::prefill(std::string_view endpoint, bool with_samples,
                                         std::string_view example) {
  json::object asked{{"endpoint", endpoint}, {"sample", with_samples}};
  if (!example.empty()) asked["example"] = example;
  return prefill(asked);
}

result<sdk::document> catalogue::prefill(const json::object& request) {
  open_files();
  return ours(plugin_.prefill(to_text(request)));
}

result<sdk::document> catalogue::validate(std::string_view settings_text) {
  open_files();
  return ours(plugin_.validate(settings_text));
}

result<sdk::document> catalogue::validate(std::string_view instance_text, std::string_view schema_text,
                                          std::string_view output) {
  // The texts are passed on as they are.
  std::string request =
      "{\"schema\":" + std::string(schema_text) + ",\"instance\":" + std::string(instance_text);
  if (!output.empty()) request += ",\"output\":" + to_text(json::value(output));
  return ours(plugin_.validate(request + "}"));
}

result<sdk::document> catalogue::sample(const json::object& request) {
  open_files();
  return ours(plugin_.sample(to_text(request)));
}

result<sdk::document> catalogue::form(const json::object& request) {
  open_files();
  return ours(plugin_.form(to_text(request)));
}

result<sdk::document> catalogue::list() {
  open_files();
  return ours(plugin_.list());
}

result<json::object> catalogue::contents(const fs::path& catalogue_file) {
  const auto answer = plugin_.catalog_contents(catalogue_file.string());
  if (!answer) return from_failure(answer.error());
  return parse_object(answer->json(), "the answer of the plugin");
}

void catalogue::open_files() {
  const std::scoped_lock lock(mutex_);
  std::error_code error;
  if (places_.user && fs::exists(*places_.user, error)) open(*places_.user, true);
  for (const fs::path& path : places_.shared)
    open(path, false);
  close_what_is_gone();
}

std::vector<catalogue::file> catalogue::files() {
  open_files();
  const std::scoped_lock lock(mutex_);
  return files_;
}

void catalogue::open(const fs::path& path, bool of_user) {
  file f{path, of_user, 0, 0, {}, stamp_of(path)};
  auto known = std::ranges::find(files_, path, &file::path);
  if (known != files_.end() && known->stamp == f.stamp) return;
  if (of_user && known == files_.end()) {
    close_all(); // what is opened first counts; the others follow
    known = files_.end();
  }
  const auto answer = ours(plugin_.open_catalog(path.string()));
  const auto counts = answer ? parse_object(answer->json(), "the answer of the plugin") : answer.error();
  if (counts) {
    f.apis = static_cast<std::uint64_t>(integer_of(*counts, "apis"));
    f.endpoints = static_cast<std::uint64_t>(integer_of(*counts, "endpoints"));
  } else {
    f.why_left_out = counts.error();
    if (warn_)
      warn_(path.string() + " is left out: " + counts.error().detail +
            (of_user ? " http-task catalog refresh writes it anew from the sources of its APIs."
                     : " Ask whoever wrote it for a new one."));
  }
  if (known != files_.end())
    *known = std::move(f);
  else
    files_.push_back(std::move(f));
}

void catalogue::close_all() {
  for (const file& f : files_)
    if (!f.why_left_out) (void)plugin_.close_catalog(f.path.string());
  files_.clear();
}

void catalogue::close_what_is_gone() {
  std::erase_if(files_, [this](const file& f) {
    std::error_code error;
    if (!f.of_user || fs::exists(f.path, error)) return false;
    (void)plugin_.close_catalog(f.path.string()); // it may never have been open
    return true;
  });
}

} // namespace http_task::host
