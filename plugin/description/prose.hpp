// Facts that OpenAPI has no field for, read from descriptions where they say them plainly.
//
// Each fact comes with its sentence, so that a person can see what it rests on. Where nothing is said
// plainly, nothing is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::description {

struct rate_limit {
  std::int64_t requests = 0;
  std::int64_t per_seconds = 0;
  std::string from; // the sentence
};

struct named_sentence {
  std::string name;
  std::string from; // the sentence
};
using scope = named_sentence;

// "Rate limit: 1200 per minute.", "rate limit of 1,000 requests per hour", "Rate limit: 1 per 5 minute."; the
// strictest where there are several.
[[nodiscard]] std::optional<rate_limit> find_rate_limit(std::string_view prose);

// "needs to have the "recordings_export" OAuth scope", "Requires scope: ``change_log``"; each name once.
[[nodiscard]] std::vector<scope> find_scopes(std::string_view prose);

// Of a parameter: the sentence that says that it leads to the next page.
[[nodiscard]] std::optional<std::string> find_page_sentence(std::string_view prose);

// "Paginated responses return a Link header, indicating the next URI to fetch".
[[nodiscard]] std::optional<std::string> find_link_sentence(std::string_view prose);

// "Send an `Idempotency-Key` header": the name of the header field.
[[nodiscard]] std::optional<named_sentence> find_idempotency_key(std::string_view prose);

} // namespace http_task::description
