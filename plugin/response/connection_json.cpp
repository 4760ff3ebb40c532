#include "response/connection_json.hpp"

#include "base/text.hpp"

#include <cmath>
#include <string_view>

namespace http_task::response {
namespace {

// -1 stays an integer; the rest keeps three digits, which is a microsecond.
json::value rounded(double ms) {
  if (ms < 0) return -1;
  return std::round(ms * 1000.0) / 1000.0;
}

void put(json::object& o, std::string_view name, std::string_view text) {
  if (!text.empty()) o[name] = to_utf8(text);
}

json::object to_json(const message::certificate& c) {
  json::object o;
  put(o, "subject", c.subject);
  put(o, "issuer", c.issuer);
  put(o, "serialNumber", c.serial);
  put(o, "notBefore", c.not_before);
  put(o, "notAfter", c.not_after);
  json::array& names = o["subjectAltNames"].emplace_array();
  for (const std::string& name : c.subject_alt_names)
    names.push_back(json::value(to_utf8(name)));
  put(o, "sha256", c.sha256);
  return o;
}

json::object to_json(const message::tls_info& t, inspection_level level) {
  json::object o;
  put(o, "version", t.version);
  put(o, "cipher", t.cipher);
  put(o, "alpn", t.alpn);
  put(o, "serverName", t.server_name);
  o["resumed"] = t.resumed;
  o["verified"] = t.verified;
  put(o, "verifyMessage", t.verify_message);
  if ((level != inspection_level::info || !t.verified) && !t.certificates.empty()) {
    json::array& certificates = o["certificates"].emplace_array();
    for (const message::certificate& c : t.certificates)
      certificates.push_back(to_json(c));
  }
  return o;
}

} // namespace

json::object to_json(const message::timings& t) {
  return {{"blocked", rounded(t.blocked)}, {"dns", rounded(t.dns)},    {"connect", rounded(t.connect)},
          {"ssl", rounded(t.ssl)},         {"send", rounded(t.send)},  {"wait", rounded(t.wait)},
          {"receive", rounded(t.receive)}, {"total", rounded(t.total)}};
}

json::object to_json(const message::sizes& s) {
  return {{"requestHeader", s.request_header},
          {"requestBody", s.request_body},
          {"responseHeader", s.response_header},
          {"responseBody", s.response_body},
          {"responseContent", s.response_content}};
}

json::object to_json(const message::connection& c, inspection_level level) {
  json::object o;
  if (c.remote_address.empty()) return o;
  o["remoteAddress"] = c.remote_address;
  o["remotePort"] = c.remote_port;
  put(o, "localAddress", c.local_address);
  if (c.local_port != 0) o["localPort"] = c.local_port;
  put(o, "httpVersion", c.http_version);
  o["reused"] = c.reused;
  put(o, "proxy", c.proxy);
  if (c.tls) o["tls"] = to_json(*c.tls, level);
  return o;
}

} // namespace http_task::response
