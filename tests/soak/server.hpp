// The other side of a soak: a server in a process of its own, so that what is measured is the client's alone.
//
// By the first letter of the path: /o answers 200 with JSON, /5 500, /h never, /c closes without an answer,
// /r resets, /t breaks off in the body, /g sends what is no HTTP, /k a body in chunks, /e closes after the
// answer, /d sends as many bytes as the path says (/d100), /u takes a body of any size.
#pragma once

#include <cstdint>

#include <sys/types.h>

namespace http_task::soak {

class server {
public:
  server(); // throws std::runtime_error
  ~server();
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

} // namespace http_task::soak
