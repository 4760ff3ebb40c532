// The records of a folder of OpenAPI documents (2.0 and 3.x, JSON), read directly: as much of them as search
// sees.
#pragma once

#include "search/index_builder.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace http_task::bench {

struct corpus_record {
  std::string method;
  std::string path;
  std::string operation_id;
  std::string title;
  std::string summary;
  std::string description;
  std::vector<std::string> tags;
  std::vector<std::string> parameters;
  bool deprecated = false;
};

struct corpus_api {
  std::string id; // the relative file name without its ending
  std::string title;
  std::string version;
  bool preferred = false;
  std::vector<corpus_record> records;
};

using corpus_visit = std::function<void(const corpus_api&)>;

// By id, one API after another. Returns the number of documents that could not be read.
std::size_t read_corpus(const std::filesystem::path& folder, const corpus_visit& visit);

// One document as the API of that id; false if it could not be read.
bool read_document(const std::string& id, const std::filesystem::path& file, const corpus_visit& visit);

void add_to(search::index_builder& builder, const corpus_api& api);

} // namespace http_task::bench
