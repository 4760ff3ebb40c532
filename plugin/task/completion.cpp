#include "task/completion.hpp"

#include "http/client.hpp"
#include "request/curl.hpp"
#include "response/answer_view.hpp"
#include "response/output_filter.hpp"
#include "response/structured_response.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>
#include <vector>

namespace http_task::task {
namespace {

using response::check;
using response::verdict;

std::vector<response::status_range> accepted_ranges(const settings::request_settings& s) {
  std::vector<response::status_range> ranges;
  for (const settings::status_range& r : s.accepted_statuses)
    ranges.push_back({r.first, r.last});
  return ranges;
}

// What the description and the media type say of an answer; informs, decides nothing.
void check_answer(const preparation& p, const message::response& answer,
                  const response::interpreted_body& body, std::vector<check>& checks) {
  if (!body.note.empty()) checks.push_back({"body", false, {}, body.note});
  if (!p.description || !answer.body_complete) return;
  if (!answer.body.empty()) {
    const std::string* type = answer.headers.find("Content-Type");
    if (auto c = response::check_media_type(*p.description, answer.status, type ? *type : std::string()))
      checks.push_back(*std::move(c));
  }
  const json::value* json = body.value ? &*body.value : nullptr;
  for (check& c : response::check_response_schema(*p.description, answer.status, json))
    checks.push_back(std::move(c));
}

problem status_problem(const message::response& answer, const check& status_check, const verdict& v) {
  problem p = make_problem("status.not_accepted", "Status " + status_check.message);
  p.phase = "receive";
  p.retryable = v.status == response::task_status::failed;
  p.advice =
      answer.status == 401 || answer.status == 403
          ? "Check the credentials, and that they are allowed to do this."
          : "Read the body of the answer; name the status in acceptedStatusCodes if it is what you expect.";
  return p;
}

// Of an answer whose status is accepted: whether it is a success, and what of it is passed on. The problem is
// that it is none.
std::optional<problem> apply_filters(const settings::request_settings& s, const message::response& answer,
                                     response::interpreted_body& body, std::vector<check>& checks,
                                     verdict& outcome, std::optional<json::object>& output) {
  if (!s.success_condition && s.output_filter.empty()) return std::nullopt;
  const response::answer_view view(answer, body);
  if (s.success_condition) {
    const check& success = checks.emplace_back(
        response::check_success(s.success_condition->compiled, s.success_condition->text, view.root()));
    outcome = response::judge_success(checks.front(), success);
    if (!success.pass) {
      problem p = make_problem("status.not_successful", "The condition " + success.message,
                               s.pointer + "/successCondition");
      p.source = "settings";
      p.phase = "receive";
      p.retryable = false;
      p.advice = "Read the body of the answer: it says what went wrong.";
      return p;
    }
  }
  if (s.output_filter.empty()) return std::nullopt;
  response::filtered found = response::filter_output(s.output_filter, view.root(), s.pointer);
  output = std::move(found.output);
  std::ranges::move(found.checks, std::back_inserter(checks));
  return std::nullopt;
}

event write(const completion_facts& t, const preparation& p, message::exchange* x,
            std::optional<problem> error) {
  response::facts f;
  f.request = p.request.get();
  f.exchange = x;
  f.secrets = &p.secrets;
  f.level = t.level;
  if (p.output_used && !error) f.body_file = p.settings->output_file;
  f.body_streamed = p.body_streamed;
  f.mask_answer = t.mode != run_mode::run;
  if (p.request && t.level != inspection_level::info) {
    f.head = http::request_head(*p.request);
    f.curl = request::to_curl(*p.request, *p.settings, p.secrets);
  }

  std::vector<check> checks = p.checks;
  response::interpreted_body body;
  std::optional<json::object> output;
  std::optional<unsigned> answered;
  if (x && x->response) {
    answered = x->response->status;
    const bool looked_into =
        f.mask_answer || p.description || p.settings->success_condition || !p.settings->output_filter.empty();
    body = response::interpret_body(*x->response, looked_into);
    f.body = &body;
    check status_check = response::check_status(*answered, accepted_ranges(*p.settings));
    if (!error) {
      // What was asked for first decides whether repeating it is safe, also when redirects led to a GET.
      f.outcome = response::judge_answer(p.request->method, *answered, status_check);
      if (!status_check.pass) error = status_problem(*x->response, status_check, f.outcome);
    }
    checks.insert(checks.begin(), std::move(status_check));
    check_answer(p, *x->response, body, checks);
    if (!error) error = apply_filters(*p.settings, *x->response, body, checks, f.outcome, output);
    f.output = output ? &*output : nullptr;
  } else if (!error) {
    f.outcome = {response::task_status::completed,
                 "Dry run: this is the request that would be sent; nothing was sent."};
  }
  if (error && f.outcome.sentence.empty())
    f.outcome = response::judge_failure(*error, x && x->anything_sent(), answered);
  if (!p.retry_note.empty()) f.outcome.sentence += " Retry: " + p.retry_note;
  f.error = error ? &*error : nullptr;
  f.checks = &checks;

  event e{event::kind::completed, t.id, t.user_tag, response::write_structured_response(f), {}};
  if (x && x->response) e.body = std::move(x->response->body);
  return e;
}

// When even writing the response failed: the host is still owed a completed event.
constexpr const char* last_words =
    R"({"status":"FAILED_WITH_TERMINAL_ERROR","verdict":"Failed: the plugin ran out of memory.","request":{},)"
    R"("timings":{"total":0},"attempts":[],"checks":[],)"
    R"("error":{"type":"internal","title":"A defect of the plugin"}})";

} // namespace

event complete(const completion_facts& t, const preparation& p, message::exchange* x,
               std::optional<problem> error) noexcept {
  try {
    return write(t, p, x, std::move(error));
  } catch (...) {
    return {event::kind::completed, t.id, t.user_tag, last_words, {}};
  }
}

} // namespace http_task::task
