// The credentials of a request.
#pragma once

#include "base/problem.hpp"
#include "base/redact.hpp"
#include "message/request.hpp"
#include "settings/request_settings.hpp"

#include <optional>

namespace http_task::request {

// What of the authentication is secret, also in the form in which it is sent.
void add_credentials(const settings::authentication& authentication, redactor& secrets);
// And of how the connection is made: keys, passphrases, the credentials of the proxy.
void add_credentials(const settings::tls_settings& tls, const settings::proxy_settings& proxy,
                     redactor& secrets);

// Adds a header field, a cookie or a query parameter. Fails with "input.invalid" on a credential that cannot
// be sent, and with "input.conflict" if the request has that field or parameter already.
[[nodiscard]] std::optional<problem> authenticate(const settings::request_settings& settings,
                                                  message::request& request);

} // namespace http_task::request
