// The user's browser, asked to open an address that holds a secret.
//
// What stands in the arguments of a process can be read by everybody on the machine. So the browser is given
// a file that only this user can read and that leads to the address.
#pragma once

#include "document/problem.hpp"

#include <filesystem>
#include <string>

#include <sys/types.h>

namespace http_task::host {

// Whether there is a desktop to open it on.
[[nodiscard]] bool has_desktop() noexcept;

class browser {
public:
  // Starts xdg-open and does not wait for it. Fails with "file.unwritable", or "serve.no_browser" when it
  // cannot be started.
  [[nodiscard]] result<void> open(const std::string& url);
  browser() = default;
  ~browser(); // removes the file
  browser(const browser&) = delete;
  browser& operator=(const browser&) = delete;

private:
  std::filesystem::path file_;
  pid_t process_ = -1;
};

} // namespace http_task::host
