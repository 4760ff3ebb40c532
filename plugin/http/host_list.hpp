// A list of hosts as the egress policy has it: blocks of addresses,
// addresses, names, and all names below one. Immutable once filled, thread-safe.
#pragma once

#include "base/result.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace http_task::http {

// In lower case and without the final dot.
[[nodiscard]] std::string canonical_name(std::string_view name);

class host_list {
public:
  // "options.invalid" with the pointer of the entry ("<pointer>/N") for one that is none of these.
  [[nodiscard]] static result<host_list> create(const std::vector<std::string>& entries,
                                                std::string_view pointer);

  [[nodiscard]] bool empty() const noexcept { return v4_.empty() && v6_.empty() && names_.empty(); }
  [[nodiscard]] bool has_name(std::string_view canonical) const;
  // By the IPv4 address within, where there is one. A block of mapped addresses (::ffff:10.0.0.0/104) is one
  // of IPv4.
  [[nodiscard]] bool has_address(const boost::asio::ip::address& address) const;
  // The same, and as the address is written: what 64:ff9b::/96 or ::/0 covers, whatever lies within. For
  // lists of what is refused.
  [[nodiscard]] bool touches(const boost::asio::ip::address& address) const;

private:
  [[nodiscard]] bool add(std::string_view entry);
  [[nodiscard]] bool has_v6(const boost::asio::ip::address_v6& address) const;

  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
  std::vector<std::string> names_; // canonical; "*.example.com" for what is below it
};

} // namespace http_task::http
