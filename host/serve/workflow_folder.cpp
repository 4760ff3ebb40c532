#include "serve/workflow_folder.hpp"

#include "files/atomic_file.hpp"
#include "files/read_file.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>

#include <openssl/sha.h>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_listed = 200;
constexpr std::size_t most_looked_at = 2000;
constexpr std::uint64_t max_listed_bytes = std::uint64_t{1} << 20U;
constexpr int deepest_folder = 3;

std::string empty_definition(const std::string& name) {
  return "{\n  \"name\": " + to_text(json::value(name)) +
         ",\n  \"version\": 1,\n  \"schemaVersion\": 2,\n  \"tasks\": [],\n  \"inputParameters\": [],\n"
         "  \"outputParameters\": {}\n}\n";
}

bool is_json_file(const fs::path& path) {
  return path.extension() == ".json" && path.stem() != "";
}

std::optional<workflow_folder::entry> definition_in(const fs::path& file, const fs::path& folder) {
  const auto text = read_file(file, max_listed_bytes);
  const auto parsed = text ? parse_object(*text, "definition") : text.error();
  const json::array* tasks = parsed ? array_of(*parsed, "tasks") : nullptr;
  if (tasks == nullptr) return std::nullopt;
  return workflow_folder::entry{file.lexically_relative(folder).generic_string(),
                                std::string(text_of(*parsed, "name")), tasks->size()};
}

} // namespace

std::string entity_tag(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::size_t bytes_shown = 16;
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  std::string tag = "\"";
  for (std::size_t i = 0; i < bytes_shown; ++i)
    tag.append({digits[digest[i] >> 4U], digits[digest[i] & 15U]});
  return tag + "\"";
}

workflow_folder::workflow_folder(const fs::path& folder) : folder_(fs::canonical(folder)) {}

result<fs::path> workflow_folder::inside(const std::string& path) const {
  std::error_code error;
  const fs::path wanted = fs::weakly_canonical(folder_ / fs::path(path), error);
  const fs::path relative = error ? fs::path() : wanted.lexically_relative(folder_);
  if (relative.empty() || *relative.begin() == ".." || path.find('\0') != std::string::npos)
    return make_problem("file.outside", path + " lies outside of the folder " + folder_.string() + ".",
                        "Name a file in it, or start http-task serve in another folder.");
  if (!is_json_file(wanted))
    return make_problem("input.invalid", path + ": the name of a workflow definition ends in .json.");
  return wanted;
}

opened_definition workflow_folder::as_written(const fs::path& file, std::string text) const {
  std::string tag = entity_tag(text);
  return {file.lexically_relative(folder_).generic_string(), std::move(text), std::move(tag)};
}

result<opened_definition> workflow_folder::read(const std::string& path) const {
  const auto file = inside(path);
  if (!file) return file.error();
  return read_file_of(*file);
}

result<opened_definition> workflow_folder::read_file_of(const fs::path& file) const {
  auto text = read_file(file);
  if (text) return as_written(file, *std::move(text));
  if (text.error().type != "file.not_found") return std::move(text).error();
  return opened_definition{file.lexically_relative(folder_).generic_string(),
                           empty_definition(file.stem().string()), std::string(new_file_tag)};
}

result<opened_definition> workflow_folder::write(const std::string& path, std::string text,
                                                 std::string_view if_match) const {
  const auto file = inside(path);
  if (!file) return file.error();
  const auto lock = folder_lock::take(*file); // other processes and calls wait until this one is done
  if (!lock) return lock.error();
  const auto before = read_file_of(*file);
  if (!before) return before.error();
  if (if_match != "*" && if_match != before->etag)
    return make_problem("file.changed", before->path + " was changed by somebody else.",
                        "Look at the difference, then save again or open the file anew.");
  if (auto written = write_file(*file, text); !written) return std::move(written).error();
  return as_written(*file, std::move(text));
}

result<opened_definition> workflow_folder::create(const std::string& path, std::string text) const {
  const auto file = inside(path);
  if (!file) return file.error();
  if (auto written = write_file(*file, text, existing::refuse); !written) {
    problem p = std::move(written).error();
    if (p.type == "file.exists") p.advice = "Open it, or save under another name.";
    return p;
  }
  return as_written(*file, std::move(text));
}

std::vector<workflow_folder::entry> workflow_folder::list() const {
  std::vector<entry> found;
  std::error_code error;
  std::size_t looked_at = 0;
  fs::recursive_directory_iterator at(folder_, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (++looked_at > most_looked_at || found.size() >= most_listed) break;
    const std::string name = at->path().filename().string();
    if (at->is_directory(error)) {
      if (name.starts_with('.') || name == "node_modules" || at.depth() >= deepest_folder)
        at.disable_recursion_pending();
    } else if (!name.starts_with('.') && is_json_file(at->path()) && at->is_regular_file(error)) {
      if (auto definition = definition_in(at->path(), folder_)) found.push_back(*std::move(definition));
    }
  }
  std::ranges::sort(found, {}, &entry::path);
  return found;
}

} // namespace http_task::host
