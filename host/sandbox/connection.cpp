#include "sandbox/connection.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <chrono>

namespace http_task::host {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

using answer_function = std::function<sandbox_answer(const sandbox_request&)>;

constexpr std::chrono::seconds patience{30};
constexpr std::uint32_t max_header = 64U << 10U;
constexpr std::uint64_t max_body = std::uint64_t{16} << 20U;

sandbox_request request_from(http::request<http::string_body> message, const char* scheme) {
  sandbox_request request;
  request.scheme = scheme;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message)
    request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  request.body = std::move(message.body());
  return request;
}

http::response<http::string_body> message_from(sandbox_answer answer, const http::request_header<>& asked,
                                               bool keep_alive) {
  http::response<http::string_body> message;
  message.version(asked.version());
  message.result(answer.status);
  for (const auto& [name, value] : answer.headers)
    message.insert(name, value);
  message.body() = std::move(answer.body);
  message.keep_alive(keep_alive);
  message.prepare_payload();
  if (asked.method() == http::verb::head) message.body().clear(); // Content-Length stays what GET would say
  return message;
}

template<class Stream>
asio::awaitable<void> serve(Stream& stream, beast::tcp_stream& socket, beast::flat_buffer buffer,
                            const char* scheme, const answer_function& answer) {
  boost::system::error_code error;
  for (;;) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(max_header);
    parser.body_limit(max_body);
    socket.expires_after(patience);
    co_await http::async_read_header(stream, buffer, parser,
                                     asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      http::response<http::empty_body> go_on(http::status::continue_, parser.get().version());
      co_await http::async_write(stream, go_on, asio::redirect_error(asio::use_awaitable, error));
    }
    if (!error)
      co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    const http::request_header<> asked = parser.get().base();
    const bool keep_alive = parser.get().keep_alive();
    auto message = message_from(answer(request_from(parser.release(), scheme)), asked, keep_alive);
    http::response_serializer<http::string_body> writer(message);
    if (asked.method() == http::verb::head)
      co_await http::async_write_header(stream, writer, asio::redirect_error(asio::use_awaitable, error));
    else
      co_await http::async_write(stream, writer, asio::redirect_error(asio::use_awaitable, error));
    if (error || !keep_alive) co_return;
  }
}

} // namespace

asio::awaitable<void> serve_connection(asio::ip::tcp::socket accepted, sandbox_tls& tls,
                                       const answer_function& answer) {
  boost::system::error_code error;
  beast::tcp_stream socket(std::move(accepted));
  socket.socket().set_option(asio::ip::tcp::no_delay(true), error);
  socket.expires_after(patience);
  beast::flat_buffer buffer; // what was read to see whether it is TLS
  const bool is_tls =
      co_await beast::async_detect_ssl(socket, buffer, asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return;
  if (!is_tls) {
    co_await serve(socket, socket, std::move(buffer), "http", answer);
    socket.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    co_return;
  }
  beast::ssl_stream<beast::tcp_stream> stream(std::move(socket), tls.context());
  beast::tcp_stream& below = beast::get_lowest_layer(stream);
  below.expires_after(patience);
  const std::size_t used = co_await stream.async_handshake(asio::ssl::stream_base::server, buffer.data(),
                                                           asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return;
  buffer.consume(used);
  co_await serve(stream, below, std::move(buffer), "https", answer);
  below.expires_after(patience);
  co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
}

} // namespace http_task::host
