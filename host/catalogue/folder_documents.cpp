#include "catalogue/folder_documents.hpp"

#include "catalogue/source.hpp"
#include "files/read_file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <system_error>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> endings = {".json", ".yaml", ".yml", ".har"};
constexpr std::size_t most_files = 200'000;

bool is_candidate(const fs::path& file) {
  const std::string ending = file.extension().string();
  return std::ranges::find(endings, ending) != endings.end() && file.filename() != "package.json";
}

problem unreadable(const fs::path& folder, const std::error_code& error) {
  return make_problem("file.unreadable", folder.string() + " cannot be read: " + error.message() + ".");
}

// Regular files below `folder`, relative, sorted.
result<std::vector<std::string>> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    const std::string last = entry->path().filename().string();
    const fs::file_type type = entry->symlink_status(error).type();
    if (last.starts_with('.') || last == "node_modules") {
      if (type == fs::file_type::directory) entry.disable_recursion_pending();
      continue;
    }
    if (type == fs::file_type::regular && is_candidate(entry->path()))
      names.push_back(entry->path().lexically_relative(folder).generic_string());
    if (names.size() > most_files)
      return make_problem("input.limit",
                          folder.string() + " has more than " + std::to_string(most_files) + " documents.",
                          "Name a folder further down.");
  }
  if (error) return unreadable(folder, error);
  std::ranges::sort(names);
  return names;
}

// "a/../b" and "./b" below the folder of `from`; "" when it leads out.
std::string resolved(std::string_view reference, std::string_view from) {
  const fs::path path = (fs::path(from).parent_path() / fs::path(reference)).lexically_normal();
  const std::string name = path.generic_string();
  return path.is_absolute() || name.starts_with("..") ? std::string() : name;
}

} // namespace

std::set<std::string> files_referred_to(std::string_view text, std::string_view name) {
  std::set<std::string> files;
  constexpr std::string_view keyword = "$ref";
  constexpr std::size_t longest = 1024;
  for (std::size_t at = text.find(keyword); at != std::string_view::npos; at = text.find(keyword, at)) {
    at = text.find_first_not_of("\"': \t", at + keyword.size());
    if (at == std::string_view::npos) break;
    if (text[at] == '#') continue;
    const std::size_t end = std::min(text.find_first_of("\"'#\r\n}", at), text.size());
    const std::string_view reference = text.substr(at, end - at);
    if (reference.empty() || reference.size() > longest || reference.find(':') != std::string_view::npos)
      continue;
    if (std::string file = resolved(reference, name); !file.empty() && file != name)
      files.insert(std::move(file));
  }
  return files;
}

result<std::vector<folder_document>> documents_in(const fs::path& folder,
                                                  const std::function<bool()>& cancelled) {
  const auto names = names_in(folder);
  if (!names) return names.error();
  std::vector<folder_document> documents;
  std::map<std::string, int> taken;
  std::set<std::string> parts;
  for (const std::string& name : *names) {
    if (cancelled()) return make_problem("cancel.requested", "Nothing was changed.");
    folder_document d{name, api_of_member(name)};
    ++taken[d.api];
    if (const auto text = read_file(folder / name, max_description_bytes)) {
      std::set<std::string> others = files_referred_to(*text, name);
      d.has_parts = !others.empty();
      parts.merge(others);
    }
    documents.push_back(std::move(d));
  }
  for (folder_document& d : documents) {
    if (taken[d.api] > 1) {
      d.api = d.name;
      std::ranges::replace(d.api, ':', '-');
    }
    d.is_referred_to = parts.contains(d.name);
  }
  return documents;
}

fs::path common_folder_of_documents(const fs::path& folder) {
  const auto names = names_in(folder);
  if (!names || names->empty()) return folder;
  // Sorted: what the first and the last have in common all have.
  const fs::path first = fs::path(names->front()).parent_path();
  const fs::path last = fs::path(names->back()).parent_path();
  fs::path common = folder;
  for (auto a = first.begin(), b = last.begin(); a != first.end() && b != last.end() && *a == *b; ++a, ++b)
    common /= *a;
  return common;
}

} // namespace http_task::host
