#include "serve/connection.hpp"

#include "serve/event_stream.hpp"
#include "serve/page.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <chrono>
#include <vector>

namespace http_task::host {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

constexpr std::chrono::seconds patience_between_requests{120};
constexpr std::chrono::seconds patience_for_header{30};
constexpr std::chrono::seconds patience_for_body{60};
constexpr std::chrono::seconds patience_at_end{2};
constexpr std::uint32_t max_header = 32U << 10U;
constexpr std::uint64_t max_body = std::uint64_t{20} << 20U;
constexpr std::size_t piece = std::size_t{256} << 10U;
constexpr std::string_view api_prefix = "/api/v1";

using request_header = http::request_header<>;

std::string field_of(const request_header& asked, http::field name) {
  return std::string(asked[name]);
}

std::string_view path_of(const request_header& asked) {
  const std::string_view target(asked.target().data(), asked.target().size());
  return target.substr(0, target.find_first_of("?#"));
}

template<class Body>
void add_common_fields(http::response<Body>& message) {
  for (const auto& [name, value] : security_fields())
    message.set(name, value);
}

template<class Body>
http::response<Body> head_of(const api_answer& answer) {
  http::response<Body> message;
  message.version(11);
  message.result(answer.status);
  message.set(http::field::cache_control, "no-store");
  for (const auto& [name, value] : answer.headers)
    message.set(name, value);
  add_common_fields(message);
  return message;
}

class connection {
public:
  connection(asio::ip::tcp::socket socket, connection_parts& parts)
      : socket_(std::move(socket)), parts_(parts) {}

  asio::awaitable<void> serve() {
    error_code error;
    socket_.socket().set_option(asio::ip::tcp::no_delay(true), error);
    bool goes_on = true;
    while (goes_on)
      goes_on = co_await serve_request();
    socket_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    co_await drain();
  }

private:
  using parser = http::request_parser<http::string_body>;

