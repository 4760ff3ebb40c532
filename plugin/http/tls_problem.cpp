#include "http/tls_problem.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

problem tls_problem(std::string_view type, std::string detail, std::string advice) {
  problem p = make_problem(type, std::move(detail));
  p.phase = "tls";
  p.advice = std::move(advice);
  return p;
}

int reason_of(const boost::system::error_code& failed) {
  return failed.category() == asio::error::get_ssl_category()
             ? ERR_GET_REASON(static_cast<unsigned long>(failed.value()))
             : 0;
}

problem hostname_problem(const std::string& host, const message::certificate& own) {
  std::string names;
  for (const std::string& name : own.subject_alt_names)
    names += (names.empty() ? "" : ", ") + name;
  return tls_problem("tls.hostname",
                     "The certificate is not for " + host + "; it is for " +
                         (names.empty() ? "no name at all (it has no subject alternative name)" : names) +
                         ".",
                     "Use a name that the certificate has, or have one issued for this name.");
}

} // namespace

problem verification_problem(int verify_result, const std::string& host, const message::certificate& own) {
  const std::string reason = X509_verify_cert_error_string(verify_result);
  switch (verify_result) {
  case X509_V_ERR_HOSTNAME_MISMATCH:
  case X509_V_ERR_IP_ADDRESS_MISMATCH: return hostname_problem(host, own);
  case X509_V_ERR_CERT_HAS_EXPIRED:
    return tls_problem("tls.expired",
                       "A certificate of the chain has expired; that of the server ends " + own.not_after +
                           ".",
                       "Have the certificate renewed; check the clock of this machine.");
  case X509_V_ERR_CERT_NOT_YET_VALID:
    return tls_problem("tls.not_yet_valid",
                       "A certificate of the chain is not valid yet; that of the server begins " +
                           own.not_before + ".",
                       "Check the clock of this machine and that of the server.");
  case X509_V_ERR_EE_KEY_TOO_SMALL:
  case X509_V_ERR_CA_KEY_TOO_SMALL:
  case X509_V_ERR_CA_MD_TOO_WEAK:
    return tls_problem("tls.weak", "The certificate of " + host + " is too weak (" + reason + ").",
                       "Have one issued with a key of at least 2048 bits and a SHA-2 signature.");
  case X509_V_ERR_CERT_REVOKED:
    return tls_problem("tls.revoked", "A certificate of the chain of " + host + " was revoked by its issuer.",
                       "Do not trust this server; have a new certificate issued if it is yours.");
  case X509_V_ERR_CRL_HAS_EXPIRED:
  case X509_V_ERR_CRL_NOT_YET_VALID:
  case X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD:
  case X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD:
    return tls_problem("tls.crl_expired",
                       "Whether the certificate of " + host + " was revoked cannot be told (" + reason + ").",
                       "Give the present list of the issuer as tls.crlFile in the options of the instance.");
  case X509_V_ERR_UNABLE_TO_GET_CRL:
  case X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER:
    return tls_problem("tls.untrusted",
                       "Whether a certificate of the chain of " + host +
                           " was revoked cannot be told: tls.crlFile has no list of \"" + own.issuer +
                           "\" or of an issuer above it (" + reason + ").",
                       "Add the list of every issuer of the chain to the file.");
  default:
    return tls_problem(
        "tls.untrusted",
        "The certificate of " + host + ", issued by \"" + own.issuer + "\", is not trusted (" + reason + ").",
        "If the issuer is your own, give its certificate as tls.caFile in the options of the instance.");
  }
}

bool is_refusal_of_a_client(const boost::system::error_code& failed) {
  switch (reason_of(failed)) {
  case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED:
  case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
  case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
  case SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
  case SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED:
  case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
  case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
  case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
  case SSL_R_TLSV1_ALERT_ACCESS_DENIED:
  case SSL_R_TLSV1_ALERT_DECRYPT_ERROR: return true;
  default: return false;
  }
}

problem refused_client_problem(const boost::system::error_code& failed, const std::string& host,
                               bool had_certificate) {
  if (!had_certificate || reason_of(failed) == SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED)
    return tls_problem("tls.client_cert_required",
                       host + " asks for a certificate of the client and got none" +
                           (had_certificate ? ", for ours is of no kind that it takes." : "."),
                       "Name one in tls.clientCertificate of the request settings.");
  return tls_problem(
      "tls.client_cert_rejected",
      host + " does not accept the certificate of the client (" + failed.message() + ").",
      "Check that it is the right one, that it has not expired, and that the server knows its issuer.");
}

problem failed_handshake_problem(const boost::system::error_code& failed, const std::string& host) {
  switch (reason_of(failed)) {
  case SSL_R_UNSUPPORTED_PROTOCOL:
  case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
  case SSL_R_WRONG_SSL_VERSION:
  case SSL_R_VERSION_TOO_LOW:
    return tls_problem(
        "tls.version",
        host + " speaks no version of TLS that is allowed here: 1.2 or later, or 1.3 if that is asked for.",
        "The server has to be updated: older versions are broken.");
  case SSL_R_DH_KEY_TOO_SMALL:
  case SSL_R_EE_KEY_TOO_SMALL:
  case SSL_R_CA_KEY_TOO_SMALL:
  case SSL_R_CA_MD_TOO_WEAK:
  case SSL_R_WRONG_SIGNATURE_TYPE:
    return tls_problem("tls.weak",
                       "The key or the signature of " + host + " is too weak (" + failed.message() + ").",
                       "The server needs keys of at least 2048 bits and SHA-2 signatures.");
  case SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL:
  case SSL_R_NO_APPLICATION_PROTOCOL:
    return tls_problem("tls.alpn", host + " does not speak HTTP/1.1 on this port.",
                       "Use a port on which the server offers HTTP/1.1.");
  case SSL_R_WRONG_VERSION_NUMBER:
  case SSL_R_HTTP_REQUEST:
  case SSL_R_HTTPS_PROXY_REQUEST:
    return tls_problem("tls.handshake",
                       "What " + host +
                           " answered is not TLS: the server speaks plain HTTP or "
                           "something else on this port.",
                       "Check the port, or use http:// if the server has no TLS.");
  default: break;
  }
  if (failed == asio::error::eof || failed == asio::ssl::error::stream_truncated)
    return tls_problem("tls.handshake", host + " closed the connection during the TLS handshake.",
                       "Check that the port speaks TLS; the log of the server may say more.");
  return tls_problem("tls.handshake", "The TLS handshake with " + host + " failed: " + failed.message() + ".",
                     "The log of the server may say more.");
}

} // namespace http_task::http
