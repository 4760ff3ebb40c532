// Judges what is about to be dialled against the egress policy of the instance.
//
// What counts is the numeric address that the socket connects to, never the text of a URL. A refusal does not
// tell whether anything listens there. Immutable, thread-safe.
#pragma once

#include "http/egress_policy.hpp"
#include "http/host_list.hpp"
#include "message/request.hpp"

#include <boost/asio/ip/address.hpp>

#include <optional>
#include <span>
#include <string_view>

namespace http_task::http {

class egress_guard {
public:
  // "options.invalid" with the pointer into the instance options, e.g. "/egress/allow/N".
  [[nodiscard]] static result<egress_guard> create(const egress_policy& policy);

  // The scheme, the port and the name of a request, before anything is looked up. "guard.denied", phase
  // "policy", as all refusals.
  [[nodiscard]] std::optional<problem> judge_origin(const message::origin& origin) const;

  // All addresses that a lookup of `host` gave, or the one that `host` itself is: one bad one refuses the
  // name, for the order of the answers is in the hands of who answers. None: a name that only a proxy can
  // look up, judged by its text.
  [[nodiscard]] std::optional<problem> judge(std::string_view host,
                                             std::span<const boost::asio::ip::address> addresses) const;

private:
  [[nodiscard]] std::optional<problem> judge_name(std::string_view name) const;
  [[nodiscard]] std::optional<problem> judge_address(std::string_view name,
                                                     const boost::asio::ip::address& address) const;

  host_list allow_;
  host_list deny_;
  host_list only_;
  std::vector<std::uint16_t> ports_;
  bool https_only_ = false;
  bool allow_metadata_ = false;
};

} // namespace http_task::http
