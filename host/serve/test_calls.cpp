// The calls that send: a test request, its events, its answer.
#include "cli/secrets.hpp"
#include "cli/settings_input.hpp"
#include "document/layout.hpp"
#include "render/har.hpp"
#include "serve/byte_range.hpp"
#include "serve/calls.hpp"
#include "serve/step_context.hpp"
#include "serve/test_summary.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>

namespace http_task::host {
namespace {

struct asked_test {
  std::string settings; // as they were written
  json::value value;
  place_in_workflow place;
  std::string level = "TRACE";
  bool sandbox = true;
  bool confirmed = false;
};

result<asked_test> read_asked(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return body.error();
  asked_test asked;
  const json::value* settings = body->if_contains("settings");
  const auto text = find_member(request.body, "settings");
  if (settings == nullptr || !settings->is_object() || !text)
    return make_problem("input.invalid", "Expected settings, which are an object.");
  asked.settings = text->in(request.body);
  asked.value = *settings;
  auto place = place_of(e, *body);
  if (!place) return std::move(place).error();
  asked.place = *std::move(place);
  if (const std::string_view level = text_of(*body, "level"); !level.empty()) asked.level = level;
  const std::string_view mode = text_of(*body, "mode");
  if (mode != "real" && mode != "sandbox")
    return make_problem("input.invalid", "Expected \"real\" or \"sandbox\" as mode.");
  asked.sandbox = mode == "sandbox";
  asked.confirmed = flag_of(*body, "confirmed");
  return asked;
}

// Safe methods (RFC 9110, section 9.2.1) ask for nothing to be changed. What an expression brings in may be
// any method.
bool may_change_things(const json::object& settings) {
  const json::value* method = settings.if_contains("method");
  if (method == nullptr || method->is_null()) return false; // GET
  const std::string_view name = method->is_string() ? view(method->get_string()) : std::string_view();
  constexpr std::array<std::string_view, 5> safe{"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"};
  return std::ranges::find(safe, name) == safe.end();
}

result<json::object> secrets_for(editor& e, const asked_test& asked) {
  const std::set<std::string> used = secrets_used(asked.value);
  if (asked.sandbox) return placeholders(used, "sandbox"); // no secret leaves for a mock
  json::object values = e.secrets().values();
  if (const auto complete = require_secrets(used, values); !complete) {
    problem p = complete.error();
    p.advice = "Put in the values under Secrets, or start http-task serve with --secret NAME=@FILE.";
    return p;
  }
  return values;
}

std::string progress_text(const sdk::document& progress) {
  const auto event = parse_object(progress.json(), "progress");
  if (!event) return {};
  return to_text(
      json::object{{"phase", text_of(*event, "phase")}, {"received", integer_of(*event, "receivedBytes")}});
}

result<std::shared_ptr<test_run>> start_test(editor& e, const asked_test& asked) {
  const auto secrets = secrets_for(e, asked);
  if (!secrets) return secrets.error();
  const auto sandbox = asked.sandbox ? e.sandbox() : result<task_runner*>(nullptr);
  if (!sandbox) return sandbox.error();
  task_runner& runner = asked.sandbox ? **sandbox : e.real();
  runner.expect(endpoint_of(asked.value));
  const std::string context = context_of(e, asked.place, asked.sandbox).to_json();
  const std::string secrets_text = to_text(*secrets);
  const std::string options = to_text(json::object{{"inspectionLevel", asked.level}});
  auto test = e.tests().add(asked.sandbox);
  if (!test) return test;

  sdk::submission s;
  s.mode = HTTP_TASK_MODE_TEST;
  s.settings = asked.settings;
  s.context = context;
  s.secrets = secrets_text;
  s.options = options;
  const auto completed = [&e, test = *test, secrets = *secrets, path = asked.place.path,
                          ref = asked.place.reference](sdk::document document) {
    // A large answer takes a while to look through: not on the server's thread.
    const auto shared = std::make_shared<const sdk::document>(std::move(document));
    boost::asio::post(e.calls(), [&e, test, shared, secrets, path, ref] {
      auto outcome = outcome_of(*shared, secrets);
      if (!ref.empty() && outcome->answered) e.tests().remember(path, ref, outcome);
      test->set_outcome(std::move(outcome));
      boost::asio::post(e.io(), [test] { test->wake_listeners(); });
    });
  };
  const auto progress = [test = *test](const sdk::document& document) {
    test->set_progress(progress_text(document));
    test->wake_listeners();
  };
  const auto task = runner.submit(s, completed, progress);
  if (!task) {
    e.tests().remove((*test)->id());
    return task.error();
  }
  (*test)->set_task(*task);
  return test;
}

result<std::shared_ptr<test_run>> find_test(editor& e, const api_request& request) {
  auto test = e.tests().find(request.path[1]);
  if (test) (*test)->note_interest();
  return test;
}

problem still_running() {
  return make_problem("test.running", "The test has not ended.", "Wait for the completed event.");
}

} // namespace

api_answer post_test(editor& e, const api_request& request) {
  const auto asked = read_asked(e, request);
  if (!asked) return problem_answer(asked.error());
  if (!asked->sandbox && !asked->confirmed && may_change_things(asked->value.get_object()))
    return problem_answer(make_problem("test.unconfirmed", "The request may change things on a real server.",
                                       "Confirm it, or test in the sandbox."));
  const auto test = start_test(e, *asked);
  if (!test) return problem_answer(test.error());
  api_answer answer = json_answer(json::object{{"id", (*test)->id()}}, 202);
  answer.headers.emplace_back("Location", "/api/v1/tests/" + (*test)->id());
  return answer;
}

api_answer get_test(editor& e, const api_request& request) {
  const auto test = find_test(e, request);
  if (!test) return problem_answer(test.error());
  const auto outcome = (*test)->look().outcome;
  if (!outcome) return json_answer(json::object{{"status", "IN_PROGRESS"}});
  return text_answer(outcome->summary, "application/json");
}

api_answer delete_test(editor& e, const api_request& request) {
  const auto test = find_test(e, request);
  if (!test) return problem_answer(test.error());
  e.cancel(**test);
  return no_content();
}

api_answer get_test_events(editor& e, const api_request& request) {
  const auto test = find_test(e, request);
  if (!test) return problem_answer(test.error());
  api_answer answer;
  answer.headers.emplace_back("Content-Type", "text/event-stream");
  answer.events = *test;
  return answer;
}

api_answer get_test_body(editor& e, const api_request& request) {
  const auto test = find_test(e, request);
  if (!test) return problem_answer(test.error());
  const auto outcome = (*test)->look().outcome;
  if (!outcome) return problem_answer(still_running());
  if (!outcome->body)
    return problem_answer(make_problem("test.not_found", "There is no body: nothing was answered."));
  api_answer answer;
  const std::uint64_t size = outcome->body->size();
  const byte_range range = read_byte_range(request.range, size);
  if (range.kind == byte_range::kinds::unsatisfiable) {
    answer = problem_answer(make_problem("input.invalid", "The range lies behind the end of the body."), 416);
    answer.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    return answer;
  }
  answer.headers = {{"Content-Type", "application/octet-stream"}, {"Accept-Ranges", "bytes"}};
  answer.kept = outcome->body;
  answer.offset = range.offset;
  answer.size = range.size;
  if (range.kind == byte_range::kinds::part) {
    answer.status = 206;
    answer.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.offset) + "-" +
                                                     std::to_string(range.offset + range.size - 1) + "/" +
                                                     std::to_string(size));
  }
  return answer;
}

api_answer get_test_export(editor& e, const api_request& request) {
  const auto test = find_test(e, request);
  if (!test) return problem_answer(test.error());
  const auto outcome = (*test)->look().outcome;
  if (!outcome) return problem_answer(still_running());
  const std::string& document = outcome->full ? *outcome->full : outcome->summary;
  const std::string_view format = request.parameter("format");
  if (format == "har") return text_answer(to_har(document, outcome->ended), "application/json");
  if (format != "curl")
    return problem_answer(make_problem("input.invalid", "Expected curl or har as format."));
  const auto parsed = parse_object(outcome->summary, "structured response");
  const json::object* sent = parsed ? object_of(*parsed, "request") : nullptr;
  const std::string_view curl = sent != nullptr ? text_of(*sent, "curl") : std::string_view();
  if (curl.empty())
    return problem_answer(make_problem("test.not_found", "There was no request that could be shown."));
  return text_answer(std::string(curl) + "\n", "text/plain; charset=utf-8");
}

} // namespace http_task::host
