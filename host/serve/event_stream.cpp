#include "serve/event_stream.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/chunk_encode.hpp>

#include <chrono>

namespace http_task::host {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::chrono::seconds between_comments{15};
constexpr std::chrono::seconds patience_with_reader{60};

class listener {
public:
  listener(test_run& test, asio::steady_timer& timer) : test_(test), timer_(timer) {
    test.add_listener(timer);
  }
  ~listener() { test_.remove_listener(timer_); }
  listener(const listener&) = delete;
  listener& operator=(const listener&) = delete;

private:
  test_run& test_;
  asio::steady_timer& timer_;
};

asio::awaitable<error_code> write_chunk(boost::beast::tcp_stream& socket, std::string text) {
  error_code error;
  socket.expires_after(patience_with_reader);
  co_await asio::async_write(socket, http::make_chunk(asio::buffer(text)),
                             asio::redirect_error(asio::use_awaitable, error));
  co_return error;
}

} // namespace

std::string event_text(std::string_view name, std::string_view json) {
  std::string text = "event: ";
  text.append(name).append("\ndata: ").append(json).append("\n\n");
  return text;
}

asio::awaitable<bool> write_events(boost::beast::tcp_stream& socket, test_run& test) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  const listener listening(test, timer);
  std::uint64_t seen = 0;
  error_code error;
  while (!error) {
    const test_run::view now = test.look();
    if (now.outcome) {
      error = co_await write_chunk(socket, event_text("completed", now.outcome->summary));
      if (!error)
        co_await asio::async_write(socket, http::make_chunk_last(),
                                   asio::redirect_error(asio::use_awaitable, error));
      break;
    }
    if (now.changes != seen) {
      seen = now.changes;
      error = co_await write_chunk(socket, event_text("progress", now.progress));
      continue;
    }
    error_code woken;
    timer.expires_after(between_comments);
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    if (!woken) error = co_await write_chunk(socket, ":\n\n");
  }
  co_return !error;
}

} // namespace http_task::host
