// Requests that a person kept under a name, as files: <data folder>/examples/<endpoint>.json, each
// {"<name>": request settings}.
#pragma once

#include "document/json.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace http_task::host {

class saved_examples {
public:
  explicit saved_examples(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {}
  [[nodiscard]] static saved_examples of_user();

  // By name; none is an empty object. Fails with file.* or "input.not_json".
  [[nodiscard]] result<json::object> read(std::string_view endpoint) const;
  // Replaces one of the same name. Fails with "input.invalid" when endpoint or name is empty or too long.
  [[nodiscard]] result<void> save(std::string_view endpoint, std::string_view name,
                                  const json::object& settings) const;

private:
  [[nodiscard]] std::filesystem::path file_of(std::string_view endpoint) const;

  std::optional<std::filesystem::path> folder_;
};

} // namespace http_task::host
