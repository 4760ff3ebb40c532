#include "serve/test_summary.hpp"

#include "document/layout.hpp"
#include "serve/masking.hpp"

namespace http_task::host {
namespace {

constexpr std::size_t largest_body = std::size_t{256} << 10U;
constexpr std::size_t most_for_expressions = std::size_t{16} << 20U;

std::string failed_to_keep(const problem& why) {
  return to_text(json::object{{"status", "FAILED_WITH_TERMINAL_ERROR"},
                              {"request", json::object()},
                              {"timings", json::object{{"total", 0}}},
                              {"attempts", json::array()},
                              {"checks", json::array()},
                              {"verdict", "The answer came and could not be kept."},
                              {"error", to_json(why)}});
}

} // namespace

std::string without_large_body(std::string_view text, std::size_t most) {
  const auto response = find_member(text, "response");
  const auto body = response ? find_member(response->in(text), "body") : std::nullopt;
  if (!body || body->end - body->begin <= most) return std::string(text);
  std::string shorter(text.substr(0, response->begin + body->begin));
  shorter += R"({"omitted":true})";
  shorter += text.substr(response->begin + body->end);
  return shorter;
}

std::shared_ptr<const test_outcome> outcome_of(const sdk::document& structured_response,
                                               const json::object& secrets) {
  const auto outcome = std::make_shared<test_outcome>();
  const std::string_view text = structured_response.json();
  outcome->ended = std::chrono::system_clock::now();
  outcome->summary = without_large_body(text, largest_body);
  outcome->answered = find_member(text, "response").has_value();
  if (text.size() <= most_for_expressions) outcome->full = std::make_shared<const std::string>(text);
  if (!outcome->answered) return outcome;
  const auto bytes = structured_response.body();
  auto kept =
      kept_body::keep({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, forms_of_secrets(secrets));
  if (kept)
    outcome->body = *std::move(kept);
  else
    outcome->summary = failed_to_keep(kept.error());
  return outcome;
}

} // namespace http_task::host
