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
  bool body_streamed = false;                     // the host takes it
  std::shared_ptr<const json::value> description; // of a test, when the catalogue has the endpoint
  std::vector<response::check> checks;
  std::string retry_note; // what was decided about further attempts; "" when there was nothing to decide
  std::optional<problem> error;
};

// `files` is null where the host opens no directory.
[[nodiscard]] preparation prepare(submission&& s, const description_lookup& find_description,
                                  step_cache& known, const files::directory* files = nullptr);

// For a further attempt: the file of settings.outputFile once more, if the last one has used it up.
[[nodiscard]] std::optional<problem> open_output_again(preparation& p, const files::directory* files);

} // namespace http_task::task
