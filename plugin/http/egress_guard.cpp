#include "http/egress_guard.hpp"

#include "http/public_address.hpp"

#include <algorithm>
#include <array>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

// Fetch standard, section 2.9, "port blocking": ports of protocols that can be made to take HTTP for their
// own.
constexpr std::array blocked_ports = std::to_array<std::uint16_t>(
    {1,    7,    9,    11,   13,   15,   17,   19,   20,   21,   22,   23,   25,   37,   42,   43,   53,
     69,   77,   79,   87,   95,   101,  102,  103,  104,  109,  110,  111,  113,  115,  117,  119,  123,
     135,  137,  139,  143,  161,  179,  389,  427,  465,  512,  513,  514,  515,  526,  530,  531,  532,
     540,  548,  554,  556,  563,  587,  601,  636,  989,  990,  993,  995,  1719, 1720, 1723, 2049, 3659,
     4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080});
static_assert(std::ranges::is_sorted(blocked_ports));

// RFC 6761, section 6.3: these names mean this machine, whatever a resolver says.
bool is_local_name(std::string_view name) {
  return name == "localhost" || name.ends_with(".localhost");
}

// Judged by name as well, for it may be a proxy that looks them up.
bool is_metadata_name(std::string_view name) {
  constexpr std::array names = std::to_array<std::string_view>({
      "instance-data.ec2.internal", // AWS
      "metadata.azure.internal",
      "metadata.goog",
      "metadata.google.internal",
      "metadata.tencentyun.com",
  });
  return std::ranges::binary_search(names, name);
}

problem denied(std::string detail, std::string advice) {
  problem p = make_problem("guard.denied", std::move(detail) + " Nothing was sent.");
  p.phase = "policy";
  p.retryable = false;
  p.advice = std::move(advice);
  return p;
}

std::string how_to_allow(std::string_view what) {
  return "If this is meant, allow it in the options of the instance ({\"egress\": {\"allow\": [\"" +
         std::string(what) + "\"]}}), on the command line with --allow " + std::string(what) + ".";
}

std::string ask_the_host(std::string_view option) {
  return "The options of the instance decide that (egress." + std::string(option) + ").";
}

problem metadata_refused(const std::string& what) {
  return denied(
      "The egress policy refuses " + what + ": the metadata service of a cloud hands out credentials.",
      "If this is meant, the options of the instance need egress.allowMetadata besides egress.allow.");
}

problem not_among_them(std::string_view name) {
  return denied("The egress policy allows certain hosts only, and " + std::string(name) + " is none of them.",
                ask_the_host("onlyHosts"));
}

} // namespace

result<egress_guard> egress_guard::create(const egress_policy& policy) {
  egress_guard guard;
  const auto read = [](host_list& into, const std::vector<std::string>& entries,
                       std::string_view pointer) -> result<void> {
    result<host_list> list = host_list::create(entries, pointer);
    if (!list) return list.error();
    into = *std::move(list);
    return {};
  };
  if (auto done = read(guard.allow_, policy.allow, "/egress/allow"); !done) return done.error();
  if (auto done = read(guard.deny_, policy.deny, "/egress/deny"); !done) return done.error();
  if (auto done = read(guard.only_, policy.only_hosts, "/egress/onlyHosts"); !done) return done.error();
  guard.ports_ = policy.only_ports;
  guard.https_only_ = policy.https_only;
  guard.allow_metadata_ = policy.allow_metadata;
  return guard;
}

std::optional<problem> egress_guard::judge_origin(const message::origin& origin) const {
  if (https_only_ && origin.scheme != "https")
    return denied("The egress policy allows https only.", ask_the_host("httpsOnly"));
  const std::string port = std::to_string(origin.port);
  if (!ports_.empty() && std::ranges::find(ports_, origin.port) == ports_.end())
    return denied("The egress policy does not allow the port " + port + ".", ask_the_host("onlyPorts"));
  if (ports_.empty() && std::ranges::binary_search(blocked_ports, origin.port))
    return denied("The egress policy refuses the port " + port +
                      ", which belongs to another protocol than HTTP.",
                  "If HTTP is spoken there, the options of the instance can name it in egress.onlyPorts.");
  return judge_name(canonical_name(origin.host));
}

std::optional<problem> egress_guard::judge(std::string_view host,
                                           std::span<const asio::ip::address> addresses) const {
  const std::string name = canonical_name(host);
  if (std::optional<problem> refused = judge_name(name)) return refused;
  if (addresses.empty() && !only_.empty() && !only_.has_name(name)) return not_among_them(name);
  for (const asio::ip::address& address : addresses)
    if (std::optional<problem> refused = judge_address(name, address)) return refused;
  return std::nullopt;
}

std::optional<problem> egress_guard::judge_name(std::string_view name) const {
  if (deny_.has_name(name))
    return denied("The egress policy refuses the host " + std::string(name) + ".", ask_the_host("deny"));
  if (is_local_name(name) && !allow_.has_name(name))
    return denied("The egress policy refuses the name " + std::string(name) + ", this machine.",
                  how_to_allow(name));
  if (is_metadata_name(name) && !allow_metadata_) return metadata_refused("the host " + std::string(name));
  return std::nullopt;
}

std::optional<problem> egress_guard::judge_address(std::string_view name,
                                                   const asio::ip::address& address) const {
  const std::string text = address.to_string();
  const std::string what = text + (text == name ? "" : ", an address of " + std::string(name));
  if (deny_.touches(address)) return denied("The egress policy refuses " + what + ".", ask_the_host("deny"));
  if (!only_.empty() && !only_.has_name(name) && !only_.has_address(address)) return not_among_them(name);
  if (is_metadata(address) && !allow_metadata_) return metadata_refused(what);
  if (is_public(address) || allow_.has_name(name) || allow_.has_address(address)) return std::nullopt;
  return denied("The egress policy refuses " + what + ": it is not an address of the public internet.",
                how_to_allow(text));
}

} // namespace http_task::http
