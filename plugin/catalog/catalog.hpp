// The endpoints that a host has loaded, and the built-in ones: found, listed, described.
//
// Thread-safe. Readers work on an immutable snapshot, so a load never waits for a search and the other way
// round. No network, no file.
#pragma once

#include "base/result.hpp"
#include "catalog/query.hpp"
#include "description/endpoint.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::catalog {

struct load_options {
  std::string api;    // id to use instead of the one that the document suggests; "" for that
  std::string source; // name of the document for messages
};

struct load_summary {
  std::string api;
  std::string title;
  std::string version;
  std::size_t endpoints = 0;
  std::vector<finding> warnings; // what was left out; pointers into the document
};

struct api_summary {
  std::string id;
  std::string title;
  std::string version;
  std::size_t endpoints = 0;
  bool built_in = false;
};

class snapshot;

class catalog {
public:
  // `built_in`: whether the descriptions that the library carries are part of it.
  explicit catalog(bool built_in);
  ~catalog();
  catalog(const catalog&) = delete;
  catalog& operator=(const catalog&) = delete;

  // Replaces the API of that id as a whole, and only when the new one was read. Fails as read_document()
  // does.
  [[nodiscard]] result<load_summary> load(std::string_view bytes, const load_options& options = {});

  // The built-in API of the same id, if any, shows again. Fails with "catalog.not_found" when no API of that
  // id was loaded.
  [[nodiscard]] result<void> unload(std::string_view api);

  // By id of the API.
  [[nodiscard]] std::vector<api_summary> list() const;

  [[nodiscard]] search_results search(const query& q) const;

  // By id, by "<api>:<operationId>", or by the operationId alone where only one endpoint has it. Fails with
  // "catalog.not_found", whose findings suggest the nearest ids, or "catalog.ambiguous", whose findings list
  // the candidates.
  [[nodiscard]] result<std::shared_ptr<const description::endpoint>> find(std::string_view id) const;

private:
  [[nodiscard]] std::shared_ptr<const snapshot> current() const;
  void publish(std::shared_ptr<const snapshot> next);

  const bool built_in_;
  mutable std::mutex mutex_; // guards the pointer, not what it points to
  std::mutex writers_;       // one load or unload at a time
  std::shared_ptr<const snapshot> snapshot_;
};

// The documents of the C ABI (sdk/include/http_task/catalog.h).
[[nodiscard]] json::object to_json(const load_summary& summary);
[[nodiscard]] json::object to_json(const std::vector<api_summary>& apis);

} // namespace http_task::catalog
