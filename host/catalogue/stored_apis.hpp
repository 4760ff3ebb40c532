// The API descriptions that the user added, as files: <data folder>/catalog/<api>.json, each the document as
// it was given, and <api>.source, the path that it came from (absent for standard input).
#pragma once

#include "document/problem.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

inline constexpr std::uint64_t max_description_bytes = std::uint64_t{64} << 20U;

class stored_apis {
public:
  // Without a folder there is nothing stored, and nothing can be.
  explicit stored_apis(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {}
  [[nodiscard]] static stored_apis of_user();

  [[nodiscard]] const std::optional<std::filesystem::path>& folder() const noexcept { return folder_; }
  // Ids of APIs, sorted.
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] bool contains(std::string_view api) const;
  [[nodiscard]] std::filesystem::path file_of(std::string_view api) const;

  [[nodiscard]] result<std::string> read(std::string_view api) const;
  // "" when it is not known.
  [[nodiscard]] std::string source_of(std::string_view api) const;
  // Creates the folder where needed; the file is there whole or not at all. `source` may be "".
  [[nodiscard]] result<void> store(std::string_view api, std::string_view document,
                                   const std::string& source) const;
  // Fails with "catalog.not_found" when it is not stored.
  [[nodiscard]] result<void> remove(std::string_view api) const;

private:
  std::optional<std::filesystem::path> folder_;
};

// The name of an API as the name of a file, and back; what is not a letter, a digit, '-', '_' or '.' is %XX.
[[nodiscard]] std::string file_name_of(std::string_view api);
[[nodiscard]] std::string api_of_file_name(std::string_view name);

} // namespace http_task::host
