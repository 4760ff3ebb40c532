#include "http/resolver.hpp"

#include "base/text.hpp"
#include "http/handover.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

constexpr std::size_t most_cached = 1024;
// Threads that are stuck in a lookup nobody waits for are replaced, up to this many in all.
constexpr std::size_t most_threads = 64;

std::string canonical(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return to_lower(name);
}

// RFC 6761, section 6.4: known not to exist, so that nobody has to be asked.
bool never_exists(std::string_view name) {
  return name == "invalid" || name.ends_with(".invalid");
}

problem no_such_name(const std::string& name) {
  return make_problem("dns.not_found", "There is no address for the host " + name +
                                           ": names that end in .invalid do not exist (RFC 6761).");
}

problem given_up(const std::string& name) {
  return make_problem("cancel.requested", "The lookup of " + name + " was given up.");
}

} // namespace

struct resolver::state {
  using answer = handover<result<addresses>>;

  struct lookup {
    std::vector<std::shared_ptr<answer>> waiting;
    bool started = false;
  };
  struct kept {
    addresses list;
    time_point until;
  };

  explicit state(options o) : settings(std::move(o)) {}

  const options settings;
  std::mutex mutex; // guards what follows
  std::condition_variable wake;
  std::deque<std::string> queue;
  std::map<std::string, lookup> lookups; // queued or running
  std::map<std::string, kept> cache;
  std::size_t threads = 0;
  std::size_t idle = 0;
  std::size_t stuck = 0; // threads in a lookup that nobody waits for
  bool closed = false;

  std::optional<addresses> cached(const std::string& name, time_point now);
  void keep(const std::string& name, const addresses& list, time_point now);
  void finish(const std::string& name, const result<addresses>& found);
  static void start_thread_if_needed(const std::shared_ptr<state>& self);
  static void work(const std::shared_ptr<state>& self);
};

std::optional<addresses> resolver::state::cached(const std::string& name, time_point now) {
  const auto found = cache.find(name);
  if (found == cache.end()) return std::nullopt;
  if (found->second.until > now) return found->second.list;
  cache.erase(found);
  return std::nullopt;
}

void resolver::state::keep(const std::string& name, const addresses& list, time_point now) {
  if (cache.size() >= most_cached)
    std::erase_if(cache, [&](const auto& entry) { return entry.second.until <= now; });
  if (cache.size() < most_cached) cache.insert_or_assign(name, kept{list, now + settings.lifetime});
}

// With the mutex held.
void resolver::state::finish(const std::string& name, const result<addresses>& found) {
  const auto entry = lookups.find(name);
  if (found) keep(name, *found, steady_clock::now());
  if (entry->second.waiting.empty()) --stuck;
  for (const auto& waiting : entry->second.waiting)
    waiting->put(found);
  lookups.erase(entry);
}

// With the mutex held.
void resolver::state::start_thread_if_needed(const std::shared_ptr<state>& self) {
  if (self->idle >= self->queue.size() || self->threads - self->stuck >= self->settings.threads ||
      self->threads >= most_threads)
    return;
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before); // a host's handlers must not run on our thread
  try {
    std::thread([self] { work(self); }).detach();
    ++self->threads;
  } catch (const std::system_error&) {
    // No thread to be had: those that run will come to the name.
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void resolver::state::work(const std::shared_ptr<state>& self) {
  std::unique_lock lock(self->mutex);
  while (true) {
    ++self->idle;
    self->wake.wait(lock, [&] { return self->closed || !self->queue.empty(); });
    --self->idle;
    if (self->closed) return;
    const std::string name = std::move(self->queue.front());
    self->queue.pop_front();
    self->lookups.at(name).started = true;
    lock.unlock();
    const result<addresses> found = self->settings.lookup(name);
    lock.lock();
    if (self->closed) return;
    self->finish(name, found);
    // Back to the usual number after others had to be started in place of stuck ones.
    if (self->threads - self->stuck > self->settings.threads) {
      --self->threads;
      return;
    }
  }
}

resolver::resolver(options o) : state_(std::make_shared<state>(std::move(o))) {}

resolver::~resolver() {
  close();
}

void resolver::close() {
  const std::lock_guard lock(state_->mutex);
  state_->closed = true;
  state_->wake.notify_all();
  // A thread in a lookup may keep the state for long; nothing in it may outlive the executors.
  state_->queue.clear();
  state_->lookups.clear();
}

asio::awaitable<result<addresses>> resolver::resolve(std::string host) {
  boost::system::error_code not_numeric;
  const auto numeric = asio::ip::make_address(host, not_numeric);
  if (!not_numeric) co_return addresses{numeric};

  const std::string name = canonical(host);
  const std::shared_ptr<state> s = state_;
  if (const auto known = s->settings.known.find(name); known != s->settings.known.end())
    co_return known->second;
  if (never_exists(name)) co_return no_such_name(name);

  const auto mine = std::make_shared<state::answer>(co_await asio::this_coro::executor);
  {
    const std::lock_guard lock(s->mutex);
    if (s->closed) co_return given_up(name);
    if (auto kept = s->cached(name, steady_clock::now())) co_return std::move(*kept);
    auto [entry, fresh] = s->lookups.try_emplace(name);
    // Somebody waits again for a lookup that was given up.
    if (!fresh && entry->second.started && entry->second.waiting.empty()) --s->stuck;
    entry->second.waiting.push_back(mine);
    if (fresh) {
      s->queue.push_back(name);
      state::start_thread_if_needed(s);
      s->wake.notify_one();
    }
  }
  std::optional<result<addresses>> answer = co_await mine->take();
  if (answer) co_return std::move(*answer);

  const std::lock_guard lock(s->mutex);
  if (const auto entry = s->lookups.find(name); entry != s->lookups.end()) {
    auto& waiting = entry->second.waiting;
    if (std::erase(waiting, mine) > 0 && waiting.empty()) {
      if (entry->second.started) {
        ++s->stuck;
        state::start_thread_if_needed(s);
      } else {
        std::erase(s->queue, name);
        s->lookups.erase(entry);
      }
    }
  }
  co_return given_up(name);
}

} // namespace http_task::http
