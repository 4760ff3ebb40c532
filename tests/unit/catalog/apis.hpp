// APIs that the tests of this folder load.
#pragma once

#include "catalog/catalog.hpp"
#include "json/parse.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::catalog::test {

// An OpenAPI document of the host with these paths.
inline std::string openapi(std::string_view host, std::string_view paths) {
  return R"({"openapi": "3.0.0", "info": {"title": "Test", "version": "1"}, "servers": [{"url": "https://)" +
         std::string(host) + R"("}], "paths": )" + std::string(paths) + "}";
}

inline std::vector<std::string> ids(const search_results& results) {
  std::vector<std::string> found;
  for (const search_result& r : results.results)
    found.push_back(r.id);
  return found;
}

inline std::vector<std::string> find_ids(const catalog& c, std::string_view text, std::size_t limit = 10) {
  return ids(c.search({.text = std::string(text), .limit = limit}));
}

inline std::string file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// Dialpad's description, from the folder that HTTP_TASK_SHARED names.
inline std::optional<std::string> dialpad() {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path root =
      shared ? std::filesystem::path(shared)
             : std::filesystem::path(HTTP_TASK_SOURCE_DIR).parent_path() / "shared";
  std::string text = file(root / "apis" / "dialpad.openapi.json");
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

inline constexpr const char* no_dialpad = "Dialpad's description is not there; HTTP_TASK_SHARED names the "
                                          "folder that holds apis/dialpad.openapi.json";

} // namespace http_task::catalog::test
