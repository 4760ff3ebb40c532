#include "base/problem.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace http_task {
namespace {

using entry = std::pair<std::string_view, std::string_view>;

// Sorted by type. docs/problems.md lists the same table with causes and remedies; a test compares the two.
constexpr std::array titles = std::to_array<entry>({
    {"cancel.requested", "The task was cancelled"},
    {"cancel.shutdown", "The instance was shut down"},
    {"catalog.ambiguous", "More than one endpoint has this name"},
    {"catalog.damaged", "The catalogue cannot be read"},
    {"catalog.file", "The catalogue file cannot be read or written"},
    {"catalog.newer_version", "The catalogue file was written by a newer version"},
    {"catalog.not_found", "No such endpoint"},
    {"catalog.too_large", "The catalogue is too large"},
    {"config.proxy", "The address of the proxy is not valid"},
    {"config.tls_ca", "The certificate authority cannot be read"},
    {"config.tls_client_cert", "The client certificate cannot be used"},
    {"config.tls_client_key", "The key of the client certificate cannot be used"},
    {"config.tls_crl", "The certificate revocation list cannot be read"},
    {"conn.closed", "The server closed the connection without an answer"},
    {"conn.refused", "The connection was refused"},
    {"conn.reset", "The connection was reset"},
    {"conn.unreachable", "The server cannot be reached"},
    {"content.coding", "The content coding of the body is broken or not known"},
    {"description.invalid", "The description of the API is not valid"},
    {"description.limit", "The description of the API exceeds a limit"},
    {"description.unsupported", "The description of the API is of a kind that is not supported"},
    {"dns.failed", "The name of the host could not be resolved"},
    {"dns.not_found", "The name of the host does not exist"},
    {"expression.invalid", "The expression cannot be read"},
    {"expression.unresolved", "The expression refers to something that does not exist"},
    {"guard.denied", "The egress policy refuses this address"},
    {"input.conflict", "Two parts of the settings contradict each other"},
    {"input.duplicate_header", "The header field may stand only once"},
    {"input.invalid", "The input is not valid"},
    {"input.limit", "The input exceeds a limit"},
    {"input.not_json", "The input is not JSON"},
    {"input.not_repeatable", "The body of the request cannot be sent again"},
    {"input.path", "The file is not one that a step may use"},
    {"input.path_param", "The path parameter cannot be put into the path"},
    {"input.reserved_header", "The header field is set by the client alone"},
    {"input.unsupported", "The input asks for something that is not supported"},
    {"internal", "A defect of the plugin"},
    {"limit.body", "The body of the answer is larger than allowed"},
    {"limit.decompressed", "The body of the answer is larger than allowed once it is decoded"},
    {"limit.event", "A server-sent event is larger than allowed"},
    {"limit.header", "The header of the answer is larger than allowed"},
    {"limit.interim", "The server sent too many interim answers"},
    {"limit.redirects", "The request was redirected too often"},
    {"limit.tasks", "Too many tasks are in flight"},
    {"options.invalid", "The options of the instance are not valid"},
    {"protocol.chunk", "The chunked coding of the answer is broken"},
    {"protocol.framing", "The framing of the answer is ambiguous"},
    {"protocol.header", "The header of the answer is broken"},
    {"protocol.status_line", "The status line of the answer is broken"},
    {"protocol.truncated", "The answer ended before it was complete"},
    {"protocol.unexpected_upgrade", "The server changed the protocol without being asked"},
    {"protocol.version", "The version of HTTP is not supported"},
    {"proxy.auth_required", "The proxy asks for credentials"},
    {"proxy.protocol", "The proxy does not keep to its protocol"},
    {"proxy.refused", "The proxy did not connect"},
    {"redirect.downgrade", "The server redirects from https to http"},
    {"redirect.location", "The server redirects to something that is no URL"},
    {"redirect.scheme", "The server redirects to a scheme that is not followed"},
    {"settings.invalid", "The request settings are not valid"},
    {"status.not_accepted", "The status of the answer is not accepted"},
    {"status.not_successful", "The answer does not meet the success condition"},
    {"timeout.connect", "Connecting took too long"},
    {"timeout.first_byte", "The answer did not begin in time"},
    {"timeout.idle", "The answer stopped arriving"},
    {"timeout.send", "Sending the request took too long"},
    {"timeout.total", "The task took too long"},
    {"tls.alpn", "The server chose a protocol that was not offered"},
    {"tls.client_cert_rejected", "The server does not accept the client certificate"},
    {"tls.client_cert_required", "The server asks for a client certificate"},
    {"tls.crl_expired", "The certificate revocation list is out of date"},
    {"tls.expired", "The certificate of the server has expired"},
    {"tls.handshake", "The TLS handshake failed"},
    {"tls.hostname", "The certificate is not for this host"},
    {"tls.not_yet_valid", "The certificate of the server is not valid yet"},
    {"tls.revoked", "A certificate of the server was revoked"},
    {"tls.untrusted", "The certificate of the server is not trusted"},
    {"tls.version", "No common version of TLS"},
    {"tls.weak", "The certificate or key of the server is too weak"},
    {"url.invalid", "The URL is not valid"},
    {"url.structure_changed", "A value would change the structure of the URL"},
});

static_assert(std::ranges::is_sorted(titles, {}, &entry::first));

} // namespace

std::string_view problem_title(std::string_view type) noexcept {
  const auto found = std::ranges::lower_bound(titles, type, {}, &entry::first);
  return found != titles.end() && found->first == type ? found->second : type;
}

problem make_problem(std::string_view type, std::string detail, std::string pointer) {
  problem p;
  p.type = type;
  p.title = problem_title(type);
  p.detail = std::move(detail);
  p.pointer = std::move(pointer);
  return p;
}

std::string with_advice(const problem& p) {
  return p.advice.empty() ? p.detail : p.detail + " " + p.advice;
}

problem in_source(problem p, std::string_view source) {
  p.source = source;
  return p;
}

problem below(problem p, std::string_view pointer_prefix) {
  p.pointer.insert(0, pointer_prefix);
  for (finding& f : p.findings)
    f.pointer.insert(0, pointer_prefix);
  return p;
}

} // namespace http_task
