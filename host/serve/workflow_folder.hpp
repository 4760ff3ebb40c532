// The folder where the server was started: the workflow definitions in it are read and written by their path.
// Which of them is open is a matter of each page.
#pragma once

#include "document/json.hpp"

#include <filesystem>
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

// Every member may be called from any thread. Each path is relative to the folder; members that take one fail
// with "file.outside" when it leaves the folder, also through symbolic links, and with "input.invalid" when
// the name does not end in ".json".
class workflow_folder {
public:
  // `folder` exists.
  explicit workflow_folder(const std::filesystem::path& folder);

  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

  // Whether or not the file exists; otherwise fails as read_file.
  [[nodiscard]] result<opened_definition> read(const std::string& path) const;

  // Replaces the file as a whole. Fails with "file.changed" when `if_match` is not the tag of what is there;
  // "*" matches anything.
  [[nodiscard]] result<opened_definition> write(const std::string& path, std::string text,
                                                std::string_view if_match) const;

  // Fails with "file.exists" when there is one.
  [[nodiscard]] result<opened_definition> create(const std::string& path, std::string text) const;

  struct entry {
    std::string path;
    std::string name;
    std::size_t steps = 0;
  };
  // The definitions in the folder and the folders in it, by path; hidden ones are left out.
  [[nodiscard]] std::vector<entry> list() const;

private:
  [[nodiscard]] result<std::filesystem::path> inside(const std::string& path) const;
  [[nodiscard]] result<opened_definition> read_file_of(const std::filesystem::path& file) const;
  [[nodiscard]] opened_definition as_written(const std::filesystem::path& file, std::string text) const;

  std::filesystem::path folder_; // canonical
};

} // namespace http_task::host
