#include "http/socks5_handshake.hpp"

#include <boost/asio/ip/address.hpp>

namespace http_task::http {
namespace {

constexpr char version = 5;
constexpr char password_version = 1; // of RFC 1929
constexpr unsigned no_authentication = 0;
constexpr unsigned with_password = 2;
constexpr unsigned no_method = 0xFF;

enum address_type : unsigned { v4 = 1, name = 3, v6 = 4 };

void add_counted(std::string& to, std::string_view text) {
  to += static_cast<char>(text.size());
  to += text;
}

template<class Bytes>
void add_bytes(std::string& to, const Bytes& bytes) {
  for (const unsigned char byte : bytes)
    to += static_cast<char>(byte);
}

// RFC 1928, section 6
struct reply {
  const char* words;
  bool passing;
};
reply reply_of(unsigned code) {
  switch (code) {
  case 1: return {"it failed", true};
  case 2: return {"its rules do not allow it", false};
  case 3: return {"the network cannot be reached", true};
  case 4: return {"the host cannot be reached", true};
  case 5: return {"the connection was refused", true};
  case 6: return {"the time to live expired", true};
  case 7: return {"it does not know the command", false};
  case 8: return {"it does not know this type of address", false};
  default: return {"it gives no known reason", false};
  }
}

} // namespace

socks5_handshake::socks5_handshake(const proxy_address& proxy, std::string host, std::uint16_t port)
    : proxy_(proxy), host_(std::move(host)), port_(port) {
  output_ += version;
  output_ += proxy.has_credentials() ? std::string{2, static_cast<char>(no_authentication), with_password}
                                     : std::string{1, static_cast<char>(no_authentication)};
}

std::size_t socks5_handshake::wanted() const {
  if (state_ != state::reply || (input_.size() >= 2 && at(1) != 0)) return 2;
  if (input_.size() < 5) return 5; // version, reply, reserved, type, and the first byte of the address
  switch (at(3)) {
  case address_type::v4: return 4 + 4 + 2;
  case address_type::v6: return 4 + 16 + 2;
  case address_type::name: return 4 + 1 + at(4) + 2;
  default: return 5;
  }
}

proxy_handshake::progress socks5_handshake::received(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    input_ += bytes[i];
    if (input_.size() < wanted()) continue;
    const progress now = take_message();
    const bool more_follows = i + 1 < bytes.size();
    if (now != progress::failed && more_follows)
      return broken("sent bytes behind its answer, before anything was sent through it.");
    if (now != progress::more) return now;
    input_.clear();
  }
  return progress::more;
}

proxy_handshake::progress socks5_handshake::take_message() {
  switch (state_) {
  case state::method: return take_method();
  case state::password: return take_password_status();
  default: return take_reply();
  }
}

proxy_handshake::progress socks5_handshake::take_method() {
  if (at(0) != static_cast<unsigned>(version)) return broken("does not speak version 5 of SOCKS.");
  if (at(1) == no_authentication) {
    ask_for_connection();
    return progress::more;
  }
  if (at(1) == with_password && proxy_.has_credentials()) {
    output_ += password_version;
    add_counted(output_, proxy_.username);
    add_counted(output_, proxy_.password);
    state_ = state::password;
    return progress::more;
  }
  if (at(1) == no_method)
    return fail(proxy_problem("proxy.auth_required", proxy_,
                              proxy_.has_credentials() ? "accepts neither user and password nor none."
                                                       : "asks for credentials.",
                              "Give user and password in the address of the proxy, if it takes them: "
                              "socks5h://user:password@host:port.",
                              false));
  return broken("chose a way to authenticate that was not offered.");
}

proxy_handshake::progress socks5_handshake::take_password_status() {
  if (at(0) != static_cast<unsigned>(password_version))
    return broken("answers user and password in a way of its own.");
  if (at(1) != 0)
    return fail(proxy_problem("proxy.auth_required", proxy_,
                              "does not accept the credentials that it was given.",
                              "Check user and password in the address of the proxy.", false));
  ask_for_connection();
  return progress::more;
}

void socks5_handshake::ask_for_connection() {
  constexpr char connect = 1;
  output_ += {version, connect, 0};
  boost::system::error_code not_numeric;
  const auto address = boost::asio::ip::make_address(host_, not_numeric);
  if (not_numeric) {
    output_ += static_cast<char>(address_type::name);
    add_counted(output_, host_); // at most 253 bytes, as every name
  } else if (address.is_v4()) {
    output_ += static_cast<char>(address_type::v4);
    add_bytes(output_, address.to_v4().to_bytes());
  } else {
    output_ += static_cast<char>(address_type::v6);
    add_bytes(output_, address.to_v6().to_bytes());
  }
  output_ += static_cast<char>(port_ >> 8U);
  output_ += static_cast<char>(port_ & 0xFFU);
  state_ = state::reply;
}

proxy_handshake::progress socks5_handshake::take_reply() {
  if (at(0) != static_cast<unsigned>(version)) return broken("does not speak version 5 of SOCKS.");
  if (at(1) != 0) {
    const reply r = reply_of(at(1));
    return fail(proxy_problem(
        "proxy.refused", proxy_,
        "did not connect to " + host_ + ", port " + std::to_string(port_) + ": " + r.words + ".",
        "Check that the proxy may connect to this host and port; its log may say more.", r.passing));
  }
  const unsigned type = at(3);
  if (type != address_type::v4 && type != address_type::v6 && type != address_type::name)
    return broken("names an address of an unknown type.");
  return progress::done;
}

proxy_handshake::progress socks5_handshake::broken(std::string_view detail) {
  return fail(proxy_problem("proxy.protocol", proxy_, detail,
                            "Check address and port of the proxy, and that it speaks SOCKS 5.", false));
}

proxy_handshake::progress socks5_handshake::fail(problem p) {
  failure_ = std::move(p);
  return progress::failed;
}

} // namespace http_task::http
