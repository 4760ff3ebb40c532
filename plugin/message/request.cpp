#include "message/request.hpp"

namespace http_task::message {

std::string to_authority(const origin& o) {
  std::string text = o.host.find(':') == std::string::npos ? o.host : "[" + o.host + "]";
  const std::uint16_t usual = o.scheme == "https" ? 443 : 80;
  if (o.port != usual) text += ":" + std::to_string(o.port);
  return text;
}

std::string to_url(const origin& o) {
  return o.scheme + "://" + to_authority(o);
}

std::string to_url(const request& r) {
  return to_url(r.origin) + r.target;
}

} // namespace http_task::message
