// An HTTP/1.1 server on 127.0.0.1 for tests of the whole plugin: real sockets, keep-alive, answers that a
// function makes, late if it says so.
//
// One thread of its own runs everything, also the function. The destructor closes what is open, answered or
// not.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace http_task::testing {

struct loopback_answer {
  unsigned status = 200;
  std::string body = "{}";
  std::string content_type = "application/json";
  std::chrono::milliseconds delay{0};
  std::size_t not_before = 0; // so many requests, this one included, have arrived at the server
};

class loopback_server {
public:
  using request = boost::beast::http::request<boost::beast::http::string_body>;

  using answer = loopback_answer;
  using handler = std::function<answer(const request&)>;

  explicit loopback_server(handler answer_of = [](const request&) { return answer{}; })
      : answer_of_(std::move(answer_of)), acceptor_(io_, {boost::asio::ip::address_v4::loopback(), 0}) {
    acceptor_.listen(4096); // a thousand clients at once must not wait for a retransmission of SYN
    accept();
    thread_ = std::thread([this] { io_.run(); });
  }

  ~loopback_server() {
    io_.stop();
    thread_.join();
  }

  loopback_server(const loopback_server&) = delete;
  loopback_server& operator=(const loopback_server&) = delete;

  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  [[nodiscard]] std::string url(std::string_view target = "/") const {
    return "http://127.0.0.1:" + std::to_string(port()) + std::string(target);
  }
  // Requests that were read so far.
  [[nodiscard]] std::size_t requests() const noexcept { return requests_; }

private:
  class session : public std::enable_shared_from_this<session> {
  public:
    session(loopback_server& owner, boost::asio::ip::tcp::socket socket)
        : owner_(owner), stream_(std::move(socket)), timer_(owner.io_) {}

    void read() {
      request_ = {};
      boost::beast::http::async_read(stream_, buffer_, request_,
                                     [self = shared_from_this()](const auto& error, std::size_t) {
                                       if (!error) self->make_answer();
                                     });
    }

    // Held answers are sent in the order in which their requests came.
    void write_if_due() {
      if (not_before_ > owner_.requests_) return owner_.held_.push_back(shared_from_this());
      if (delay_.count() == 0) return write();
      timer_.expires_after(delay_);
      timer_.async_wait([self = shared_from_this()](const auto& error) {
        if (!error) self->write();
      });
    }

    [[nodiscard]] std::size_t not_before() const noexcept { return not_before_; }

  private:
    void make_answer() {
      auto made = owner_.answer_of_(request_);
      response_ = {};
      response_.version(request_.version());
      response_.result(made.status);
      response_.set(boost::beast::http::field::content_type, made.content_type);
      response_.keep_alive(request_.keep_alive());
      response_.body() = std::move(made.body);
      response_.prepare_payload();
      delay_ = made.delay;
      not_before_ = made.not_before;
      owner_.arrived();
      write_if_due();
    }

    void write() {
      boost::beast::http::async_write(stream_, response_,
                                      [self = shared_from_this()](const auto& error, std::size_t) {
                                        if (!error && self->response_.keep_alive()) self->read();
                                      });
    }

    loopback_server& owner_;
    boost::beast::tcp_stream stream_;
    boost::asio::steady_timer timer_;
    boost::beast::flat_buffer buffer_;
    request request_;
    boost::beast::http::response<boost::beast::http::string_body> response_;
    std::chrono::milliseconds delay_{0};
    std::size_t not_before_ = 0;
  };

  void arrived() {
    ++requests_;
    while (!held_.empty() && held_.front()->not_before() <= requests_) {
      const auto due = std::move(held_.front());
      held_.pop_front();
      due->write_if_due();
    }
  }

  void accept() {
    acceptor_.async_accept([this](const auto& error, boost::asio::ip::tcp::socket socket) {
      if (error) return;
      std::make_shared<session>(*this, std::move(socket))->read();
      accept();
    });
  }

  const handler answer_of_;
  boost::asio::io_context io_{1};
  boost::asio::ip::tcp::acceptor acceptor_;
  std::atomic<std::size_t> requests_{0};
  std::deque<std::shared_ptr<session>> held_; // of the server's thread
  std::thread thread_;
};

} // namespace http_task::testing
