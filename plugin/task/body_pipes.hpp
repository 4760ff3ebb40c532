// Bodies that the host gives and takes piece by piece (http_task.body_stream/1), between a thread of the host
// and the exchange.
//
// Each is a bounded buffer. Whoever finds it full or empty is told once when that has changed; such a call
// comes on the other side's thread, without a lock held. Thread-safe.
#pragma once

#include "message/body_stream.hpp"
#include "message/event_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace http_task::task {

// Held of a body at most, but for what one read from the network brings on top of it.
inline constexpr std::size_t pipe_bytes = std::size_t{256} << 10U;

// The body of a request.
class given_body final : public message::body_source {
public:
  // `on_room` is called when give() took less than it was given and there is room again.
  given_body(std::optional<std::uint64_t> size, std::function<void()> on_room)
      : size_(size), on_room_(std::move(on_room)) {}

  // The host's side. How many bytes were taken; nullopt when the body has been ended, or would become longer
  // than its size. Once closed, all is taken and dropped.
  [[nodiscard]] std::optional<std::size_t> give(std::string_view bytes);
  void end();
  // The exchange takes no more.
  void close();

  // The exchange's side. read() fails with "input.invalid" when the body was ended before its size,
  // rewind() with "input.not_repeatable" once a byte was read.
  [[nodiscard]] std::optional<std::uint64_t> size() const override { return size_; }
  [[nodiscard]] bool ready() const override;
  void when_ready(message::wake_call wake) override;
  [[nodiscard]] result<std::size_t> read(std::span<char> into) override;
  [[nodiscard]] result<void> rewind() override;

private:
  const std::optional<std::uint64_t> size_;
  const std::function<void()> on_room_;

  mutable std::mutex mutex_; // guards what follows
  std::string buffer_;
  std::size_t begin_ = 0; // what was read of buffer_
  std::uint64_t given_ = 0;
  bool ended_ = false;
  bool closed_ = false;
  bool began_ = false;
  bool host_waits_ = false;
  message::wake_call wake_;
};

// The body of an answer: bytes, or the events of an event stream.
class taken_body : public std::enable_shared_from_this<taken_body> {
public:
  // `on_data` is called when there is something to take after there was nothing.
  explicit taken_body(std::function<void()> on_data) : on_data_(std::move(on_data)) {}

  // The host's side. 0 bytes, no event: nothing is there for now.
  [[nodiscard]] std::size_t take(std::span<char> into);
  [[nodiscard]] std::optional<message::server_event> take_event();

  // The exchange's side: a sink that fills it.
  [[nodiscard]] std::unique_ptr<message::body_sink> open(bool as_events);
  [[nodiscard]] bool used() const; // a sink was opened
  // Nothing more will come. True when all was taken; else `on_drained` is called once it is.
  [[nodiscard]] bool end(std::function<void()> on_drained);
  // What was not taken is dropped.
  void close();

private:
  class byte_sink;
  class event_sink;

  [[nodiscard]] bool ready() const;
  void when_ready(message::wake_call wake);
  void put(std::string_view bytes);
  void put(message::server_event e);
  void tell_host(std::unique_lock<std::mutex>& lock);
  void tell_exchange(std::unique_lock<std::mutex>& lock);

  const std::function<void()> on_data_;

  mutable std::mutex mutex_; // guards what follows
  std::string buffer_;
  std::size_t begin_ = 0;
  std::deque<message::server_event> events_;
  std::size_t held_ = 0; // bytes, of events too
  bool used_ = false;
  bool closed_ = false;
  bool host_waits_ = true;
  message::wake_call wake_;
  std::function<void()> on_drained_;
};

} // namespace http_task::task
