// Writes the head of a request (RFC 9112, sections 2 to 3) after looking at every part of it.
//
// Sans-io. The fields that frame the message and belong to the connection are set here alone: Host,
// Content-Length, and the hop-by-hop fields. A request that breaks a rule yields no byte.
#pragma once

#include "http/proxy_url.hpp"
#include "message/request.hpp"

#include <string>
#include <string_view>

namespace http_task::http {

// The bytes of the head with its empty line; the request must have passed check_request() of client.hpp.
// `forwarder` is the HTTP proxy that is to pass the request on: then the target is in absolute-form, and the
// proxy's credentials are there (RFC 9112, section 3.2.2). `expects` asks the server whether it wants the
// body.
[[nodiscard]] std::string write_head(const message::request& request,
                                     const proxy_address* forwarder = nullptr, bool expects = false);
// For display: a head without the credentials of the proxy, also one that ends in the middle of them.
[[nodiscard]] std::string mask_proxy_credentials(std::string head);

// RFC 9110, section 9.2.2: whether sending it twice has the effect of sending it once.
[[nodiscard]] bool is_idempotent(std::string_view method) noexcept;

// A name as the DNS has it: labels of letters, digits, '-' and '_', at most 63 bytes each and 253 together,
// with or without the final dot. Not a number: "0x7f.1" and "2130706433" are read as addresses by some
// resolvers.
[[nodiscard]] bool is_host_name(std::string_view text) noexcept;
// An IP address without a scope: what stands in a URL, IPv6 without brackets.
[[nodiscard]] bool is_address(const std::string& text);

} // namespace http_task::http
