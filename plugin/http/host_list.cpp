#include "http/host_list.hpp"

#include "base/text.hpp"
#include "http/public_address.hpp"
#include "http/request_head.hpp"

#include <algorithm>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

constexpr unsigned short mapped_prefix = 96; // of ::ffff:0:0 (RFC 4291, section 2.5.5.2)

} // namespace

std::string canonical_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return to_lower(name);
}

result<host_list> host_list::create(const std::vector<std::string>& entries, std::string_view pointer) {
  host_list list;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (list.add(entries[i])) continue;
    return in_source(make_problem("options.invalid",
                                  "\"" + entries[i] +
                                      "\" is neither a block of addresses (10.0.0.0/8), nor an address "
                                      "(127.0.0.1), nor the name of a host; a port cannot be given.",
                                  std::string(pointer) + "/" + std::to_string(i)),
                     "options");
  }
  return list;
}

bool host_list::add(std::string_view entry) {
  std::string text(entry);
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  boost::system::error_code failed;
  if (const auto block = asio::ip::make_network_v4(text, failed); !failed) {
    v4_.push_back(block.canonical());
    return true;
  }
  if (const auto block = asio::ip::make_network_v6(text, failed); !failed) {
    if (block.prefix_length() >= mapped_prefix && block.address().is_v4_mapped()) {
      const auto inner = inner_address(block.address()).to_v4();
      v4_.push_back(
          asio::ip::network_v4(inner, static_cast<unsigned short>(block.prefix_length() - mapped_prefix))
              .canonical());
    } else {
      v6_.push_back(block.canonical());
    }
    return true;
  }
  if (const auto address = asio::ip::make_address(text, failed); !failed) {
    const asio::ip::address inner = inner_address(address);
    if (inner.is_v4())
      v4_.emplace_back(inner.to_v4(), static_cast<unsigned short>(32));
    else
      v6_.emplace_back(inner.to_v6(), static_cast<unsigned short>(128));
    return true;
  }
  if (!is_host_name(entry.starts_with("*.") ? entry.substr(2) : entry)) return false;
  names_.push_back(canonical_name(entry));
  return true;
}

bool host_list::has_name(std::string_view canonical) const {
  return std::ranges::any_of(names_, [&](const std::string& name) {
    if (!name.starts_with("*.")) return canonical == name;
    return canonical.size() >= name.size() && canonical.ends_with(std::string_view(name).substr(1));
  });
}

bool host_list::has_address(const asio::ip::address& address) const {
  const asio::ip::address inner = inner_address(address);
  if (inner.is_v4()) {
    const auto v4 = inner.to_v4();
    return std::ranges::any_of(v4_, [&](const asio::ip::network_v4& block) {
      return asio::ip::network_v4(v4, block.prefix_length()).canonical() == block;
    });
  }
  return has_v6(inner.to_v6());
}

bool host_list::touches(const asio::ip::address& address) const {
  return has_address(address) || (address.is_v6() && has_v6(address.to_v6()));
}

bool host_list::has_v6(const asio::ip::address_v6& scoped) const {
  const asio::ip::address_v6 address(scoped.to_bytes()); // on whichever interface
  return std::ranges::any_of(v6_, [&](const asio::ip::network_v6& block) {
    return asio::ip::network_v6(address, block.prefix_length()).canonical() == block;
  });
}

} // namespace http_task::http
