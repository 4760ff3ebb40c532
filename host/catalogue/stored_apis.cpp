#include "catalogue/stored_apis.hpp"

#include "files/atomic_file.hpp"
#include "files/read_file.hpp"
#include "files/user_folders.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

problem not_stored(std::string_view api) {
  return make_problem("catalog.not_found", "No API \"" + std::string(api) + "\" was added to the catalogue.",
                      "http-task catalog list shows the APIs; built-in ones cannot be removed.");
}

problem no_folder() {
  return make_problem("file.unwritable",
                      "There is no folder for the catalogue: neither XDG_DATA_HOME nor HOME is "
                      "an absolute path.",
                      "Set HOME.");
}

} // namespace

stored_apis stored_apis::of_user() {
  auto data = user_data_folder();
  if (data) *data /= "catalog";
  return stored_apis(std::move(data));
}

std::vector<std::string> stored_apis::names() const {
  std::vector<std::string> apis;
  if (!folder_) return apis;
  std::error_code error;
  for (fs::directory_iterator entry(*folder_, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& file = entry->path();
    if (file.extension() == ".json" && !file.filename().string().starts_with('.'))
      apis.push_back(api_of_file_name(file.stem().string()));
  }
  std::ranges::sort(apis);
  return apis;
}

bool stored_apis::contains(std::string_view api) const {
  std::error_code error;
  return folder_ && fs::exists(file_of(api), error);
}

fs::path stored_apis::file_of(std::string_view api) const {
  return folder_.value_or(fs::path()) / (file_name_of(api) + ".json");
}

result<std::string> stored_apis::read(std::string_view api) const {
  if (!contains(api)) return not_stored(api);
  return read_file(file_of(api), max_description_bytes);
}

std::string stored_apis::source_of(std::string_view api) const {
  if (!folder_) return {};
  constexpr std::uint64_t longest_path = 4096;
  const auto source = read_file(*folder_ / (file_name_of(api) + ".source"), longest_path);
  return source ? *source : std::string();
}

result<void> stored_apis::store(std::string_view api, std::string_view document,
                                const std::string& source) const {
  if (!folder_) return no_folder();
  std::error_code error;
  fs::create_directories(*folder_, error);
  if (error)
    return make_problem("file.unwritable",
                        folder_->string() + " cannot be created: " + error.message() + ".");
  const fs::path source_file = *folder_ / (file_name_of(api) + ".source");
  if (source.empty()) {
    fs::remove(source_file, error);
  } else if (auto written = write_file(source_file, source); !written) {
    return written;
  }
  return write_file(file_of(api), document);
}

result<void> stored_apis::remove(std::string_view api) const {
  if (!contains(api)) return not_stored(api);
  std::error_code error;
  fs::remove(file_of(api), error);
  if (error)
    return make_problem("file.unwritable",
                        file_of(api).string() + " cannot be removed: " + error.message() + ".");
  fs::remove(*folder_ / (file_name_of(api) + ".source"), error);
  return {};
}

std::string file_name_of(std::string_view api) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string name;
  for (const char c : api) {
    // A dot in front would hide the file or lead out of the folder.
    if (plain.find(c) != std::string_view::npos || (c == '.' && !name.empty())) {
      name += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      name += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
    }
  }
  return name;
}

std::string api_of_file_name(std::string_view name) {
  std::string api;
  for (std::size_t i = 0; i < name.size(); ++i) {
    unsigned byte = 0;
    const char* digits = name.data() + i + 1;
    if (name[i] == '%' && i + 2 < name.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      api += static_cast<char>(byte);
      i += 2;
    } else {
      api += name[i];
    }
  }
  return api;
}

} // namespace http_task::host
