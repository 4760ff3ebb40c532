#include "bad_link.hpp"

#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <random>
#include <vector>

namespace http_task::testing {
namespace {

using std::chrono::steady_clock;

constexpr const char* near_address = "10.77.0.1";
constexpr const char* device_name = "badlink";
constexpr std::size_t largest_packet = 65'536;
constexpr std::size_t most_on_the_way = 10'000; // as many as netem keeps by default, times ten

std::string last_error() {
  return std::strerror(errno);
}

int open_device(std::string& why_not) {
  const int device = ::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (device < 0) {
    why_not = "/dev/net/tun cannot be opened: " + last_error();
    return -1;
  }
  ifreq request{};
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  std::strncpy(request.ifr_name, device_name, sizeof request.ifr_name - 1);
  if (::ioctl(device, TUNSETIFF, &request) != 0) {
    why_not = "no TUN device: " + last_error();
    ::close(device);
    return -1;
  }
  return device;
}

// The closed network takes every address for one of this machine, so the far one needs a route that is
// nearer.
bool set_up_route() {
  const std::string name = device_name;
  const std::string command = "PATH=$PATH:/usr/sbin:/sbin; exec 2>/dev/null; ip address add " +
                              std::string(near_address) + "/32 dev " + name + " && ip link set " + name +
                              " up && ip route add table local " + bad_link::far_address + "/32 dev " + name +
                              " src " + near_address;
  return std::system(command.c_str()) == 0;
}

// RFC 791, section 3.1: the source stands at 12, the destination at 16. Other packets are not of this link.
bool exchange_addresses(std::vector<char>& packet) {
  constexpr std::size_t header = 20;
  if (packet.size() < header || static_cast<unsigned char>(packet[0]) >> 4 != 4) return false;
  std::swap_ranges(packet.begin() + 12, packet.begin() + 16, packet.begin() + 16);
  return true;
}

} // namespace

bad_link::bad_link() : device_(open_device(why_not_)) {
  if (device_ < 0) return;
  if (!set_up_route()) {
    why_not_ = "ip (of iproute2) cannot set up the device";
    return;
  }
  carrier_ = std::thread([this] { carry(); });
}

bad_link::~bad_link() {
  stopping_ = true;
  if (carrier_.joinable()) carrier_.join();
  if (device_ >= 0) ::close(device_);
}

void bad_link::set(const weather& to) {
  const std::lock_guard lock(mutex_);
  weather_ = to;
}

void bad_link::carry() {
  std::mt19937 dice(20'000); // the same weather in every run, as far as the packets are the same
  std::uniform_real_distribution<double> share(0, 1);
  std::multimap<steady_clock::time_point, std::vector<char>> on_the_way;
  std::vector<char> buffer(largest_packet);

  while (!stopping_) {
    pollfd ready{device_, POLLIN, 0};
    const auto now = steady_clock::now();
    auto wait = std::chrono::milliseconds(50); // how late `stopping_` is seen
    if (!on_the_way.empty())
      wait = std::clamp(std::chrono::ceil<std::chrono::milliseconds>(on_the_way.begin()->first - now),
                        std::chrono::milliseconds(0), wait);
    (void)::poll(&ready, 1, static_cast<int>(wait.count()));

    weather w;
    {
      const std::lock_guard lock(mutex_);
      w = weather_;
    }
    for (ssize_t got = 0; (got = ::read(device_, buffer.data(), buffer.size())) > 0;) {
      std::vector<char> packet(buffer.begin(), buffer.begin() + got);
      if (!exchange_addresses(packet)) continue;
      if (share(dice) < w.loss || on_the_way.size() >= most_on_the_way) {
        ++lost_;
        continue;
      }
      const auto arrival = [&] {
        return steady_clock::now() + w.delay +
               std::chrono::duration_cast<steady_clock::duration>(w.jitter * share(dice));
      };
      if (share(dice) < w.duplicate) on_the_way.emplace(arrival(), packet);
      on_the_way.emplace(arrival(), std::move(packet));
    }

    const auto due = on_the_way.upper_bound(steady_clock::now());
    for (auto one = on_the_way.begin(); one != due; ++one)
      (void)!::write(device_, one->second.data(), one->second.size()); // a full queue is one more loss
    on_the_way.erase(on_the_way.begin(), due);
  }
}

} // namespace http_task::testing
