#include "catalogue/former_store.hpp"

#include "catalogue/catalogue_update.hpp"
#include "catalogue/folder_documents.hpp"
#include "catalogue/source.hpp"
#include "files/file_name.hpp"
#include "files/read_file.hpp"
#include "text/counted.hpp"

#include <algorithm>
#include <system_error>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> documents_beside(const fs::path& catalogue_file) {
  std::vector<fs::path> documents;
  std::error_code error;
  for (fs::directory_iterator entry(catalogue_file.parent_path(), error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".json" && !entry->path().filename().string().starts_with('.'))
      documents.push_back(entry->path());
  }
  std::ranges::sort(documents);
  return documents;
}

fs::path with_ending(fs::path document, const char* ending) {
  return document.replace_extension(ending);
}

std::string source_of(const fs::path& document) {
  constexpr std::uint64_t longest_path = 4096;
  const auto path = read_file(with_ending(document, ".source"), longest_path);
  return to_record(path ? source{source_kind::file, *path, {}} : source{source_kind::standard_input, {}, {}});
}

} // namespace

bool has_former_store(const fs::path& catalogue_file) {
  return !documents_beside(catalogue_file).empty();
}

result<void> take_over_former_store(sdk::instance& plugin, const fs::path& catalogue_file,
                                    const std::function<void(std::string_view)>& talk) {
  catalogue_update::wishes wanted;
  wanted.talk = talk;
  auto update = catalogue_update::begin(plugin, catalogue_file, wanted);
  if (!update) return std::move(update).error();
  const std::vector<fs::path> documents =
      documents_beside(catalogue_file); // now that nobody else changes them
  if (documents.empty()) return {};
  std::vector<fs::path> taken;
  std::vector<fs::path> damaged;
  for (const fs::path& document : documents) {
    const auto text = read_file(document, max_description_bytes);
    const json::object options{{"api", text_of_file_name(document.stem().string())},
                               {"source", source_of(document)}};
    const bool added = text && (*update)->add(*text, options).has_value();
    (added ? taken : damaged).push_back(document);
  }
  if (!taken.empty()) {
    if (const auto written = (*update)->finish(); !written) return written.error();
  }
  std::error_code ignored;
  for (const fs::path& document : taken)
    fs::remove(document, ignored);
  for (const fs::path& document : damaged)
    fs::rename(document, document.string() + ".damaged", ignored);
  for (const fs::path& document : documents)
    fs::remove(with_ending(document, ".source"), ignored);
  std::string line = counted(taken.size(), "API") + " of an earlier version taken over into " +
                     catalogue_file.string() + ".";
  for (const fs::path& document : damaged)
    line += " " + document.string() + " cannot be read; it is kept as " + document.filename().string() +
            ".damaged.";
  talk(line);
  return {};
}

} // namespace http_task::host
