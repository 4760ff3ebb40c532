// What is indexed: an API, and one operation of it after another.
//
// Plain views; the builder copies what it needs before its functions return. All text is UTF-8.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace http_task::search {

struct api_record {
  std::string_view id = {}; // e.g. "github.com/api.github.com"
  std::string_view title = {};
  std::string_view version = {};
  bool preferred = false; // the one to be shown of several versions
};

struct operation_record {
  std::string_view method = {}; // upper case
  std::string_view path = {};
  std::string_view operation_id = {}; // "" if there is none
  std::string_view title = {};
  std::string_view summary = {};     // the first sentence of the description; may be empty
  std::string_view description = {}; // its beginning; HTML and Markdown are looked through
  std::span<const std::string> tags = {};
  std::span<const std::string> parameters = {}; // names of parameters and of the body's members
  bool deprecated = false;
};

} // namespace http_task::search
