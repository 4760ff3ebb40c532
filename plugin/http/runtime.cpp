#include "http/runtime.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <csignal>
#include <thread>
#include <utility>
#include <vector>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

// Threads inherit the mask of their creator; it is put back afterwards.
class all_signals_blocked {
public:
  all_signals_blocked() noexcept {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~all_signals_blocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  all_signals_blocked(const all_signals_blocked&) = delete;
  all_signals_blocked& operator=(const all_signals_blocked&) = delete;

private:
  sigset_t before_;
};

} // namespace

struct runtime::impl {
  explicit impl(std::size_t count) : io(static_cast<int>(count)), work(io.get_executor()) {}

  asio::io_context io;
  asio::executor_work_guard<asio::io_context::executor_type> work;
  std::vector<std::thread> threads;
};

class runtime::timer {
public:
  // Shared with the handler that waits for the expiry; `over` decides who of the two was first.
  struct state {
    state(asio::io_context& io, std::function<void()> w)
        : expiry(asio::make_strand(io.get_executor())), work(std::move(w)) {}
    asio::steady_timer expiry; // not thread-safe: touched on its strand only
    std::function<void()> work;
    std::atomic<bool> over{false};
  };

  explicit timer(std::shared_ptr<state> s) : state_(std::move(s)) {}
  ~timer() { cancel(); }
  timer(const timer&) = delete;
  timer& operator=(const timer&) = delete;

  void cancel() noexcept {
    if (state_->over.exchange(true)) return;
    asio::post(state_->expiry.get_executor(), [s = state_] { s->expiry.cancel(); });
  }

private:
  std::shared_ptr<state> state_;
};

runtime::runtime(std::size_t threads) : impl_(std::make_unique<impl>(threads)) {
  const all_signals_blocked guard;
  for (std::size_t i = 0; i < threads; ++i)
    impl_->threads.emplace_back([&io = impl_->io]() noexcept { io.run(); });
}

runtime::~runtime() {
  join();
}

void runtime::join() {
  stop();
  for (std::thread& t : impl_->threads)
    if (t.joinable()) t.join();
}

void runtime::post(std::function<void()> work) {
  asio::post(impl_->io, std::move(work));
}

std::shared_ptr<runtime::timer> runtime::call_after(milliseconds delay, std::function<void()> work) {
  auto state = std::make_shared<timer::state>(impl_->io, std::move(work));
  state->expiry.expires_after(delay);
  asio::post(state->expiry.get_executor(), [state] {
    if (state->over) return;
    state->expiry.async_wait([state](const boost::system::error_code&) {
      if (!state->over.exchange(true)) state->work();
    });
  });
  return std::make_shared<timer>(std::move(state));
}

void runtime::cancel(timer& t) noexcept {
  t.cancel();
}

void runtime::stop() noexcept {
  impl_->io.stop();
}

bool runtime::running_in_this_thread() const noexcept {
  return impl_->io.get_executor().running_in_this_thread();
}

std::size_t runtime::threads() const noexcept {
  return impl_->threads.size();
}

asio::io_context& runtime::context() noexcept {
  return impl_->io;
}

} // namespace http_task::http
