#include "http/public_address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

struct v4_block {
  std::uint32_t first;
  unsigned bits;
};

constexpr std::uint32_t ipv4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return (a << 24U) | (b << 16U) | (c << 8U) | d;
}

constexpr std::array special_v4 = std::to_array<v4_block>({
    {ipv4(0, 0, 0, 0), 8},        // this network
    {ipv4(10, 0, 0, 0), 8},       // private
    {ipv4(100, 64, 0, 0), 10},    // shared (carrier-grade NAT)
    {ipv4(127, 0, 0, 0), 8},      // loopback
    {ipv4(168, 63, 129, 16), 32}, // Azure's platform
    {ipv4(169, 254, 0, 0), 16},   // link-local; the metadata services of clouds
    {ipv4(172, 16, 0, 0), 12},    // private
    {ipv4(192, 0, 0, 0), 24},     // protocol assignments
    {ipv4(192, 0, 2, 0), 24},     // documentation
    {ipv4(192, 88, 99, 0), 24},   // 6to4 relays, deprecated
    {ipv4(192, 168, 0, 0), 16},   // private
    {ipv4(198, 18, 0, 0), 15},    // benchmarks
    {ipv4(198, 51, 100, 0), 24},  // documentation
    {ipv4(203, 0, 113, 0), 24},   // documentation
    {ipv4(224, 0, 0, 0), 4},      // multicast
    {ipv4(240, 0, 0, 0), 4},      // reserved, broadcast
});

struct v6_block {
  std::array<std::uint8_t, 4> first; // no block needs more than 32 bits
  unsigned bits;
};

constexpr v6_block global_unicast{{0x20, 0, 0, 0}, 3};

constexpr std::array special_v6 = std::to_array<v6_block>({
    {{0x20, 0x01, 0x00, 0x00}, 23}, // protocol assignments: Teredo, benchmarks, ORCHID
    {{0x20, 0x01, 0x0D, 0xB8}, 32}, // documentation
    {{0x20, 0x02, 0x00, 0x00}, 16}, // 6to4: holds an IPv4 address of its own choice
    {{0x3F, 0xFF, 0x00, 0x00}, 20}, // documentation
});

std::uint32_t leading(const std::uint8_t* bytes) noexcept {
  return ipv4(bytes[0], bytes[1], bytes[2], bytes[3]);
}

bool within(std::uint32_t address, std::uint32_t first, unsigned bits) noexcept {
  return ((address ^ first) >> (32U - bits)) == 0;
}

bool is_public_v4(std::uint32_t address) noexcept {
  return std::ranges::none_of(special_v4,
                              [&](const v4_block& b) { return within(address, b.first, b.bits); });
}

// RFC 5214, section 6.1: an interface identifier that holds an IPv4 address.
bool is_isatap(const asio::ip::address_v6::bytes_type& bytes) noexcept {
  return (bytes[8] & 0xFDU) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;
}

bool is_public_v6(const asio::ip::address_v6::bytes_type& bytes) noexcept {
  const std::uint32_t head = leading(bytes.data());
  const auto in_block = [&](const v6_block& b) { return within(head, leading(b.first.data()), b.bits); };
  return in_block(global_unicast) && std::ranges::none_of(special_v6, in_block) && !is_isatap(bytes);
}

} // namespace

asio::ip::address inner_address(const asio::ip::address& address) {
  constexpr std::array<std::uint8_t, 12> nat64{0, 0x64, 0xFF, 0x9B};
  constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (!address.is_v6()) return address;
  const auto bytes = address.to_v6().to_bytes();
  const auto has_prefix = [&](const std::array<std::uint8_t, 12>& prefix) {
    return std::equal(prefix.begin(), prefix.end(), bytes.begin());
  };
  if (!has_prefix(mapped) && !has_prefix(nat64)) return address;
  return asio::ip::address_v4(leading(bytes.data() + 12));
}

bool is_metadata(const asio::ip::address& address) {
  static const auto services = [] {
    constexpr std::array texts = std::to_array<std::string_view>({
        "169.254.169.254",    // AWS, Azure, Google, Oracle, DigitalOcean and others
        "169.254.170.2",      // AWS: credentials of containers
        "169.254.170.23",     // AWS: of pods
        "169.254.0.23",       // Tencent
        "169.254.42.42",      // Scaleway
        "168.63.129.16",      // Azure's platform
        "100.100.100.200",    // Alibaba
        "192.0.0.192",        // Oracle, older
        "fd00:42::42",        // Scaleway
        "fd00:c1::a9fe:a9fe", // Oracle
        "fd00:ec2::254",      // AWS
        "fd00:ec2::23",       // AWS: of pods
        "fd20:ce::254",       // Google
        "fe80::a9fe:a9fe",    // OpenStack
    });
    std::array<asio::ip::address, texts.size()> list;
    std::ranges::transform(texts, list.begin(), [](std::string_view t) { return asio::ip::make_address(t); });
    return list;
  }();
  asio::ip::address inner = inner_address(address);
  if (inner.is_v6()) inner = asio::ip::address_v6(inner.to_v6().to_bytes()); // on whichever interface
  return std::ranges::find(services, inner) != services.end();
}

bool is_public(const asio::ip::address& address) {
  const asio::ip::address inner = inner_address(address);
  return inner.is_v4() ? is_public_v4(inner.to_v4().to_uint()) : is_public_v6(inner.to_v6().to_bytes());
}

} // namespace http_task::http
