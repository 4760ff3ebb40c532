// Names to addresses, on threads of its own: getaddrinfo blocks, and may block for long.
//
// Thread-safe. A lookup that never answers holds up neither other lookups (its thread is replaced once nobody
// waits for it any more) nor the destruction (the threads are detached and share the state; what they find
// after the end is dropped). One name is looked up once at a time however many wait for it; answers are kept
// for a short time, failures are not.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace http_task::http {

using addresses = std::vector<boost::asio::ip::address>;

// Blocking; "dns.not_found" or "dns.failed". Called on any of the resolver's threads, several at once.
using address_lookup = std::function<result<addresses>(const std::string& name)>;

// getaddrinfo: hosts file, DNS, whatever the system is set up for, in the order of RFC 6724.
[[nodiscard]] result<addresses> system_lookup(const std::string& name);

class resolver {
public:
  struct options {
    std::size_t threads = 4;                  // that somebody waits for
    std::map<std::string, addresses> known{}; // asked first; names in lower case, without the final dot
    address_lookup lookup = system_lookup;
    milliseconds lifetime{10'000}; // of an answer
  };

  explicit resolver(options o);
  ~resolver(); // as close()
  resolver(const resolver&) = delete;
  resolver& operator=(const resolver&) = delete;

  // For a coroutine whose executor runs one handler at a time. `host` is a name or a numeric address, which
  // needs no lookup. The list is never empty. Cancellable: what comes back then has no meaning.
  boost::asio::awaitable<result<addresses>> resolve(std::string host);

  // Nobody is told of an answer any more, so that the executors of those who wait may end. Does not block.
  void close();

private:
  struct state;
  std::shared_ptr<state> state_;
};

} // namespace http_task::http
