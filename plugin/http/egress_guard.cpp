#include "http/egress_guard.hpp"

#include "base/text.hpp"
#include "http/public_address.hpp"
#include "http/request_head.hpp"

#include <algorithm>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

std::string canonical_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return to_lower(name);
}

// RFC 6761, section 6.3: these names mean this machine, whatever a resolver says.
bool is_local_name(std::string_view name) {
  return name == "localhost" || name.ends_with(".localhost");
}

problem denied(std::string detail, std::string_view what) {
  problem p = make_problem("guard.denied", std::move(detail));
  p.phase = "policy";
  p.retryable = false;
  p.advice = "If this is meant, allow it in the options of the instance ({\"egress\": {\"allow\": [\"" +
             std::string(what) + "\"]}}), on the command line with --allow " + std::string(what) + ".";
  return p;
}

} // namespace

result<egress_guard> egress_guard::create(const egress_policy& policy) {
  egress_guard guard;
  for (std::size_t i = 0; i < policy.allow.size(); ++i)
    if (auto added = guard.add(policy.allow[i], "/egress/allow/" + std::to_string(i)); !added)
      return added.error();
  return guard;
}

result<void> egress_guard::add(std::string_view entry, std::string pointer) {
  std::string text(entry);
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  boost::system::error_code failed;
  if (const auto block = asio::ip::make_network_v4(text, failed); !failed) {
    v4_.push_back(block.canonical());
    return {};
  }
  if (const auto block = asio::ip::make_network_v6(text, failed); !failed) {
    v6_.push_back(block.canonical());
    return {};
  }
  if (const auto address = asio::ip::make_address(text, failed); !failed) {
    const asio::ip::address inner = inner_address(address);
    if (inner.is_v4())
      v4_.emplace_back(inner.to_v4(), static_cast<unsigned short>(32));
    else
      v6_.emplace_back(inner.to_v6(), static_cast<unsigned short>(128));
    return {};
  }
  const std::string_view below_wildcard = entry.starts_with("*.") ? entry.substr(2) : entry;
  if (is_host_name(below_wildcard)) {
    names_.push_back(canonical_name(entry));
    return {};
  }
  return in_source(make_problem("options.invalid",
                                "\"" + text +
                                    "\" is neither a block of addresses (10.0.0.0/8), nor an address "
                                    "(127.0.0.1), nor the name of a host; a port cannot be given.",
                                std::move(pointer)),
                   "options");
}

bool egress_guard::allows_name(std::string_view host) const {
  return std::ranges::any_of(names_, [&](const std::string& name) {
    if (!name.starts_with("*.")) return host == name;
    return host.size() >= name.size() && host.ends_with(std::string_view(name).substr(1));
  });
}

bool egress_guard::allows(const asio::ip::address& address) const {
  const asio::ip::address inner = inner_address(address);
  if (inner.is_v4()) {
    const auto v4 = inner.to_v4();
    return std::ranges::any_of(v4_, [&](const asio::ip::network_v4& block) {
      return asio::ip::network_v4(v4, block.prefix_length()).canonical() == block;
    });
  }
  const auto v6 = inner.to_v6();
  return std::ranges::any_of(v6_, [&](const asio::ip::network_v6& block) {
    return asio::ip::network_v6(v6, block.prefix_length()).canonical() == block;
  });
}

std::optional<problem> egress_guard::judge(std::string_view host,
                                           std::span<const asio::ip::address> addresses) const {
  const std::string name = canonical_name(host);
  if (allows_name(name)) return std::nullopt;
  if (is_local_name(name))
    return denied("The egress policy refuses the name " + name + ", this machine.", name);
  for (const asio::ip::address& address : addresses) {
    if (is_public(address) || allows(address)) continue;
    const std::string text = address.to_string();
    return denied("The egress policy refuses " + text + (text == name ? "" : ", an address of " + name) +
                      ": it is not an address of the public internet. Nothing was sent.",
                  text);
  }
  return std::nullopt;
}

} // namespace http_task::http
