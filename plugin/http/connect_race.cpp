#include "http/connect_race.hpp"

namespace http_task::http {

std::vector<boost::asio::ip::address> take_turns(const std::vector<boost::asio::ip::address>& addresses) {
  std::vector<boost::asio::ip::address> first;
  std::vector<boost::asio::ip::address> second;
  for (const auto& address : addresses)
    (address.is_v6() == addresses.front().is_v6() ? first : second).push_back(address);
  std::vector<boost::asio::ip::address> sorted;
  for (std::size_t i = 0; i < first.size() || i < second.size(); ++i) {
    if (i < first.size()) sorted.push_back(first[i]);
    if (i < second.size()) sorted.push_back(second[i]);
  }
  return sorted;
}

std::optional<std::size_t> connect_race::begin_next(time_point now) noexcept {
  if (begun_ == count_ || now < not_before_) return std::nullopt;
  not_before_ = now + attempt_delay;
  ++running_;
  return begun_++;
}

std::optional<time_point> connect_race::next_begin() const noexcept {
  if (begun_ == count_) return std::nullopt;
  return not_before_;
}

void connect_race::failed() noexcept {
  --running_;
  not_before_ = time_point::min();
}

} // namespace http_task::http
