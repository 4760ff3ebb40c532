#include "http_client_runs.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <vector>

namespace http_task::bench {
namespace {

// Nothing is read of an answer but how many bytes came: that all answers have the same size is taken from the
// first one, which is given half a second to be complete.
class loop {
public:
  explicit loop(const work& w) : work_(w), epoll_(::epoll_create1(0)) {
    const std::size_t authority = w.url.find("//") + 2;
    const std::size_t path = w.url.find('/', authority);
    const std::string host = w.url.substr(authority, path - authority);
    request_ = "GET " + w.url.substr(path) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    server_.sin_family = AF_INET;
    server_.sin_port = htons(static_cast<std::uint16_t>(std::stoul(host.substr(host.find(':') + 1))));
    server_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    size_ = size_of_an_answer();
  }
  ~loop() { ::close(epoll_); }
  loop(const loop&) = delete;
  loop& operator=(const loop&) = delete;

  std::uint64_t run() {
    std::vector<std::size_t> received(work_.in_flight);
    std::vector<int> sockets;
    std::size_t started = 0;
    for (std::size_t i = 0; i < work_.in_flight; ++i) {
      const int s = sockets.emplace_back(connected());
      epoll_event e{};
      e.events = EPOLLIN | EPOLLET;
      e.data.u64 = i;
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, s, &e);
      if (started++ < work_.requests) send_request(s);
    }
    std::uint64_t bytes = 0;
    std::array<char, 65536> buffer;
    std::array<epoll_event, 128> events;
    for (std::size_t finished = 0; finished < work_.requests;) {
      const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 60'000);
      require(count > 0, "The server hangs.");
      for (int i = 0; i < count; ++i) {
        const std::size_t n = events[static_cast<std::size_t>(i)].data.u64;
        const ssize_t got = ::recv(sockets[n], buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (got <= 0) continue;
        bytes += static_cast<std::uint64_t>(got);
        received[n] += static_cast<std::size_t>(got);
        if (received[n] < size_) continue;
        received[n] = 0;
        ++finished;
        if (started++ < work_.requests) send_request(sockets[n]);
      }
    }
    for (const int s : sockets)
      ::close(s);
    return bytes;
  }

private:
  int connected() const {
    const int s = ::socket(AF_INET, SOCK_STREAM, 0);
    require(::connect(s, reinterpret_cast<const sockaddr*>(&server_), sizeof server_) == 0, "connect");
    const int on = 1;
    ::setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return s;
  }

  void send_request(int s) const {
    require(::send(s, request_.data(), request_.size(), MSG_NOSIGNAL) ==
                static_cast<ssize_t>(request_.size()),
            "send");
  }

  std::size_t size_of_an_answer() const {
    const int s = connected();
    const timeval half_a_second{0, 500'000};
    ::setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &half_a_second, sizeof half_a_second);
    send_request(s);
    std::array<char, 65536> buffer;
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0; size += got > 0 ? static_cast<std::size_t>(got) : 0)
      got = ::recv(s, buffer.data(), buffer.size(), 0);
    ::close(s);
    return size;
  }

  const work work_;
  const int epoll_;
  std::string request_;
  sockaddr_in server_{};
  std::size_t size_ = 0;
};

} // namespace

run floor_run(const work& w) {
  return [l = std::make_shared<loop>(w)] { return l->run(); };
}

} // namespace http_task::bench
