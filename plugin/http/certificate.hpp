// X.509 certificates in words.
#pragma once

#include "message/exchange.hpp"

#include <openssl/x509.h>

namespace http_task::http {

[[nodiscard]] message::certificate describe_certificate(X509* certificate);

} // namespace http_task::http
