// Files that are there whole or not at all: written beside their place, synced, then renamed into it.
#pragma once

#include "document/problem.hpp"
#include "files/descriptor.hpp"

#include <filesystem>
#include <functional>
#include <string_view>

namespace http_task::host {

enum class existing { replace, refuse };

// Writes `bytes` to `file`. A symbolic link is followed and stays; mode (and, where permitted, owner) of a
// replaced file are kept. On failure the file is as it was, and nothing else is left behind. Fails with
// "file.exists" when it exists and is not to be replaced, else with "file.unwritable".
[[nodiscard]] result<void> write_file(const std::filesystem::path& file, std::string_view bytes,
                                      existing if_exists = existing::replace);

// Held while a file is read, changed and written back, so that two processes that do so wait for each other.
class folder_lock {
public:
  // Locks the folder in which `file` (followed through symbolic links) lies; waits for another holder, and
  // calls `waiting` before it does.
  [[nodiscard]] static result<folder_lock> take(const std::filesystem::path& file,
                                                const std::function<void()>& waiting = {});

private:
  explicit folder_lock(descriptor folder) noexcept : folder_(std::move(folder)) {}
  descriptor folder_;
};

} // namespace http_task::host
