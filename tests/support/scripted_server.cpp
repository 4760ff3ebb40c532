#include "scripted_server.hpp"

#include "base/text.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace http_task::testing {
namespace {

constexpr std::chrono::milliseconds longest_wait{10'000};

sockaddr_in loopback(std::uint16_t port, const char* host = "127.0.0.1") {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = inet_addr(host);
  return address;
}

int listen_at(sockaddr_in& address, int backlog) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (listener < 0 || ::bind(listener, generic, size) != 0 || ::listen(listener, backlog) != 0 ||
      ::getsockname(listener, generic, &size) != 0)
    throw std::system_error(errno, std::generic_category(), "listen");
  return listener;
}

int listen_on_loopback(std::uint16_t& port, int backlog, const char* host = "127.0.0.1") {
  sockaddr_in address = loopback(port, host);
  const int listener = listen_at(address, backlog);
  port = ntohs(address.sin_port);
  return listener;
}

int listen_everywhere(std::uint16_t port, int backlog) {
  sockaddr_in address = loopback(port);
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  return listen_at(address, backlog);
}

void give_up_after(int socket, std::chrono::milliseconds length) {
  const timeval wait{length.count() / 1000, (length.count() % 1000) * 1000};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
}

// RFC 9112, section 6.2, as far as our own client goes.
std::size_t content_length(std::string_view head) {
  const std::string lower = to_lower(head);
  const std::size_t at = lower.find("\r\ncontent-length:");
  return at == std::string::npos ? 0 : std::stoul(lower.substr(at + 17));
}

} // namespace

std::size_t peer::read_some(char* into, std::size_t size) {
  if (ssl_ != nullptr) {
    const int got = SSL_read(ssl_, into, static_cast<int>(size));
    if (got <= 0) throw peer_gone{};
    return static_cast<std::size_t>(got);
  }
  const ssize_t got = ::recv(socket_, into, size, 0);
  if (got <= 0) throw peer_gone{};
  return static_cast<std::size_t>(got);
}

std::string peer::read_head() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    char bytes[4096];
    buffer_.append(bytes, read_some(bytes, sizeof bytes));
  }
  std::string head = buffer_.substr(0, end + 4);
  buffer_.erase(0, end + 4);
  return head;
}

std::string peer::read_body(std::size_t size) {
  while (buffer_.size() < size) {
    char bytes[4096];
    buffer_.append(bytes, read_some(bytes, sizeof bytes));
  }
  std::string body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return body;
}

std::string peer::read_request() {
  std::string head = read_head();
  const std::size_t length = content_length(head);
  return head + read_body(length);
}

void peer::send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (stopping_) throw peer_gone{};
    const ssize_t sent = ssl_ != nullptr ? SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()))
                                         : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw peer_gone{};
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void peer::send_slowly(std::string_view bytes, std::size_t piece, std::chrono::milliseconds pause) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
    send(bytes.substr(0, piece));
    sleep(pause);
  }
}

void peer::send_for_ever(std::string_view bytes, std::chrono::milliseconds pause) {
  const auto end = std::chrono::steady_clock::now() + longest_wait;
  while (std::chrono::steady_clock::now() < end) {
    send(bytes);
    if (pause.count() > 0) sleep(pause);
  }
}

void peer::sleep(std::chrono::milliseconds length) {
  const auto end = std::chrono::steady_clock::now() + std::min(length, longest_wait);
  while (std::chrono::steady_clock::now() < end) {
    if (stopping_) throw peer_gone{};
    std::this_thread::sleep_for(std::min(length, std::chrono::milliseconds(10)));
  }
}

void peer::shutdown_write() {
  if (ssl_ != nullptr) SSL_shutdown(ssl_);
  ::shutdown(socket_, SHUT_WR);
}

void peer::drain(std::chrono::milliseconds longest) {
  const auto end = std::chrono::steady_clock::now() + std::min(longest, longest_wait);
  char bytes[65536];
  while (!stopping_ && std::chrono::steady_clock::now() < end) {
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, 20) > 0 && ::recv(socket_, bytes, sizeof bytes, 0) <= 0) return;
  }
}

void peer::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  throw peer_gone{};
}

script answer_always(std::string answer) {
  return [answer = std::move(answer)](peer& p) {
    while (true) {
      (void)p.read_request();
      p.send(answer);
    }
  };
}

script answer_once(std::string answer) {
  return [answer = std::move(answer)](peer& p) {
    (void)p.read_request();
    p.send(answer);
  };
}

scripted_server::scripted_server(std::vector<script> scripts, SSL_CTX* tls)
    : scripts_(std::move(scripts)), tls_(tls), listener_(listen_on_loopback(port_, 1024)) {
  acceptor_ = std::thread([this] { accept_all(); });
}

scripted_server::scripted_server(script all, std::uint16_t port, SSL_CTX* tls)
    : scripts_{std::move(all)}, tls_(tls), port_(port), listener_(listen_everywhere(port, 64)) {
  acceptor_ = std::thread([this] { accept_all(); });
}

scripted_server::~scripted_server() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  {
    const std::lock_guard lock(mutex_);
    for (const int socket : open_)
      ::shutdown(socket, SHUT_RDWR);
  }
  for (std::thread& player : players_)
    player.join();
  ::close(listener_);
}

void scripted_server::accept_all() {
  // SSL_write of this server raises it. Blocked here and in the threads of the scripts, which inherit that,
  // and not ignored by the process: the client under test has to get along without.
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
  while (!stopping_) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    const auto number = static_cast<std::size_t>(accepted_++);
    const script& s = scripts_[std::min(number, scripts_.size() - 1)];
    const std::lock_guard lock(mutex_);
    open_.push_back(socket);
    players_.emplace_back([this, socket, &s] { play(socket, s); });
  }
}

void scripted_server::play(int socket, const script& s) {
  const int yes = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  give_up_after(socket, longest_wait);
  const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(tls_ != nullptr ? SSL_new(tls_) : nullptr, &SSL_free);
  try {
    if (ssl) {
      SSL_set_fd(ssl.get(), socket);
      if (SSL_accept(ssl.get()) != 1) throw peer_gone{};
    }
    peer p(socket, ssl.get(), stopping_);
    s(p);
  } catch (const peer_gone&) {
    // The script is over.
  }
  const std::lock_guard lock(mutex_);
  std::erase(open_, socket);
  ::close(socket);
}

std::uint16_t closed_port() {
  std::uint16_t port = 0;
  ::close(listen_on_loopback(port, 1));
  return port;
}

full_port::full_port(const char* address_text, std::uint16_t port) : port_(port) {
  sockets_.push_back(listen_on_loopback(port_, 0, address_text));
  const sockaddr_in address = loopback(port_, address_text);
  // A queue of length 0 has room for one; the others stay on their way.
  for (int i = 0; i < 4; ++i) {
    sockets_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    ::connect(sockets_.back(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
}

full_port::~full_port() {
  for (const int socket : sockets_)
    ::close(socket);
}

} // namespace http_task::testing
