// An instance of the plugin: the catalogue, the tasks, and the way of their events to the host.
#pragma once

#include "abi/event_queue.hpp"
#include "base/result.hpp"
#include "catalog/catalog.hpp"
#include "http_task/plugin.h"
#include "task/executor.hpp"

#include <memory>
#include <string_view>

struct http_task_instance {
  // Fails with "options.invalid" or "input.not_json".
  [[nodiscard]] static http_task::result<std::unique_ptr<http_task_instance>>
  create(const http_task_host& host, std::string_view options);

  // For the host's log. `text` holds no secret.
  void log(std::uint32_t level, std::string_view text) const noexcept;

  // Where the functions of the tables report a defect.
  [[nodiscard]] auto report(const char* function) const noexcept {
    return [this, function](const char* what) noexcept { log_defect(function, what); };
  }

  const http_task_host host;
  const bool by_callback; // events go to host.on_event; there is no queue
  http_task::catalog::catalog catalog;
  http_task::abi::event_queue events;
  std::unique_ptr<http_task::task::executor>
      executor; // the last: it uses the others until its threads have ended

private:
  http_task_instance(const http_task_host& h, const http_task::task::instance_options& options);
  void log_defect(const char* function, const char* what) const noexcept;
  void forward(http_task::task::event e) noexcept;
};
