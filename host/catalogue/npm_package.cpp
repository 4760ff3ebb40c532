#include "catalogue/npm_package.hpp"

#include "files/child_process.hpp"
#include "files/user_folders.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <string_view>
#include <system_error>

#include <stdlib.h>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

problem unwritable(const fs::path& path, const std::error_code& error) {
  return make_problem("file.unwritable", path.string() + " cannot be written: " + error.message() + ".");
}

// [@SCOPE/]NAME[@VERSION] with the characters that names, versions and tags have.
bool is_name(std::string_view package) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~^+";
  if (package.starts_with('@')) {
    const std::size_t slash = package.find('/');
    if (slash == std::string_view::npos || slash == 1) return false;
    if (package.substr(1, slash - 1).find_first_not_of(plain) != std::string_view::npos) return false;
    package.remove_prefix(slash + 1);
  }
  const std::size_t at = std::min(package.find('@'), package.size());
  const std::string_view version = package.substr(at == package.size() ? at : at + 1);
  return at > 0 && !package.starts_with('-') &&
         package.substr(0, at).find_first_not_of(plain) == std::string_view::npos &&
         version.find_first_not_of(plain) == std::string_view::npos;
}

result<fs::path> packed_file(const fs::path& folder) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".tgz") return entry.path();
  }
  return make_problem("program.failed", "npm pack wrote no package.");
}

constexpr std::string_view unpacking = ".unpacking.";

// What was left by runs that were killed.
void remove_old(const fs::path& home) {
  constexpr std::chrono::hours old_enough{24};
  std::error_code error;
  for (fs::directory_iterator entry(home, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code unknown;
    const fs::file_time_type written = entry->last_write_time(unknown);
    if (!unknown && entry->path().filename().string().starts_with(unpacking) &&
        fs::file_time_type::clock::now() - written > old_enough)
      fs::remove_all(entry->path(), unknown);
  }
}

result<fs::path> folder_of_its_own() {
  const auto cache = user_cache_folder();
  if (!cache)
    return make_problem(
        "file.unwritable",
        "There is no folder for the cache: neither XDG_CACHE_HOME nor HOME is an absolute path.",
        "Set HOME.");
  std::error_code error;
  fs::create_directories(*cache / "npm", error);
  remove_old(*cache / "npm");
  std::string name = (*cache / "npm" / (std::string(unpacking) + "XXXXXX")).string();
  if (error || mkdtemp(name.data()) == nullptr)
    return unwritable(*cache / "npm", error ? error : std::error_code(errno, std::generic_category()));
  return fs::path(name);
}

} // namespace

result<npm_package> npm_package::unpack(const std::string& package, const std::function<bool()>& cancelled) {
  const bool is_path = package.starts_with('/');
  if (!is_path && !is_name(package))
    return make_problem("usage", "npm:" + package + " is not the name of a package.",
                        "Write npm:NAME, npm:NAME@VERSION or npm:./FOLDER.");
  auto work = folder_of_its_own();
  if (!work) return std::move(work).error();
  npm_package unpacked(*std::move(work));
  const std::string here = unpacked.work_.string();
  if (auto packed = run_program({"npm", "pack", "--ignore-scripts", "--loglevel=error",
                                 "--no-update-notifier", "--pack-destination", here, "--", package},
                                cancelled);
      !packed)
    return std::move(packed).error();
  const auto archive = packed_file(unpacked.work_);
  if (!archive) return archive.error();

  std::error_code error;
  if (!is_path) {
    unpacked.kept_ = unpacked.work_.parent_path() / archive->stem();
    fs::rename(unpacked.kept_, unpacked.files(), error);
    if (!error) return unpacked; // nobody else has it now
  }
  fs::create_directory(unpacked.files(), error);
  if (error) return unwritable(unpacked.files(), error);
  if (auto done = run_program({"tar", "--extract", "--gzip", "--no-same-owner", "--no-same-permissions",
                               "--file", archive->string(), "--directory", unpacked.files().string()},
                              cancelled);
      !done)
    return std::move(done).error();
  return unpacked;
}

npm_package::~npm_package() {
  std::error_code ignored;
  if (!work_.empty()) fs::remove_all(work_, ignored);
}

void npm_package::keep() noexcept {
  std::error_code ignored; // another run that kept the same was first
  if (!kept_.empty()) fs::rename(files(), kept_, ignored);
}

} // namespace http_task::host
