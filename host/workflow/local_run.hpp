// The tasks of a definition run one after the other, in this process.
//
// Each task sees what ${...} can refer to: {"workflow": {"input": ...}, "<reference>": {"output": <structured
// response>}, ...}. The first task that fails ends the run, unless it is optional. Knows nothing of the
// plugin: a function runs a task.
#pragma once

#include "workflow/definition.hpp"

#include <functional>
#include <string>
#include <vector>

namespace http_task::host {

struct task_outcome {
  std::string reference;
  std::string name;
  bool optional = false;
  json::object response; // structured response
};

struct run_outcome {
  bool completed = false; // every task that is not optional
  bool interrupted = false;
  std::vector<task_outcome> tasks; // those that were run
  json::value output;              // of a completed run; null otherwise
};

// Runs one task in the context and gives its structured response as JSON text.
using run_task = std::function<result<std::string>(const http_step&, const json::object& context)>;
// Told before and after each task.
struct run_observer {
  std::function<void(const http_step&)> before;
  std::function<void(const task_outcome&)> after;
};

// Fails only when `run` does, or when what it gives is no JSON object.
[[nodiscard]] result<run_outcome> run_locally(const definition& workflow, const json::value& input,
                                              const run_task& run, const run_observer& observer);

// {"status", "tasks": [{"taskReferenceName", "name", "status", "optional", "output"}], "output"}.
[[nodiscard]] json::object to_json(const run_outcome& outcome);

} // namespace http_task::host
