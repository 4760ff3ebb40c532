#include "task/body_pipes.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace http_task::task {
namespace {

// Beyond this an event is none that anybody waits for.
constexpr std::size_t most_event_bytes = std::size_t{1} << 20U;

// What an event holds beside its text.
constexpr std::size_t event_overhead = 128;

std::size_t weight(const message::server_event& e) {
  return e.data.size() + e.type.size() + e.id.size() + event_overhead;
}

// Copies from the front of what is left of `buffer`; what was copied is given up now and then.
std::size_t take_front(std::string& buffer, std::size_t& begin, std::span<char> into) {
  const std::size_t size = std::min(into.size(), buffer.size() - begin);
  if (size > 0) std::memcpy(into.data(), buffer.data() + begin, size);
  begin += size;
  if (begin == buffer.size()) {
    buffer.clear();
    begin = 0;
  } else if (begin >= pipe_bytes) {
    buffer.erase(0, begin);
    begin = 0;
  }
  return size;
}

} // namespace

std::optional<std::size_t> given_body::give(std::string_view bytes) {
  std::unique_lock lock(mutex_);
  if (ended_ || (size_ && bytes.size() > *size_ - given_)) return std::nullopt;
  if (closed_) return bytes.size();
  const std::size_t held = buffer_.size() - begin_;
  const std::string_view fits = bytes.substr(0, pipe_bytes - std::min(held, pipe_bytes));
  buffer_ += fits;
  given_ += fits.size();
  if (fits.size() < bytes.size()) host_waits_ = true;
  const message::wake_call wake = fits.empty() ? nullptr : std::exchange(wake_, nullptr);
  lock.unlock();
  if (wake) wake();
  return fits.size();
}

void given_body::end() {
  std::unique_lock lock(mutex_);
  ended_ = true;
  const message::wake_call wake = std::exchange(wake_, nullptr);
  lock.unlock();
  if (wake) wake();
}

void given_body::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  buffer_ = {};
  begin_ = 0;
  wake_ = nullptr;
}

bool given_body::ready() const {
  const std::lock_guard lock(mutex_);
  return ended_ || begin_ < buffer_.size();
}

void given_body::when_ready(message::wake_call wake) {
  {
    const std::lock_guard lock(mutex_);
    if (!ended_ && begin_ == buffer_.size()) {
      wake_ = std::move(wake);
      return;
    }
  }
  wake();
}

result<std::size_t> given_body::read(std::span<char> into) {
  std::unique_lock lock(mutex_);
  const std::size_t got = take_front(buffer_, begin_, into);
  began_ = began_ || got > 0;
  if (got == 0 && size_ && given_ < *size_)
    return make_problem("input.invalid", "The body was ended after " + std::to_string(given_) + " of " +
                                             std::to_string(*size_) + " bytes.");
  const bool tell = host_waits_ && buffer_.size() - begin_ <= pipe_bytes / 2;
  if (tell) host_waits_ = false;
  lock.unlock();
  if (tell && on_room_) on_room_();
  return got;
}

result<void> given_body::rewind() {
  const std::lock_guard lock(mutex_);
  if (!began_) return {};
  return make_problem("input.not_repeatable",
                      "The request would have to be sent once more, and its body, which was given piece by "
                      "piece, is not there any more.");
}

class taken_body::byte_sink final : public message::body_sink {
public:
  explicit byte_sink(std::shared_ptr<taken_body> to) : to_(std::move(to)) {}
  [[nodiscard]] bool ready() const override { return to_->ready(); }
  void when_ready(message::wake_call wake) override { to_->when_ready(std::move(wake)); }
  [[nodiscard]] result<void> write(std::string_view piece) override {
    to_->put(piece);
    return {};
  }
  [[nodiscard]] result<void> finish() override { return {}; }

private:
  std::shared_ptr<taken_body> to_;
};

class taken_body::event_sink final : public message::body_sink {
public:
  explicit event_sink(std::shared_ptr<taken_body> to) : to_(std::move(to)) {}
  [[nodiscard]] bool ready() const override { return to_->ready(); }
  void when_ready(message::wake_call wake) override { to_->when_ready(std::move(wake)); }
  [[nodiscard]] result<void> write(std::string_view piece) override {
    return stream_.write(piece, [this](message::server_event e) { to_->put(std::move(e)); });
  }
  [[nodiscard]] result<void> finish() override { return {}; }

private:
  std::shared_ptr<taken_body> to_;
  message::event_stream stream_{most_event_bytes};
};

std::unique_ptr<message::body_sink> taken_body::open(bool as_events) {
  {
    const std::lock_guard lock(mutex_);
    used_ = true;
  }
  if (as_events) return std::make_unique<event_sink>(shared_from_this());
  return std::make_unique<byte_sink>(shared_from_this());
}

bool taken_body::used() const {
  const std::lock_guard lock(mutex_);
  return used_;
}

bool taken_body::ready() const {
  const std::lock_guard lock(mutex_);
  return closed_ || held_ < pipe_bytes;
}

void taken_body::when_ready(message::wake_call wake) {
  {
    const std::lock_guard lock(mutex_);
    if (!closed_ && held_ >= pipe_bytes) {
      wake_ = std::move(wake);
      return;
    }
  }
  wake();
}

void taken_body::put(std::string_view bytes) {
  if (bytes.empty()) return;
  std::unique_lock lock(mutex_);
  if (closed_) return;
  buffer_ += bytes;
  held_ += bytes.size();
  tell_host(lock);
}

void taken_body::put(message::server_event e) {
  std::unique_lock lock(mutex_);
  if (closed_) return;
  held_ += weight(e);
  events_.push_back(std::move(e));
  tell_host(lock);
}

void taken_body::tell_host(std::unique_lock<std::mutex>& lock) {
  const bool tell = std::exchange(host_waits_, false);
  lock.unlock();
  if (tell && on_data_) on_data_();
}

std::size_t taken_body::take(std::span<char> into) {
  std::unique_lock lock(mutex_);
  const std::size_t got = take_front(buffer_, begin_, into);
  held_ -= got;
  tell_exchange(lock);
  return got;
}

std::optional<message::server_event> taken_body::take_event() {
  std::unique_lock lock(mutex_);
  std::optional<message::server_event> first;
  if (!events_.empty()) {
    first = std::move(events_.front());
    events_.pop_front();
    held_ -= weight(*first);
  }
  tell_exchange(lock);
  return first;
}

void taken_body::tell_exchange(std::unique_lock<std::mutex>& lock) {
  message::wake_call wake;
  std::function<void()> drained;
  if (held_ == 0) {
    host_waits_ = true;
    drained = std::exchange(on_drained_, nullptr);
  }
  if (held_ <= pipe_bytes / 2) wake = std::exchange(wake_, nullptr);
  lock.unlock();
  if (wake) wake();
  if (drained) drained();
}

bool taken_body::end(std::function<void()> on_drained) {
  const std::lock_guard lock(mutex_);
  if (held_ == 0) return true;
  on_drained_ = std::move(on_drained);
  return false;
}

void taken_body::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  buffer_ = {};
  begin_ = 0;
  events_.clear();
  held_ = 0;
  wake_ = nullptr;
  on_drained_ = nullptr;
}

} // namespace http_task::task
