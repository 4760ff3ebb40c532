#include "serve/message.hpp"

#include "sandbox/message.hpp"

#include <algorithm>
#include <array>

namespace http_task::host {
namespace {

using entry = std::pair<std::string_view, unsigned>;

// By the whole type or by its first part. What is not listed is the client's fault: 400.
constexpr std::array statuses = std::to_array<entry>({
    {"api.method", 405},
    {"api.not_found", 404},
    {"catalog", 404},
    {"file.changed", 412},
    {"file.exists", 409},
    {"file.not_found", 404},
    {"file.outside", 403},
    {"file.unreadable", 500},
    {"file.unwritable", 500},
    {"input.limit", 413},
    {"internal", 500},
    {"plugin", 500},
    {"sandbox", 500},
    {"secrets.missing", 409},
    {"test.limit", 429},
    {"test.not_found", 404},
    {"test.running", 409},
    {"test.unconfirmed", 409},
});

} // namespace

std::string_view api_request::parameter(std::string_view name) const noexcept {
  const auto found = query.find(name);
  return found != query.end() ? std::string_view(found->second) : std::string_view();
}

result<json::object> api_request::json_body() const {
  return parse_object(body, "the request's body");
}

api_answer json_answer(const json::value& v, unsigned status) {
  api_answer answer;
  answer.status = status;
  answer.headers.emplace_back("Content-Type", "application/json");
  answer.body = to_text(v);
  return answer;
}

api_answer text_answer(std::string text, std::string media_type) {
  api_answer answer;
  answer.headers.emplace_back("Content-Type", std::move(media_type));
  answer.body = std::move(text);
  return answer;
}

api_answer no_content() {
  api_answer answer;
  answer.status = 204;
  return answer;
}

unsigned http_status_of(std::string_view problem_type) noexcept {
  const std::string_view first = problem_type.substr(0, problem_type.find('.'));
  for (const std::string_view name : {problem_type, first}) {
    if (const auto* known = std::ranges::find(statuses, name, &entry::first); known != statuses.end())
      return known->second;
  }
  return 400;
}

api_answer problem_answer(const problem& p) {
  return problem_answer(p, http_status_of(p.type));
}

api_answer problem_answer(const problem& p, unsigned status) {
  api_answer answer;
  answer.status = status;
  answer.headers.emplace_back("Content-Type", "application/problem+json");
  answer.body = to_text(to_json(p));
  return answer;
}

std::vector<std::string> path_segments(std::string_view path) {
  std::vector<std::string> segments;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::size_t size = std::min(path.find('/'), path.size());
    segments.push_back(percent_decoded(path.substr(0, size)));
    path.remove_prefix(size);
  }
  return segments;
}

std::map<std::string, std::string, std::less<>> query_parameters(std::string_view query) {
  const auto decoded = [](std::string_view part) {
    std::string text(part);
    std::ranges::replace(text, '+', ' ');
    return percent_decoded(text);
  };
  std::map<std::string, std::string, std::less<>> parameters;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (!pair.empty())
      parameters[decoded(pair.substr(0, equals))] = decoded(pair.substr(std::min(equals + 1, pair.size())));
  }
  return parameters;
}

} // namespace http_task::host
