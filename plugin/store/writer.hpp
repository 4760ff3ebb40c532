// Writes a catalogue file: APIs added, taken over from another file, left out; then put in its place at once.
//
// What is added is written to a temporary file beside the place as it comes, so memory holds one document at
// a time. One thread. Until finish() has succeeded, nothing but that temporary file is touched, and a writer
// that ends without takes it away.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::store {

struct add_options {
  std::string api = {};    // id to use instead of the one that the document suggests; "" for that
  std::string source = {}; // where the document came from
  // Of several versions of the API the one to show; else "x-preferred" of the document's info.
  std::optional<bool> preferred = {};
  std::string folder = {}; // that its $ref may reach; "" for none
  std::string file = {};   // the document's own name in there
};

struct endpoint_change {
  std::string endpoint;            // id
  std::vector<std::string> fields; // pointers into the description
};

// Beside what the base has of the API.
struct api_changes {
  std::vector<std::string> added; // ids
  std::vector<std::string> gone;
  std::vector<endpoint_change> changed;
};

struct add_summary {
  std::string api;
  std::string title;
  std::string version;
  std::size_t endpoints = 0;
  std::vector<finding> warnings;      // what was left out; pointers into the document
  bool unchanged = false;             // the base has the same bytes
  std::optional<api_changes> changes; // absent where the base does not have the API
};

struct file_counts {
  std::size_t apis = 0;
  std::size_t endpoints = 0;
};

struct finished_file {
  file_counts counts;
  std::uint64_t bytes = 0;
};

class writer {
public:
  // `base` is a file whose APIs are taken over; "" for none. It may be the file at `path`. Fails with
  // "catalog.damaged", "catalog.newer_version" or "catalog.file".
  [[nodiscard]] static result<std::unique_ptr<writer>> create(std::string path, const std::string& base);
  ~writer();
  writer(const writer&) = delete;
  writer& operator=(const writer&) = delete;

  // What was taken over.
  [[nodiscard]] file_counts base() const;

  // An API of the same id is replaced as a whole. Fails as description::read_document() does, and changes
  // nothing then.
  [[nodiscard]] result<add_summary> add(std::string_view bytes, const add_options& options);

  // The number of its endpoints. Fails with "catalog.not_found".
  [[nodiscard]] result<std::size_t> remove(std::string_view api);

  // The last call. Fails with "catalog.file" or "catalog.too_large".
  [[nodiscard]] result<finished_file> finish();

private:
  struct state;
  explicit writer(std::unique_ptr<state> s);
  std::unique_ptr<state> state_;
};

// As http_task/catalog_file.h has it.
[[nodiscard]] json::object to_json(const add_summary& summary);

} // namespace http_task::store
