// One exchange on its way through the phases blocked, dns, connect, tls, send, wait, receive.
//
// A coroutine that runs one step at a time, with all its time limits in one look at the clock. stop() ends
// whatever operation is under way, in any phase; the problem that it brings is then the outcome. Keeps itself
// alive until it is done.
#pragma once

#include "http/client.hpp"
#include "http/connection_pool.hpp"
#include "http/deadline_watch.hpp"
#include "http/deadlines.hpp"
#include "http/expectation.hpp"
#include "http/proxy_rules.hpp"
#include "http/redirect.hpp"
#include "http/response_reader.hpp"
#include "http/tls_context.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <string_view>

namespace http_task::http {

struct client_core;

class exchange_run : public std::enable_shared_from_this<exchange_run>, private deadline_watch::sleeper {
public:
  exchange_run(std::shared_ptr<client_core> core, client::id id,
               std::shared_ptr<const message::request> request, const exchange_options& options,
               exchange_observer observer);

  ~exchange_run() override;
  exchange_run(const exchange_run&) = delete;
  exchange_run& operator=(const exchange_run&) = delete;

  // Any thread. The observer hears of the end on an I/O thread, never within the call.
  void start();
  // Any thread; the first reason counts. Nothing happens to an exchange that is done.
  void stop(problem reason);

private:
  template<class T>
  using awaitable = boost::asio::awaitable<T>;

  // exchange_run.cpp: the order of things, time, the end.
  awaitable<void> run();
  void check();
  void begin_hop();
  [[nodiscard]] bool resend();
  [[nodiscard]] bool redirect();
  [[nodiscard]] bool rewind_source();
  // `limit` in place of the one that runs; nullopt lets that go on.
  void enter(const char* phase, double* timing, std::optional<deadlines::limit> limit);
  void leave_phase();
  void wake() noexcept override;
  [[nodiscard]] bool stop_if_late();
  void look_at_time();
  void look_in_time();
  void stop_here(problem reason);
  void fail(problem p);
  [[nodiscard]] bool ended();
  void finish(const std::exception_ptr& broken);

  // exchange_connect.cpp: from the request to a connection. Whoever gets there asks ended() whether to go on.
  void find_dialled();
  void choose_way();
  awaitable<void> wait_for_slot();
  awaitable<void> open_connection();
  awaitable<void> look_up();
  awaitable<void> dial();
  awaitable<void> tunnel();
  awaitable<void> encrypt();

  // exchange_proxy.cpp. The HTTP proxy that passes the request on; nullptr when there is none, or only a
  // tunnel through it.
  [[nodiscard]] const proxy_address* forwarder() const noexcept;
  void judge_forwarded_answer();

  // exchange_transfer.cpp: request out, answer in.
  void begin_sending();
  awaitable<void> send_rest();
  awaitable<void> send_all(std::string_view data, bool watch);
  void note_sent(const transfer& t);
  void end_sending();
  awaitable<void> receive();
  [[nodiscard]] readiness read_now();
  void stream_ended(const boost::system::error_code& failed);
  void take_answer();
  [[nodiscard]] bool should_resend();

  // exchange_body.cpp: bodies piece by piece, and those that the server has to want first.
  awaitable<void> send_source();
  [[nodiscard]] bool may_send() const;
  awaitable<void> await_continue();
  void hear_expectation();
  void begin_again();
  awaitable<void> wait_for_source();
  awaitable<void> wait_for_sink();
  void watch_reading();
  void limit_time(deadlines::limit limit);

  const std::shared_ptr<client_core> core_;
  const client::id id_;
  std::shared_ptr<const message::request> request_; // of the present hop
  const exchange_options options_;
  exchange_observer observer_;
  const boost::asio::any_io_executor executor_; // runs one handler of this exchange at a time
  boost::asio::cancellation_signal cancel_;
  const time_point start_;
  time_point attempt_start_;

  deadlines deadlines_;
  time_point wakes_at_ = time_point::max(); // when the time is looked at next
  std::unique_ptr<const problem> stop_reason_;
  bool done_ = false;

  const char* phase_ = "";
  double* timing_ = nullptr; // where the duration of the present phase goes
  time_point phase_start_;

  std::string dialled_host_; // where connect_to leads
  std::uint16_t dialled_port_ = 0;
  std::optional<proxy_rules::choice> via_; // the proxy that is dialled in place of it
  std::string resolved_target_;            // an address of dialled_host_, when that is for us to find
  const message::origin first_origin_;     // the only one that sees the client's certificate
  bool left_first_origin_ = false;
  std::shared_ptr<tls_context> tls_;              // nullptr for http
  std::shared_ptr<const pool_key> key_;           // of the present hop
  std::unique_ptr<connection_pool::asked> place_; // while it waits for a slot
  connection_pool::lease lease_;
  std::vector<boost::asio::ip::address> addresses_;
  std::unique_ptr<connection> connection_;

  std::unique_ptr<response_reader> reader_; // there from the phase "send" on
  response_reader::progress progress_ = response_reader::progress::more;
  std::string first_piece_; // the head, and a small body with it
  std::size_t head_size_ = 0;
  std::uint64_t sent_ = 0;
  bool write_failed_ = false;
  bool fully_sent_ = false;
  bool giving_moment_ = false; // to a body that announces too much
  expectation expectation_;
  redirector redirector_;
  message::exchange result_;
};

} // namespace http_task::http
