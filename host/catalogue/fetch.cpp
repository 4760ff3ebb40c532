#include "catalogue/fetch.hpp"

#include "catalogue/folder_documents.hpp"
#include "document/json.hpp"

#include "http_task/sdk/event_pump.hpp"

namespace http_task::host {

result<std::string> fetch_description(sdk::instance& plugin, const std::string& url,
                                      const std::function<bool()>& cancelled) {
  const std::string settings =
      to_text(json::object{{"uri", url},
                           {"method", "GET"},
                           {"accept", "application/json, application/yaml;q=0.9, */*;q=0.5"},
                           {"maxResponseBytes", max_description_bytes}});
  sdk::submission submission;
  submission.mode = HTTP_TASK_MODE_RUN;
  submission.settings = settings;
  sdk::event_pump pump(plugin);
  const auto answer = pump.run_one(submission, {}, cancelled);
  if (!answer) return from_failure(answer.error());
  const auto response = parse_object(answer->json(), "structured response");
  if (!response) return response.error();
  if (const json::object* error = object_of(*response, "error")) {
    problem p = read_problem(*error);
    if (p.source.empty()) p.source = url;
    return p;
  }
  if (text_of(*response, "status") == "CANCELED")
    return make_problem("cancel.requested", url + " was not read.");
  if (text_of(*response, "status") != "COMPLETED") {
    const json::object* received = object_of(*response, "response");
    const std::int64_t status = received != nullptr ? integer_of(*received, "statusCode") : 0;
    return make_problem("status.not_accepted",
                        url + " answered with status " + std::to_string(status) +
                            " and not with a description.",
                        "http-task test shows the whole answer.");
  }
  const auto body = answer->body();
  return std::string(reinterpret_cast<const char*>(body.data()), body.size());
}

} // namespace http_task::host
