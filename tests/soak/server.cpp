#include "server.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace http_task::soak {
namespace {

struct client {
  std::string in;
  std::string out;
  std::uint64_t to_send = 0; // of a long body
  bool takes_body = false;   // up to the last chunk
  std::string tail;          // the last bytes of that body
  bool close_after = false;
};

constexpr std::string_view last_chunk = "\r\n0\r\n\r\n";

class loop {
public:
  explicit loop(int listener) : listener_(listener), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
    watch(listener_, EPOLLIN, EPOLL_CTL_ADD);
  }

  [[noreturn]] void run() {
    std::array<epoll_event, 256> events;
    while (true) {
      const int count = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), -1);
      for (int i = 0; i < count; ++i) {
        const epoll_event& e = events[static_cast<std::size_t>(i)];
        if (e.data.fd == listener_)
          accept();
        else if ((e.events & EPOLLIN) != 0 || (e.events & (EPOLLHUP | EPOLLERR)) != 0)
          read(e.data.fd);
        else
          write(e.data.fd);
      }
    }
  }

private:
  void watch(int fd, std::uint32_t what, int operation) const {
    epoll_event e{.events = what, .data = {.fd = fd}};
    ::epoll_ctl(poll_, operation, fd, &e);
  }

  void accept() {
    while (true) {
      const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (fd < 0) return;
      const int on = 1;
      ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      clients_.emplace(fd, std::make_unique<client>());
      watch(fd, EPOLLIN, EPOLL_CTL_ADD);
    }
  }

  void drop(int fd, bool reset = false) {
    if (reset) {
      const linger hard{.l_onoff = 1, .l_linger = 0};
      ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    }
    ::close(fd);
    clients_.erase(fd);
  }

  void read(int fd) {
    const ssize_t got = ::recv(fd, buffer_.data(), buffer_.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) return drop(fd);
    client& c = *clients_.at(fd);
    const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(got));
    if (c.takes_body) return take_body(fd, c, bytes);
    c.in += bytes;
    const std::size_t end = c.in.find("\r\n\r\n");
    if (end == std::string::npos) return;
    const std::string head = c.in.substr(0, end);
    c.in.erase(0, end + 4);
    answer(fd, c, head.substr(head.find(' ') + 1));
  }

  void take_body(int fd, client& c, std::string_view bytes) {
    c.tail += bytes.substr(bytes.size() - std::min(bytes.size(), last_chunk.size()));
    c.tail.erase(0, c.tail.size() - std::min(c.tail.size(), last_chunk.size()));
    if (c.tail != last_chunk) return;
    c.takes_body = false;
    c.out = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    write(fd);
  }

  void answer(int fd, client& c, std::string_view path) {
    switch (path.size() > 1 ? path[1] : 'o') {
    case 'h': return;
    case 'c': return drop(fd);
    case 'r': return drop(fd, true);
    case '5': c.out = "HTTP/1.1 500 Broken\r\nContent-Length: 2\r\n\r\nno"; break;
    case 't':
      c.out = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhello";
      c.close_after = true;
      break;
    case 'g':
      c.out = "220 mail.example ready\r\n";
      c.close_after = true;
      break;
    case 'k': c.out = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"; break;
    case 'd':
      c.to_send = std::strtoull(path.data() + 2, nullptr, 10);
      c.out = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(c.to_send) + "\r\n\r\n";
      break;
    case 'u':
      c.takes_body = true;
      c.tail.clear();
      c.out = "HTTP/1.1 100 Continue\r\n\r\n";
      break;
    default:
      c.out =
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"good\": true}";
      c.close_after = path.size() > 1 && path[1] == 'e';
    }
    write(fd);
  }

  void write(int fd) {
    client& c = *clients_.at(fd);
    while (true) {
      const std::size_t left =
          c.out.empty() ? std::min<std::uint64_t>(c.to_send, buffer_.size()) : c.out.size();
      if (left == 0) break;
      const ssize_t sent = ::send(fd, c.out.empty() ? buffer_.data() : c.out.data(), left, MSG_NOSIGNAL);
      if (sent < 0 && errno == EAGAIN) return watch(fd, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
      if (sent < 0) return drop(fd);
      if (c.out.empty())
        c.to_send -= static_cast<std::uint64_t>(sent);
      else
        c.out.erase(0, static_cast<std::size_t>(sent));
    }
    if (c.close_after) return drop(fd);
    watch(fd, EPOLLIN, EPOLL_CTL_MOD);
  }

  int listener_;
  int poll_;
  std::unordered_map<int, std::unique_ptr<client>> clients_;
  std::array<char, 256 * 1024> buffer_{};
};

} // namespace

server::server() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 4096) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no port to listen at");
  port_ = ntohs(address.sin_port);
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("no process for the server");
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    auto serving = std::make_unique<loop>(listener);
    serving->run();
  }
  ::close(listener);
}

server::~server() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

} // namespace http_task::soak
