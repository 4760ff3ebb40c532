// What OpenSSL says of a failed handshake, in words: what is wrong with which certificate, and what to do.
#pragma once

#include "base/problem.hpp"
#include "message/exchange.hpp"

#include <boost/system/error_code.hpp>

#include <string>

namespace http_task::http {

// `verify_result` is one of X509_V_ERR_..., `own` the certificate of the server: "tls.hostname",
// "tls.expired", "tls.not_yet_valid", "tls.weak", "tls.revoked", "tls.crl_expired" or "tls.untrusted". The
// phase is "tls".
[[nodiscard]] problem verification_problem(int verify_result, const std::string& host,
                                           const message::certificate& own);

// An alert with which a server refuses the certificate of a client, or that it has none.
[[nodiscard]] bool is_refusal_of_a_client(const boost::system::error_code& failed);
// "tls.client_cert_required" or "tls.client_cert_rejected".
[[nodiscard]] problem refused_client_problem(const boost::system::error_code& failed, const std::string& host,
                                             bool had_certificate);

// Anything else: "tls.version", "tls.weak", "tls.alpn" or "tls.handshake".
[[nodiscard]] problem failed_handshake_problem(const boost::system::error_code& failed,
                                               const std::string& host);

} // namespace http_task::http
