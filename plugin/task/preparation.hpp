// A task before its exchange: from the texts of a submission to the exact request, or to the problem that
// stood in the way. Touches no network and no clock.
#pragma once

#include "base/redact.hpp"
#include "files/directory.hpp"
#include "message/request.hpp"
#include "response/check.hpp"
#include "settings/request_settings.hpp"
#include "task/executor.hpp"
#include "task/step_cache.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace http_task::task {

// As far as it got: what is known is shown also when `error` is set.
struct preparation {
  redactor secrets; // every secret whose value went into the request
  std::shared_ptr<const settings::request_settings> settings;
  std::shared_ptr<const message::request> request;
  std::unique_ptr<message::body_sink> output;     // of an accepted answer; null: its body stays in memory
  bool output_used = false;                       // it went there
  std::shared_ptr<const json::value> description; // of a test, when the catalogue has the endpoint
  std::vector<response::check> checks;
  std::optional<problem> error;
};

// `files` is null where the host opens no directory.
[[nodiscard]] preparation prepare(submission&& s, const description_lookup& find_description,
                                  step_cache& known, const files::directory* files = nullptr);

} // namespace http_task::task
