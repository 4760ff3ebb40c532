// The workflow definition that the editor has open, as a file inside the folder where the server was started.
#pragma once

#include "document/json.hpp"

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// A strong entity tag of a text, quotes included.
[[nodiscard]] std::string entity_tag(std::string_view text);

inline constexpr std::string_view new_file_tag = "\"new\""; // of a file that does not exist yet

struct opened_definition {
  std::string path; // relative to the folder
  std::string text; // of a file that does not exist yet: a new definition without tasks
  std::string etag; // new_file_tag for such a one
};

// Every member may be called from any thread.
class workflow_file {
public:
  // `folder` exists.
  explicit workflow_file(const std::filesystem::path& folder);

  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
  // Of the open file, relative to the folder; "" when none is open.
  [[nodiscard]] std::string path() const;

  // Makes it the open file, whether or not it exists. Fails with "file.outside" when the path leaves the
  // folder, also through symbolic links, and with "input.invalid" when its name does not end in ".json".
  [[nodiscard]] result<void> open(const std::string& path);

  // Fails with "file.not_found" when none is open, or as read_file.
  [[nodiscard]] result<opened_definition> read() const;

  // Replaces the open file as a whole and gives its new tag. Fails with "file.changed" when `if_match` is not
  // the tag of what is there now; "*" matches anything.
  [[nodiscard]] result<std::string> write(std::string_view text, std::string_view if_match);

  // Makes a file of that path, which is the open one from then on. Fails with "file.exists", or as open.
  [[nodiscard]] result<std::string> create(const std::string& path, std::string_view text);

  struct entry {
    std::string path;
    std::string name;
    std::size_t steps = 0;
  };
  // The definitions in the folder and the folders in it, by path; hidden ones are left out.
  [[nodiscard]] std::vector<entry> list() const;

private:
  [[nodiscard]] std::optional<std::filesystem::path> open_file() const;
  [[nodiscard]] result<opened_definition> read(const std::filesystem::path& file) const;
  [[nodiscard]] result<std::filesystem::path> inside(const std::string& path) const;

  std::filesystem::path folder_; // canonical
  mutable std::mutex mutex_;     // guards path_
  std::optional<std::filesystem::path> path_;
};

} // namespace http_task::host
