// The structured response: everything that is known of a task as one JSON document
// (schemas/structured-response.schema.json).
//
// Whatever is ours or was sent (request, problems, messages) is masked. What the other side said is passed on
// as it came when the next step reads it (a run), and masked by value where a person looks at it (a test).
#pragma once

#include "base/problem.hpp"
#include "base/redact.hpp"
#include "message/exchange.hpp"
#include "response/body.hpp"
#include "response/check.hpp"
#include "response/inspection_level.hpp"
#include "response/verdict.hpp"

#include <optional>
#include <string>
#include <vector>

namespace http_task::response {

// Borrowed for the call; null where the task did not get that far.
struct facts {
  const message::request* request = nullptr;
  const message::exchange* exchange = nullptr;
  const interpreted_body* body = nullptr; // of exchange->response
  const json::object* output = nullptr;   // of outputFilter
  const problem* error = nullptr;
  const std::vector<check>* checks = nullptr;
  const redactor* secrets = nullptr; // never null
  std::string head;                  // of a request that was not sent: what would have been
  std::string curl;
  std::string body_file;      // where the body of the answer went, in place of `body`
  bool body_streamed = false; // the host took it piece by piece, in place of `body`
  inspection_level level = inspection_level::info;
  bool mask_answer = true;
  verdict outcome;
};

[[nodiscard]] std::string write_structured_response(const facts& f);

} // namespace http_task::response
