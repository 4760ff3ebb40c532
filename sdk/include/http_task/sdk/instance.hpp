// A plugin at work: its catalogue, and HTTP tasks submitted, watched and cancelled.
//
// Each function is one call of the C ABI (http_task/catalog.h, catalog_file.h and executor.h say what goes in
// and what comes out); a refusal is a failure with the plugin's problem.
#pragma once

#include "http_task/body_stream.h"
#include "http_task/catalog.h"
#include "http_task/executor.h"
#include "http_task/sdk/catalog_writer.hpp"
#include "http_task/sdk/document.hpp"
#include "http_task/sdk/library.hpp"
#include "http_task/sdk/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace http_task::sdk {

// Everything is borrowed until submit returns.
struct submission {
  unsigned mode = HTTP_TASK_MODE_RUN;
  std::uint64_t user_tag = 0; // comes back in each event of the task
  std::string_view settings;
  std::string_view context;
  std::string_view secrets;
  std::string_view options;
  std::optional<std::span<const std::byte>>
      body; // in place of the settings' body; an empty one is a body too
};

// What of the bodies goes piece by piece (http_task/body_stream.h).
struct stream_options {
  unsigned flags = 0; // HTTP_TASK_STREAM_*
  std::optional<std::uint64_t> request_size{};
  std::uint64_t response_limit = 0;
};

struct event {
  unsigned kind = 0; // HTTP_TASK_EVENT_*
  std::uint64_t task = 0;
  std::uint64_t user_tag = 0;
  document doc;
};

// A line for the host's log, on any thread; `level` is one of HTTP_TASK_LOG_*. Must not throw, nor call the
// instance.
using log_function = std::function<void(unsigned level, std::string_view text)>;

// Every member may be called from any thread, but for the moves and the destructor, which nothing may
// overlap.
class instance {
public:
  [[nodiscard]] static result<instance> create(std::shared_ptr<library> plugin, std::string_view options_json,
                                               log_function log = {});
  ~instance(); // cancels what is in flight and waits for the plugin's threads
  instance(instance&& other) noexcept;
  instance& operator=(instance&& other) noexcept;
  instance(const instance&) = delete;
  instance& operator=(const instance&) = delete;

  [[nodiscard]] const std::shared_ptr<library>& plugin() const noexcept;

  [[nodiscard]] result<document> load(std::span<const std::byte> bytes, std::string_view options = {});
  [[nodiscard]] result<document> unload(std::string_view api);
  [[nodiscard]] result<document> list();
  [[nodiscard]] result<document> search(std::string_view query);
  [[nodiscard]] result<document> describe(std::string_view endpoint);
  [[nodiscard]] result<document> prefill(std::string_view request);
  [[nodiscard]] result<document> validate(std::string_view settings);
  [[nodiscard]] result<document> sample(std::string_view request);
  [[nodiscard]] result<document> form(std::string_view request);

  // catalog_file/1; paths are UTF-8.
  [[nodiscard]] result<document> open_catalog(std::string_view path);
  [[nodiscard]] result<document> close_catalog(std::string_view path);
  [[nodiscard]] result<document> catalog_contents(std::string_view path);
  [[nodiscard]] result<document> check_catalog(std::string_view path);
  // The writer ends before the instance does.
  [[nodiscard]] result<catalog_writer> write_catalog(std::string_view path, std::string_view options = {});

  [[nodiscard]] result<std::uint64_t> submit(const submission& s); // the id of the task
  result<void> cancel(std::uint64_t task);

  // body_stream/1: none of them blocks; its events say when to go on. What was not taken of `bytes`, and 0
  // bytes or nothing where there is none now, are no failures.
  [[nodiscard]] result<std::uint64_t> submit(const submission& s, const stream_options& stream);
  [[nodiscard]] result<std::size_t> write(std::uint64_t task, std::span<const std::byte> bytes);
  result<void> finish(std::uint64_t task);
  [[nodiscard]] result<std::size_t> read(std::uint64_t task, std::span<std::byte> into);
  [[nodiscard]] result<std::optional<document>> next_message(std::uint64_t task);

  // At most `max` events, oldest first, without blocking; none is an empty list.
  [[nodiscard]] result<std::vector<event>> next_events(std::size_t max);
  // Readable while there are events. The instance's: wait for it, never read or close it.
  [[nodiscard]] result<int> event_fd();
  [[nodiscard]] result<document> statistics();
  // Takes no more tasks and cancels those in flight; does not block.
  result<void> shutdown();

private:
  struct state;
  explicit instance(std::unique_ptr<state> s) noexcept;
  std::unique_ptr<state> state_;
};

} // namespace http_task::sdk
