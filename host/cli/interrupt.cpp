#include "cli/interrupt.hpp"

#include <csignal>

#include <poll.h>

namespace http_task::host {
namespace {

volatile std::sig_atomic_t noted = 0;

void note(int) {
  noted = 1;
}

} // namespace

void handle_interrupts() {
  struct sigaction action = {};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND); // the second one does what the system does by default
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() noexcept {
  return noted != 0;
}

void wait_for_interrupt() {
  constexpr int patience = 500; // ms; a signal ends the wait, unless it came just before
  while (!interrupted())
    poll(nullptr, 0, patience);
}

} // namespace http_task::host
