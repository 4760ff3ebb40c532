#include "response/connection_json.hpp"

#include "response/text_json.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace http_task::response {
namespace {

// In whole microseconds: three digits behind the point, without zeros at the end but for the first.
void write_milliseconds(json::text_writer& out, double ms) {
  if (ms < 0) {
    out.number(-1);
    return;
  }
  const auto microseconds = static_cast<std::uint64_t>(std::llround(ms * 1000.0));
  std::array<char, 32> text;
  char* end = std::to_chars(text.data(), text.data() + text.size(), microseconds / 1000).ptr;
  *end++ = '.';
  auto rest = static_cast<unsigned>(microseconds % 1000);
  for (unsigned unit = 100; unit > 0; unit /= 10) {
    *end++ = static_cast<char>('0' + rest / unit);
    rest %= unit;
    if (rest == 0) break;
  }
  out.raw({text.data(), static_cast<std::size_t>(end - text.data())});
}

void write(json::text_writer& out, const message::certificate& c) {
  out.begin_object();
  write_member(out, "subject", c.subject);
  write_member(out, "issuer", c.issuer);
  write_member(out, "serialNumber", c.serial);
  write_member(out, "notBefore", c.not_before);
  write_member(out, "notAfter", c.not_after);
  out.name("subjectAltNames").begin_array();
  for (const std::string& name : c.subject_alt_names)
    write_text(out, name, nullptr);
  out.end_array();
  write_member(out, "sha256", c.sha256);
  out.end_object();
}

void write(json::text_writer& out, const message::tls_info& t, inspection_level level) {
  out.begin_object();
  write_member(out, "version", t.version);
  write_member(out, "cipher", t.cipher);
  write_member(out, "alpn", t.alpn);
  write_member(out, "serverName", t.server_name);
  out.name("resumed").boolean(t.resumed);
  out.name("verified").boolean(t.verified);
  write_member(out, "verifyMessage", t.verify_message);
  if ((level != inspection_level::info || !t.verified) && !t.certificates.empty()) {
    out.name("certificates").begin_array();
    for (const message::certificate& c : t.certificates)
      write(out, c);
    out.end_array();
  }
  out.end_object();
}

} // namespace

void write(json::text_writer& out, const message::timings& t) {
  out.begin_object();
  write_milliseconds(out.name("blocked"), t.blocked);
  write_milliseconds(out.name("dns"), t.dns);
  write_milliseconds(out.name("connect"), t.connect);
  write_milliseconds(out.name("ssl"), t.ssl);
  write_milliseconds(out.name("send"), t.send);
  write_milliseconds(out.name("wait"), t.wait);
  write_milliseconds(out.name("receive"), t.receive);
  write_milliseconds(out.name("total"), t.total);
  out.end_object();
}

void write(json::text_writer& out, const message::sizes& s) {
  out.begin_object();
  out.name("requestHeader").number(s.request_header);
  out.name("requestBody").number(s.request_body);
  out.name("responseHeader").number(s.response_header);
  out.name("responseBody").number(s.response_body);
  out.name("responseContent").number(s.response_content);
  out.end_object();
}

void write(json::text_writer& out, const message::connection& c, inspection_level level) {
  out.begin_object();
  if (!c.remote_address.empty()) {
    out.name("remoteAddress").string(c.remote_address);
    out.name("remotePort").number(c.remote_port);
    write_member(out, "localAddress", c.local_address);
    if (c.local_port != 0) out.name("localPort").number(c.local_port);
    write_member(out, "httpVersion", c.http_version);
    out.name("reused").boolean(c.reused);
    write_member(out, "proxy", c.proxy);
    if (c.tls) write(out.name("tls"), *c.tls, level);
  }
  out.end_object();
}

} // namespace http_task::response