  // False when the connection ends with it.
  asio::awaitable<bool> serve_request() {
    error_code error;
    if (answered_ && buffer_.size() == 0) { // a page that is read for a while asks on the same connection
      constexpr std::size_t first_bytes = 4096;
      socket_.expires_after(patience_between_requests);
      const std::size_t got = co_await socket_.async_read_some(
          buffer_.prepare(first_bytes), asio::redirect_error(asio::use_awaitable, error));
      if (error) co_return false;
      buffer_.commit(got);
    }
    answered_ = true;
    parser reader;
    reader.header_limit(max_header);
    reader.body_limit(max_body);
    socket_.expires_after(patience_for_header);
    co_await http::async_read_header(socket_, buffer_, reader,
                                     asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return co_await answer_broken(error);
    const request_header& asked = reader.get().base();
    const std::string_view path = path_of(asked);
    const bool of_api = path == api_prefix || path.starts_with("/api/");
    const auto refused = parts_.access.check(
        asked.count(http::field::host) == 1 ? field_of(asked, http::field::host) : std::string(),
        field_of(asked, http::field::origin), field_of(asked, http::field::authorization), of_api);
    if (refused) {
      co_await write(refusal_answer(*refused), false);
      co_return false; // what else it sends is not read
    }
    if (!of_api) co_return co_await serve_page(reader);
    co_return co_await serve_call(reader);
  }

  static api_answer refusal_answer(const access_rules::refusal& refused) {
    api_answer answer = problem_answer(refused.why, refused.status);
    if (refused.status == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer");
    return answer;
  }

  asio::awaitable<bool> answer_broken(error_code error) {
    if (error == http::error::end_of_stream ||
        error.category() != http::make_error_code(http::error{}).category())
      co_return false;
    unsigned status = 400;
    std::string type = "api.request";
    std::string detail = "The request is not HTTP: " + error.message() + ".";
    if (error == http::error::header_limit) {
      status = 431;
      detail = "The header of the request is larger than 32 KiB.";
    } else if (error == http::error::body_limit) {
      status = 413;
      type = "input.limit";
      detail = "The body of the request is larger than 20 MiB.";
    }
    co_await write(problem_answer(make_problem(type, detail), status), false);
    co_return false;
  }

  asio::awaitable<bool> serve_page(parser& reader) {
    const request_header& asked = reader.get().base();
    const bool is_head = asked.method() == http::verb::head;
    if (asked.method() != http::verb::get && !is_head) {
      api_answer answer = problem_answer(make_problem("api.method", "Files can only be read."));
      answer.headers.emplace_back("Allow", "GET, HEAD");
      co_await write(answer, false);
      co_return false;
    }
    const bool keep_alive = reader.get().keep_alive() && reader.is_done();
    const page_answer page =
        answer_page(page_files(), path_of(asked), field_of(asked, http::field::accept_encoding),
                    field_of(asked, http::field::if_none_match));
    http::response<http::span_body<const char>> message;
    message.version(11);
    message.result(page.status);
    for (const auto& [name, value] : page.headers)
      message.set(name, value);
    add_common_fields(message);
    message.keep_alive(keep_alive);
    message.content_length(page.body.size());
    if (!is_head && page.status != 304) message.body() = {page.body.data(), page.body.size()};
    http::response_serializer<http::span_body<const char>> writer(message);
    error_code error;
    socket_.expires_after(patience_for_body);
    if (is_head || page.status == 304)
      co_await http::async_write_header(socket_, writer, asio::redirect_error(asio::use_awaitable, error));
    else
      co_await http::async_write(socket_, writer, asio::redirect_error(asio::use_awaitable, error));
    co_return !error && keep_alive;
  }

  asio::awaitable<bool> serve_call(parser& reader) {
    error_code error;
    socket_.expires_after(patience_for_body);
    if (beast::iequals(reader.get()[http::field::expect], "100-continue")) {
      http::response<http::empty_body> go_on(http::status::continue_, reader.get().version());
      co_await http::async_write(socket_, go_on, asio::redirect_error(asio::use_awaitable, error));
    }
    if (!error)
      co_await http::async_read(socket_, buffer_, reader, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return co_await answer_broken(error);
    const bool keep_alive = reader.get().keep_alive();
    const api_request request = request_from(reader.release());
    ++parts_.busy;
    const api_answer answer =
        co_await asio::co_spawn(parts_.api.calls(), answered(parts_.api, request), asio::use_awaitable);
    const bool sent = co_await write(answer, keep_alive);
    --parts_.busy;
    co_return sent&& keep_alive;
  }

  static asio::awaitable<api_answer> answered(editor& api, const api_request& request) {
    co_return api.answer(request);
  }

  static api_request request_from(http::request<http::string_body> message) {
    api_request request;
    request.method = std::string(message.method_string());
    const std::string target(message.target());
    const std::size_t mark = std::min(target.find('?'), target.size());
    const std::string path = target.substr(0, mark);
    if (path.starts_with(api_prefix)) request.path = path_segments(path.substr(api_prefix.size()));
    request.query = query_parameters(std::string_view(target).substr(std::min(mark + 1, target.size())));
    request.if_match = std::string(message[http::field::if_match]);
    request.range = std::string(message[http::field::range]);
    request.body = std::move(message.body());
    return request;
  }

  // False when the client is gone.
  asio::awaitable<bool> write(const api_answer& answer, bool keep_alive) {
    error_code error;
    socket_.expires_after(patience_for_body);
    if (answer.events) {
      auto head = head_of<http::empty_body>(answer);
      head.chunked(true);
      head.keep_alive(keep_alive);
      http::response_serializer<http::empty_body> writer(head);
      co_await http::async_write_header(socket_, writer, asio::redirect_error(asio::use_awaitable, error));
      if (error) co_return false;
      co_return co_await write_events(socket_, *answer.events);
    }
    if (answer.kept) {
      auto head = head_of<http::empty_body>(answer);
      head.content_length(answer.size);
      head.keep_alive(keep_alive);
      http::response_serializer<http::empty_body> writer(head);
      co_await http::async_write_header(socket_, writer, asio::redirect_error(asio::use_awaitable, error));
      if (error) co_return false;
      co_return co_await write_kept(*answer.kept, answer.offset, answer.size);
    }
    auto message = head_of<http::span_body<const char>>(answer);
    message.body() = {answer.body.data(), answer.body.size()};
    message.keep_alive(keep_alive);
    if (answer.status != 204) message.content_length(answer.body.size());
    co_await http::async_write(socket_, message, asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
  }

  asio::awaitable<bool> write_kept(const kept_body& body, std::uint64_t offset, std::uint64_t size) {
    std::vector<char> bytes(static_cast<std::size_t>(std::min<std::uint64_t>(piece, size)));
    error_code error;
    while (size > 0 && !error) {
      const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), size));
      const std::size_t got = body.read(offset, {bytes.data(), wanted});
      if (got == 0) co_return false; // the answer stays short, and the connection ends
      socket_.expires_after(patience_for_body);
      co_await asio::async_write(socket_, asio::buffer(bytes.data(), got),
                                 asio::redirect_error(asio::use_awaitable, error));
      offset += got;
      size -= got;
    }
    co_return !error;
  }

  // What was sent and not read would make the system reset the connection, and the answer be lost.
  asio::awaitable<void> drain() {
    error_code error;
    std::array<char, 16384> bytes; // not looked at
    socket_.expires_after(patience_at_end);
    while (!error)
      co_await socket_.async_read_some(asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, error));
  }

  beast::tcp_stream socket_;
  connection_parts& parts_;
  beast::flat_buffer buffer_{max_header + piece};
  bool answered_ = false; // at least one request
};

} // namespace

asio::awaitable<void> serve_editor(asio::ip::tcp::socket socket, connection_parts& parts) {
  connection c(std::move(socket), parts);
  co_await c.serve();
}

} // namespace http_task::host
