#include "abi/submission.hpp"

#include "abi/answer.hpp"
#include "abi/guard.hpp"
#include "abi/instance.hpp"
#include "response/inspection_level.hpp"
#include "json/parse.hpp"

#include <optional>
#include <string>
#include <utility>

namespace http_task::abi {
namespace {

std::optional<task::run_mode> mode_of(std::uint32_t mode) noexcept {
  switch (mode) {
  case HTTP_TASK_MODE_RUN: return task::run_mode::run;
  case HTTP_TASK_MODE_TEST: return task::run_mode::test;
  case HTTP_TASK_MODE_DRY_RUN: return task::run_mode::dry_run;
  default: return std::nullopt;
  }
}

// {"inspectionLevel"} or empty text.
result<std::optional<task::inspection_level>> level_of(std::string_view options) {
  std::optional<task::inspection_level> level;
  if (options.empty()) return level;
  auto read = json::parse(options);
  if (!read) return in_source(std::move(read).error(), "options");
  const auto invalid = [](std::string detail, std::string pointer = {}) {
    return in_source(make_problem("input.invalid", std::move(detail), std::move(pointer)), "options");
  };
  const auto* members = read->if_object();
  if (members == nullptr) {
    return invalid("Expected an object; found " + std::string(json::kind_name(*read)) + ".");
  }
  for (const auto& [name, member] : *members) {
    if (name != "inspectionLevel") {
      return invalid("There is no such option; expected inspectionLevel.",
                     "/" + std::string(json::view(name)));
    }
    if (member.is_string()) level = response::parse_inspection_level(json::view(member.get_string()));
    if (!level) return invalid("Expected \"INFO\", \"DEBUG\" or \"TRACE\".", "/inspectionLevel");
  }
  return level;
}

// What the caller passes, copied; nothing when a pointer is null although its size is not 0.
std::optional<task::submission> copy_of(const http_task_submission& s) {
  const auto settings = borrowed(s.settings, s.settings_size);
  const auto context = borrowed(s.context, s.context_size);
  const auto secrets = borrowed(s.secrets, s.secrets_size);
  const auto body = borrowed(s.body, s.body_size);
  if (!settings || !context || !secrets || !body) return std::nullopt;
  task::submission copy;
  copy.user_tag = s.user_tag;
  copy.settings = *settings;
  copy.context = *context;
  copy.secrets = *secrets;
  if (s.body != nullptr) copy.body.emplace(*body);
  return copy;
}

int32_t submit_checked(http_task_instance& instance, task::submission s, std::uint64_t& id) {
  if (!instance.events.reserve()) return HTTP_TASK_E_LIMIT;
  try {
    const auto taken = instance.executor->submit(std::move(s));
    if (taken) {
      id = *taken;
      return HTTP_TASK_OK;
    }
    instance.events.unreserve();
    return status_of(taken.error());
  } catch (...) {
    instance.events.unreserve();
    throw;
  }
}

} // namespace

std::int32_t submit_task(http_task_instance& instance, const http_task_submission& submission,
                         const task::stream_wishes& stream, std::uint64_t& id) {
  const auto mode = mode_of(submission.mode);
  const auto options = borrowed(submission.options, submission.options_size);
  auto copy = copy_of(submission);
  if (!mode || !options || !copy) return HTTP_TASK_E_ARGUMENT;
  const auto level = level_of(*options);
  if (!level) {
    const auto& p = level.error();
    instance.log(HTTP_TASK_LOG_ERROR, "submit: options " + p.pointer + ": " + p.detail);
    return status_of(p);
  }
  copy->mode = *mode;
  copy->level = *level;
  copy->stream = stream;
  return submit_checked(instance, std::move(*copy), id);
}

} // namespace http_task::abi
