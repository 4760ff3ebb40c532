#include "render/connection.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace http_task::host {
namespace {

std::string address_of(const json::object& connection, std::string_view end) {
  const std::string_view address = text_of(connection, std::string(end) + "Address");
  const std::string host =
      address.find(':') == std::string_view::npos ? std::string(address) : "[" + std::string(address) + "]";
  return printable_line(host) + ":" + std::to_string(integer_of(connection, std::string(end) + "Port"));
}

void line(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out += "  " + padded(name, 10) + printable_line(value) + "\n";
}

std::string names_of(const json::object& certificate) {
  std::string names;
  const json::array* list = array_of(certificate, "subjectAltNames");
  for (const json::value& name : list != nullptr ? *list : json::array()) {
    if (name.is_string()) names += (names.empty() ? "" : ", ") + std::string(view(name.get_string()));
  }
  return names;
}

std::string tls_part(const json::object& tls, const palette& paint) {
  std::string out = paint(ink::bold, "TLS") + "\n";
  std::string session(text_of(tls, "version"));
  for (const std::string_view member : {"cipher", "alpn"}) {
    if (const std::string_view value = text_of(tls, member); !value.empty())
      session += (session.empty() ? "" : ", ") + std::string(value);
  }
  if (flag_of(tls, "resumed")) session += ", resumed";
  line(out, "session", session);
  line(out, "server", text_of(tls, "serverName"));
  const bool verified = flag_of(tls, "verified");
  const std::string_view why = text_of(tls, "verifyMessage");
  out += "  " + padded("verified", 10) + paint(verified ? ink::green : ink::red, verified ? "yes" : "NO") +
         (why.empty() || verified ? "" : ": " + printable_line(why)) + "\n";
  const json::array* certificates = array_of(tls, "certificates");
  for (const json::value& item : certificates != nullptr ? *certificates : json::array()) {
    const json::object* certificate = item.if_object();
    if (certificate == nullptr) continue;
    line(out, "subject", text_of(*certificate, "subject"));
    line(out, "  issuer", text_of(*certificate, "issuer"));
    line(out, "  valid",
         std::string(text_of(*certificate, "notBefore")) + " to " +
             std::string(text_of(*certificate, "notAfter")));
    line(out, "  names", names_of(*certificate));
    line(out, "  sha256", text_of(*certificate, "sha256"));
  }
  return out;
}

std::string timing_line(std::string_view name, double took) {
  constexpr std::size_t width = 12;
  const std::string text = milliseconds_text(took);
  return "  " + padded(name, 10) + std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
}

// Where in the whole time a phase lies; both are parts of 1.
std::string bar(double begin, double length, const palette& paint) {
  constexpr double columns_of_all = 40;
  if (!std::isfinite(begin) || !std::isfinite(length)) return {};
  const auto start = static_cast<std::size_t>(std::clamp(begin, 0.0, 1.0) * columns_of_all);
  const auto size = static_cast<std::size_t>(std::clamp(length, 0.0, 1.0) * columns_of_all + 0.5);
  return size > 0 ? "  " + std::string(start, ' ') + paint(ink::blue, std::string(size, '=')) : std::string();
}

} // namespace

std::string render_connection(const json::object& connection, const palette& paint) {
  if (text_of(connection, "remoteAddress").empty()) return {};
  std::string out = paint(ink::bold, "Connection") + "\n  " + address_of(connection, "remote");
  if (!text_of(connection, "localAddress").empty()) out += " from " + address_of(connection, "local");
  out += flag_of(connection, "reused") ? ", reused" : ", new";
  if (const std::string_view proxy = text_of(connection, "proxy"); !proxy.empty())
    out += ", through the proxy " + printable_line(proxy);
  out += "\n";
  if (const json::object* tls = object_of(connection, "tls")) out += tls_part(*tls, paint);
  return out;
}

std::string render_timings(const json::object& timings, const palette& paint) {
  constexpr std::array phases = {"blocked", "dns", "connect", "ssl", "send", "wait", "receive"};
  const double total = number_of(timings, "total");
  if (total <= 0) return {};
  std::string out = paint(ink::bold, "Timings") + "\n";
  double before = 0;
  for (const std::string_view phase : phases) {
    const double took = number_of(timings, phase, -1);
    if (took < 0) continue;
    out += timing_line(phase, took) + bar(before / total, took / total, paint) + "\n";
    before += took;
  }
  return out + timing_line("total", total) + "\n";
}

std::string render_sizes(const json::object& sizes) {
  if (sizes.empty()) return {};
  const auto bytes = [&](std::string_view name) { return std::to_string(integer_of(sizes, name)); };
  return "  sent " + bytes("requestHeader") + " + " + bytes("requestBody") + " bytes, received " +
         bytes("responseHeader") + " + " + bytes("responseBody") + " bytes (header + body)\n";
}

std::string milliseconds_text(double milliseconds) {
  std::array<char, 32> digits;
  const int precision = milliseconds < 10 ? 2 : 1;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), milliseconds,
                                          std::chars_format::fixed, precision);
  return std::string(digits.data(), error == std::errc() ? end : digits.data()) + " ms";
}

} // namespace http_task::host
