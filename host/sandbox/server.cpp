#include "sandbox/server.hpp"

#include "sandbox/connection.hpp"
#include "sandbox/tls.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <thread>

namespace http_task::host {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::size_t most_connections = 256;

problem failed(const boost::system::error_code& error, std::uint16_t port) {
  return make_problem("sandbox.failed",
                      "127.0.0.1 port " + std::to_string(port) + " cannot be taken: " + error.message() + ".",
                      "Name another port, or none for any free one.");
}

} // namespace

struct sandbox_server::state {
  explicit state(certificate_authority ca) : authority(std::move(ca)), tls(authority), acceptor(io) {}

  asio::awaitable<void> accept_all() {
    for (;;) {
      boost::system::error_code error;
      tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
      if (error == asio::error::operation_aborted) co_return;
      if (error || connections >= most_connections) continue; // the socket closes
      ++connections;
      asio::co_spawn(io, serve_connection(std::move(socket), tls, answer),
                     [this](const std::exception_ptr&) { --connections; });
    }
  }

  // A host's handlers for signals are not to run on this thread.
  void run() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    io.run();
  }

  certificate_authority authority;
  sandbox_tls tls;
  asio::io_context io{1};
  tcp::acceptor acceptor;
  handler answer;
  std::size_t connections = 0;
  std::thread thread;
};

result<std::unique_ptr<sandbox_server>> sandbox_server::listen(std::uint16_t port) {
  auto authority = certificate_authority::create();
  if (!authority) return std::move(authority).error();
  auto s = std::make_unique<state>(*std::move(authority));
  boost::system::error_code error;
  s->acceptor.open(tcp::v4(), error);
  if (!error) s->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) s->acceptor.bind({asio::ip::address_v4::loopback(), port}, error);
  if (!error) s->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return failed(error, port);
  return std::unique_ptr<sandbox_server>(new sandbox_server(std::move(s)));
}

sandbox_server::sandbox_server(std::unique_ptr<state> s) : state_(std::move(s)) {}

sandbox_server::~sandbox_server() {
  state_->io.stop();
  if (state_->thread.joinable()) state_->thread.join();
}

std::uint16_t sandbox_server::port() const noexcept {
  boost::system::error_code error;
  return state_->acceptor.local_endpoint(error).port();
}

const std::string& sandbox_server::certificate_authority_pem() const noexcept {
  return state_->authority.pem();
}

void sandbox_server::start(handler answer) {
  state_->answer = std::move(answer);
  asio::co_spawn(state_->io, state_->accept_all(), asio::detached);
  state_->thread = std::thread([s = state_.get()] { s->run(); });
}

void direct_to_sandbox(json::object& options, const sandbox_server& server) {
  options["connectTo"] = json::array{"::127.0.0.1:" + std::to_string(server.port())};
  options["tls"] = json::object{{"caPem", server.certificate_authority_pem()}};
  options["egress"] = json::object{{"allow", json::array{"127.0.0.1/32"}}};
  options.erase("resolve");
}

} // namespace http_task::host
