#include "failures.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <utility>

namespace http_task::sdk {
namespace {

std::string_view meaning(std::int32_t status) noexcept {
  switch (status) {
  case HTTP_TASK_E_ARGUMENT: return "the call was not made as the ABI asks for";
  case HTTP_TASK_E_REJECTED: return "the input is not acceptable";
  case HTTP_TASK_E_NOT_FOUND: return "there is no such thing";
  case HTTP_TASK_E_SHUT_DOWN: return "the instance was shut down";
  case HTTP_TASK_E_LIMIT: return "too many tasks are in flight; try again after one has completed";
  case HTTP_TASK_E_MEMORY: return "out of memory";
  case HTTP_TASK_E_UNSUPPORTED: return "this plugin does not have the function";
  case HTTP_TASK_E_INTERNAL: return "a defect of the plugin";
  default: return "an error that this host does not know";
  }
}

void append_sentence(std::string& message, const boost::json::object& problem, std::string_view member) {
  const auto* value = problem.if_contains(boost::json::string_view(member.data(), member.size()));
  if (value == nullptr || !value->is_string() || value->get_string().empty()) return;
  if (!message.empty()) message += ' ';
  message.append(value->get_string().data(), value->get_string().size());
}

} // namespace

failure make_failure(std::int32_t status, std::string message) {
  return {status, std::move(message)};
}

failure status_failure(std::int32_t status, std::string_view function) {
  std::string message(function);
  message += ": ";
  message += meaning(status);
  message += " (status " + std::to_string(status) + ").";
  return make_failure(status, std::move(message));
}

failure problem_failure(std::int32_t status, std::string_view function, const document& problem) {
  const auto json = problem.json();
  boost::system::error_code error;
  const auto value = boost::json::parse(boost::json::string_view(json.data(), json.size()), error);
  auto f = status_failure(status, function);
  if (error || !value.is_object()) return f;

  std::string message;
  append_sentence(message, value.get_object(), "detail");
  if (message.empty()) append_sentence(message, value.get_object(), "title");
  append_sentence(message, value.get_object(), "advice");
  if (!message.empty()) f.message = std::move(message);
  f.problem_json = json;
  return f;
}

} // namespace http_task::sdk
