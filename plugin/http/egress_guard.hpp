// Judges what is about to be dialled against the egress policy of the instance.
//
// What counts is the numeric address that the socket connects to, never the text of a URL. Immutable,
// thread-safe.
#pragma once

#include "http/egress_policy.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::http {

class egress_guard {
public:
  // "options.invalid", pointer "/egress/allow/N", for an entry that is no block, no address and no name.
  [[nodiscard]] static result<egress_guard> create(const egress_policy& policy);

  // All addresses that a lookup of `host` gave, or the one that `host` itself is: one bad one refuses the
  // name, for the order of the answers is in the hands of who answers. "guard.denied", phase "policy".
  [[nodiscard]] std::optional<problem> judge(std::string_view host,
                                             std::span<const boost::asio::ip::address> addresses) const;

private:
  [[nodiscard]] result<void> add(std::string_view entry, std::string pointer);
  [[nodiscard]] bool allows_name(std::string_view host) const;
  [[nodiscard]] bool allows(const boost::asio::ip::address& address) const;

  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
  std::vector<std::string> names_; // lower case, without the final dot; "*.example.com" for what is below it
};

} // namespace http_task::http
