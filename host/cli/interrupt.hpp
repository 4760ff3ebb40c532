// Ctrl-C: the first one asks what runs to end in good order, the second one ends the process.
#pragma once

namespace http_task::host {

// SIGINT and SIGTERM are noted from now on.
void handle_interrupts();
[[nodiscard]] bool interrupted() noexcept;
// Waits until a signal was noted.
void wait_for_interrupt();

} // namespace http_task::host
