// Whether an address is one of the public internet.
//
// Pure functions over the special-purpose address registries of IANA (RFC 6890 and its successors).
// Everything that is private, shared, loopback, link-local, multicast, documentation, or reserved is not
// public; nor is the address at which Azure serves its machines (168.63.129.16).
#pragma once

#include <boost/asio/ip/address.hpp>

namespace http_task::http {

// IPv4 within IPv6, which reaches the inner address: mapped (::ffff:0:0/96) and NAT64 (64:ff9b::/96)
// addresses. Any other address comes back as it is.
[[nodiscard]] boost::asio::ip::address inner_address(const boost::asio::ip::address& address);

// Where a cloud serves credentials and the like to its machines. Judges the inner address.
[[nodiscard]] bool is_metadata(const boost::asio::ip::address& address);

// Judges the inner address. Of IPv6 only 2000::/3 is public, and of that not the special blocks.
[[nodiscard]] bool is_public(const boost::asio::ip::address& address);

} // namespace http_task::http
