// Where an answer leads that redirects, and what the next request may carry (RFC 9110, section 15.4).
//
// Sans-io: fed with one request and its answer after the other. Never from https to http; across origins
// without credentials, which stay away also when a later hop comes back.
#pragma once

#include "base/result.hpp"
#include "message/exchange.hpp"

#include <optional>

namespace http_task::http {

class redirector {
public:
  struct step {
    message::request next;
    std::string location;             // its URL
    std::vector<std::string> removed; // as in message::redirect
  };

  explicit redirector(unsigned most) noexcept : left_(most), most_(most) {}

  // nullopt: the answer is the last one, for it is no redirect, has no Location, or none is to be followed.
  // Fails with "limit.redirects", "redirect.location", "redirect.scheme" or "redirect.downgrade".
  [[nodiscard]] result<std::optional<step>> follow(const message::request& sent,
                                                   const message::response& answer);

private:
  unsigned left_;
  unsigned most_;
};

} // namespace http_task::http
