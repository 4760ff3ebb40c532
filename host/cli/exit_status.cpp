#include "cli/exit_status.hpp"

#include "document/json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::host {
namespace {

using entry = std::pair<std::string_view, exit_status>;

constexpr std::array table = std::to_array<entry>({
    {"argument", exit_status::internal},
    {"cancel", exit_status::interrupted},
    {"catalog", exit_status::not_found},
    {"config", exit_status::invalid_input},
    {"conn", exit_status::network},
    {"content", exit_status::network},
    {"description", exit_status::invalid_input},
    {"dns", exit_status::network},
    {"expression", exit_status::invalid_input},
    {"file", exit_status::invalid_input},
    {"guard", exit_status::refused},
    {"input", exit_status::invalid_input},
    {"internal", exit_status::internal},
    {"limit", exit_status::network},
    {"options", exit_status::invalid_input},
    {"plugin", exit_status::invalid_input},
    {"program", exit_status::invalid_input},
    {"protocol", exit_status::network},
    {"proxy", exit_status::network},
    {"redirect", exit_status::network},
    {"sandbox", exit_status::invalid_input},
    {"secrets", exit_status::invalid_input},
    {"serve", exit_status::invalid_input},
    {"settings", exit_status::invalid_input},
    {"status", exit_status::status_not_accepted},
    {"timeout", exit_status::timeout},
    {"tls", exit_status::network},
    {"url", exit_status::invalid_input},
    {"usage", exit_status::usage},
    {"workflow", exit_status::invalid_input},
});

// The rest of catalog.* says that something was not found, or found more than once.
bool is_of_a_catalogue_file(std::string_view problem_type) noexcept {
  return problem_type == "catalog.damaged" || problem_type == "catalog.newer_version" ||
         problem_type == "catalog.file";
}

static_assert(std::ranges::is_sorted(table, {}, &entry::first));

} // namespace

exit_status exit_status_of(std::string_view problem_type) noexcept {
  if (problem_type == "file.not_found") return exit_status::not_found;
  if (is_of_a_catalogue_file(problem_type)) return exit_status::invalid_input;
  const std::string_view first = problem_type.substr(0, problem_type.find('.'));
  const auto* found = std::ranges::lower_bound(table, first, {}, &entry::first);
  return found != table.end() && found->first == first ? found->second : exit_status::internal;
}

exit_status exit_status_of_response(const json::object& structured_response) noexcept {
  if (const json::object* error = object_of(structured_response, "error"))
    return exit_status_of(text_of(*error, "type"));
  const std::string_view status = text_of(structured_response, "status");
  if (status == "COMPLETED") return exit_status::ok;
  if (status == "CANCELED") return exit_status::interrupted;
  if (status == "TIMED_OUT") return exit_status::timeout;
  return structured_response.contains("response") ? exit_status::status_not_accepted : exit_status::network;
}

} // namespace http_task::host
