// Documents that the tests of this folder read.
#pragma once

#include "description/read.hpp"
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

namespace http_task::description::test {

inline json::value value_of(std::string_view text) {
  return json::parse(text).value();
}

// An OpenAPI document with these paths, and more members behind them (", \"components\": {...}").
inline std::string openapi(std::string_view paths, std::string_view more = {}) {
  return R"({"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"},
             "servers": [{"url": "https://pets.example/v1"}], "paths": )" +
         std::string(paths) + std::string(more) + "}";
}

inline api read(std::string_view text, const read_options& options = {}) {
  return read_document(text, options).value();
}

// The description of the only operation.
inline endpoint only_endpoint(std::string_view text) {
  const api a = read(text);
  return a.describe(0);
}

// The JSON text at a pointer of the description; "(none)" if there is nothing.
inline std::string at(const endpoint& e, std::string_view pointer) {
  const json::value* found = json::find(e.schema, pointer);
  return found ? json::write(*found) : "(none)";
}

// Dialpad's description, from the folder that HTTP_TASK_SHARED names.
inline std::optional<std::string> dialpad() {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path root =
      shared ? std::filesystem::path(shared)
             : std::filesystem::path(HTTP_TASK_SOURCE_DIR).parent_path() / "shared";
  std::ifstream file(root / "apis" / "dialpad.openapi.json", std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline constexpr const char* no_dialpad = "Dialpad's description is not there; HTTP_TASK_SHARED names the "
                                          "folder that holds apis/dialpad.openapi.json";

} // namespace http_task::description::test
