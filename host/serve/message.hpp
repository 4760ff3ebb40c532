// Requests and answers of the editor's HTTP API, independent of the server that carries them.
#pragma once

#include "document/json.hpp"
#include "serve/kept_body.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

class test_run;

struct api_request {
  std::string method;
  std::vector<std::string> path; // the segments behind /api/v1/, percent-decoded
  std::map<std::string, std::string, std::less<>> query;
  std::string body;
  std::string if_match; // "" when the field is missing; so is the next one
  std::string range;

  // "" when it is missing.
  [[nodiscard]] std::string_view parameter(std::string_view name) const noexcept;
  // The body as a JSON object. Fails with "input.not_json" or "input.invalid".
  [[nodiscard]] result<json::object> json_body() const;
};

struct api_answer {
  unsigned status = 200;
  std::vector<std::pair<std::string, std::string>> headers; // Content-Length and the like are the server's
  std::string body;

  // In place of `body`: [offset, offset + size) of the kept bytes.
  std::shared_ptr<const kept_body> kept;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;

  // In place of `body`: the events of a test, as they come.
  std::shared_ptr<test_run> events;
};

[[nodiscard]] api_answer json_answer(const json::value& v, unsigned status = 200);
[[nodiscard]] api_answer text_answer(std::string text, std::string media_type);
[[nodiscard]] api_answer no_content();

// application/problem+json (RFC 9457), with the status that suits the type.
[[nodiscard]] api_answer problem_answer(const problem& p);
[[nodiscard]] api_answer problem_answer(const problem& p, unsigned status);
[[nodiscard]] unsigned http_status_of(std::string_view problem_type) noexcept;

// "/a%20b/c" is {"a b", "c"}; empty segments stay.
[[nodiscard]] std::vector<std::string> path_segments(std::string_view path);
// "q=a+b&limit=5", decoded as HTML forms write it; of a repeated name the last counts.
[[nodiscard]] std::map<std::string, std::string, std::less<>> query_parameters(std::string_view query);

} // namespace http_task::host
