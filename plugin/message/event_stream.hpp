// Server-sent events, text/event-stream (WHATWG HTML, section 9.2.6, "Interpreting an event stream").
//
// Sans-io: fed with the bytes of a body as they come, gives the events that are complete. An event that the
// end of the body cuts off is none. Not thread-safe.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace http_task::message {

struct server_event {
  std::string type = "message";       // the field "event"
  std::string data;                   // without the last line end
  std::string id;                     // of this event, or the last one that there was
  std::optional<std::uint64_t> retry; // ms that the server wants a client to wait before it connects again
};

class event_stream {
public:
  using event_function = std::function<void(server_event)>;

  // No event may have more bytes than that, nor may a line.
  explicit event_stream(std::size_t most_bytes) noexcept : most_bytes_(most_bytes) {}

  // Calls `on_event` for each event that `bytes` complete. Fails with "limit.event"; nothing more is read
  // then.
  [[nodiscard]] result<void> write(std::string_view bytes, const event_function& on_event);

private:
  void take_line(std::string_view line, const event_function& on_event);
  void dispatch(const event_function& on_event);

  std::size_t most_bytes_;
  bool began_ = false;    // past the byte order mark
  bool after_cr_ = false; // a line feed now belongs to the line end before it
  std::string line_;      // as far as it came
  std::string type_;
  std::string data_; // each line of it with a line feed
  std::string id_;
  std::optional<std::uint64_t> retry_;
};

} // namespace http_task::message
