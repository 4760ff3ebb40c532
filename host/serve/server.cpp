#include "serve/server.hpp"

#include "serve/access.hpp"
#include "serve/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <csignal>

namespace http_task::host {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::uint16_t usual_port = 4242;
constexpr std::size_t most_connections = 128;
constexpr std::size_t threads_for_calls = 4;
constexpr std::chrono::seconds between_sweeps{5};
constexpr std::chrono::seconds grace{3};
constexpr std::chrono::milliseconds between_looks{20};

error_code listen_on(tcp::acceptor& acceptor, const tcp::endpoint& at) {
  error_code error;
  acceptor.open(at.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(at, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    error_code ignored;
    acceptor.close(ignored);
  }
  return error;
}

result<tcp::acceptor> listen(asio::io_context& io, const server_options& options) {
  error_code error;
  const std::string& name = options.address;
  const asio::ip::address address =
      name == "localhost" ? asio::ip::address_v4::loopback() : asio::ip::make_address(name, error);
  if (error)
    return make_problem("usage", "--bind " + name + " is no numeric address.",
                        "For example --bind 127.0.0.1");
  tcp::acceptor acceptor(io);
  const std::uint16_t port = options.port.value_or(usual_port);
  error = listen_on(acceptor, {address, port});
  if (error && !options.port) error = listen_on(acceptor, {address, 0});
  if (error)
    return make_problem("serve.failed",
                        address.to_string() + " port " + std::to_string(port) +
                            " cannot be taken: " + error.message() + ".",
                        "Name another port with --port; 0 is any free one.");
  return acceptor;
}

server_address address_of(const tcp::endpoint& bound, const std::string& token) {
  asio::ip::address address = bound.address();
  if (address.is_unspecified())
    address = address.is_v6() ? asio::ip::address(asio::ip::address_v6::loopback())
                              : asio::ip::address(asio::ip::address_v4::loopback());
  const std::string host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return {"http://" + host + ":" + std::to_string(bound.port()) + "/#token=" + token, token, bound.port(),
          bound.address().is_loopback()};
}

class server {
public:
  server(asio::io_context& io, tcp::acceptor acceptor, const access_rules& access, editor& api)
      : io_(io), acceptor_(std::move(acceptor)), signals_(io, SIGINT, SIGTERM), parts_{access, api} {}

  void run() {
    asio::co_spawn(io_, accept_all(), asio::detached);
    asio::co_spawn(io_, sweep(), asio::detached);
    asio::co_spawn(io_, stop_in_good_order(), asio::detached);
    io_.run();
  }

private:
  asio::awaitable<void> accept_all() {
    for (;;) {
      error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
      if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor) co_return;
      if (error || parts_.connections >= most_connections) continue; // the socket closes
      ++parts_.connections;
      asio::co_spawn(io_, serve_editor(std::move(socket), parts_),
                     [this](const std::exception_ptr&) { --parts_.connections; });
    }
  }

  asio::awaitable<void> sweep() {
    asio::steady_timer timer(io_);
    for (;;) {
      timer.expires_after(between_sweeps);
      co_await timer.async_wait(asio::use_awaitable);
      parts_.api.cancel_abandoned();
    }
  }

  asio::awaitable<void> stop_in_good_order() {
    error_code error;
    co_await signals_.async_wait(asio::redirect_error(asio::use_awaitable, error));
    signals_.clear(error); // the next one does what the system does by default
    acceptor_.close(error);
    asio::steady_timer timer(io_);
    const auto latest = std::chrono::steady_clock::now() + grace;
    do {
      parts_.api.cancel_all();
      timer.expires_after(between_looks);
      co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
    } while ((parts_.busy > 0 || !parts_.api.tests().running().empty()) &&
             std::chrono::steady_clock::now() < latest);
    io_.stop();
  }

  asio::io_context& io_;
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  connection_parts parts_;
};

} // namespace

result<void> serve_editor_until_interrupt(const server_options& options, editor_start start,
                                          const console& out,
                                          const std::function<void(const server_address&)>& listening) {
  // Ends in the other order: the editor uses both, and what waits in `io` may hold on to `calls`.
  asio::thread_pool calls(threads_for_calls);
  asio::io_context io(1);
  auto acceptor = listen(io, options);
  if (!acceptor) return std::move(acceptor).error();
  const tcp::endpoint bound = acceptor->local_endpoint();
  const auto opened = editor::open(std::move(start), out, io, calls);
  if (!opened) return opened.error();
  const editor& e = **opened;
  if (!e.start().workflow.empty()) {
    if (const auto read = e.workflows().read(e.start().workflow); !read) return read.error();
  }
  const std::string token = make_start_token();
  const access_rules access(bound, token);
  server s(io, *std::move(acceptor), access, **opened);
  listening(address_of(bound, token));
  s.run();
  calls.stop();
  calls.join();
  return {};
}

} // namespace http_task::host
