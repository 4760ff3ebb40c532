#include "http/resolver.hpp"

#include <netdb.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

problem not_found(const std::string& name) {
  problem p = make_problem("dns.not_found", "There is no address for the host " + name + ".");
  p.advice = "Check the spelling of the host in the URL.";
  return p;
}

problem failed(const std::string& name, int code) {
  const std::string reason = code == EAI_SYSTEM ? std::generic_category().message(errno) : gai_strerror(code);
  problem p = make_problem("dns.failed",
                           "The address of the host " + name + " could not be found out: " + reason + ".");
  p.advice = "Check the network and the name servers of this machine (/etc/resolv.conf).";
  return p;
}

asio::ip::address to_address(const addrinfo& found) {
  // Copied, since the bytes of a sockaddr may lie anywhere.
  if (found.ai_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, found.ai_addr, sizeof v4);
    return asio::ip::address_v4(ntohl(v4.sin_addr.s_addr));
  }
  sockaddr_in6 v6{};
  std::memcpy(&v6, found.ai_addr, sizeof v6);
  asio::ip::address_v6::bytes_type bytes;
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return asio::ip::address_v6(bytes, v6.sin6_scope_id);
}

} // namespace

result<addresses> system_lookup(const std::string& name) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM; // each address once
  addrinfo* list = nullptr;
  const int code = getaddrinfo(name.c_str(), nullptr, &hints, &list);
  if (code == EAI_NONAME || code == EAI_NODATA) return not_found(name);
  if (code != 0) return failed(name, code);
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, &freeaddrinfo);

  addresses answer;
  for (const addrinfo* a = list; a != nullptr; a = a->ai_next)
    if (a->ai_family == AF_INET || a->ai_family == AF_INET6) answer.push_back(to_address(*a));
  if (answer.empty()) return not_found(name);
  return answer;
}

} // namespace http_task::http
