#include "http/dialer.hpp"

#include "http/connect_race.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <utility>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

using error_code = boost::system::error_code;
constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

// The attempts of one race; everything happens on the strand. Kept alive by the attempts that are under way.
struct attempts : std::enable_shared_from_this<attempts> {
  attempts(asio::io_context& context, const asio::any_io_executor& on, std::vector<asio::ip::address> sorted,
           std::uint16_t to_port)
      : io(context), strand(on), addresses(std::move(sorted)), port(to_port), race(addresses.size()),
        wake(on) {
    sockets.resize(addresses.size());
  }

  void begin(std::size_t number) {
    last = {addresses[number], port};
    auto& socket = sockets[number].emplace(io.get_executor());
    socket.async_connect(
        last, asio::bind_executor(strand, [self = shared_from_this(), number](const error_code& result) {
          self->ended(number, result);
        }));
  }

  void ended(std::size_t number, const error_code& result) {
    if (over) return;
    if (result) {
      sockets[number].reset();
      race.failed();
      failed = result;
      failed_at = {addresses[number], port};
    } else if (!winner) {
      winner = number;
    }
    wake.cancel();
  }

  void end() {
    over = true;
    for (auto& socket : sockets)
      socket.reset();
  }

  asio::io_context& io;
  const asio::any_io_executor strand;
  const std::vector<asio::ip::address> addresses;
  const std::uint16_t port;
  connect_race race;
  asio::steady_timer wake;
  std::vector<std::optional<connection::socket>> sockets;
  std::optional<std::size_t> winner;
  error_code failed;
  connection::endpoint failed_at;
  connection::endpoint last;
  bool over = false;
};

asio::awaitable<dialled> dial_one(asio::io_context& io, connection::endpoint peer) {
  connection::socket socket(io.get_executor());
  auto [failed] = co_await socket.async_connect(peer, awaited);
  dialled d{nullptr, failed, peer};
  if (!failed) d.opened = std::make_unique<connection>(std::move(socket), peer);
  co_return d;
}

} // namespace

asio::awaitable<dialled> dial_any(asio::io_context& io, std::vector<asio::ip::address> addresses,
                                  std::uint16_t port) {
  if (addresses.size() == 1) {
    dialled only = co_await dial_one(io, {addresses.front(), port});
    co_return only;
  }
  const asio::any_io_executor strand = co_await asio::this_coro::executor;
  const auto a = std::make_shared<attempts>(io, strand, take_turns(addresses), port);
  bool cancelled = false;
  while (!a->winner && !a->race.lost() && !cancelled) {
    while (const auto number = a->race.begin_next(steady_clock::now()))
      a->begin(*number);
    a->wake.expires_at(a->race.next_begin().value_or(time_point::max()));
    co_await a->wake.async_wait(awaited);
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    cancelled = state.cancelled() != asio::cancellation_type::none;
  }
  dialled d;
  if (a->winner) {
    d.last = {a->addresses[*a->winner], port};
    d.opened = std::make_unique<connection>(std::move(*a->sockets[*a->winner]), d.last);
  } else if (cancelled) {
    d.last = a->last;
    d.failed = asio::error::operation_aborted;
  } else {
    d.last = a->failed_at;
    d.failed = a->failed;
  }
  a->end();
  co_return d;
}

} // namespace http_task::http
