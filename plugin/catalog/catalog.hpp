// The endpoints that a host has loaded, those of the catalogue files that it has opened, and the built-in
// ones: found, listed, described. Of an API that several have, the loaded one counts, then the files in their
// order.
//
// Thread-safe. Readers work on an immutable snapshot, so a load never waits for a search and the other way
// round. No network, and no file but those that are opened.
#pragma once

#include "base/result.hpp"
#include "catalog/endpoint_source.hpp"
#include "catalog/query.hpp"
#include "description/endpoint.hpp"
#include "store/writer.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
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

  // A catalogue file (store/file.hpp), behind those that are open; one that is open already is mapped again,
  // in its place. Fails with "catalog.damaged", "catalog.newer_version" or "catalog.file".
  [[nodiscard]] result<store::file_counts> open_file(const std::string& path);
  // Fails with "catalog.not_found" when it is not open, as the next one.
  [[nodiscard]] result<void> close_file(const std::string& path);
  // {"endpoints": count, "apis": [...]} as http_task/catalog_file.h has it.
  [[nodiscard]] result<json::object> file_contents(const std::string& path) const;
  // Reads all of a file, open or not, against its checksums. Gives its size.
  [[nodiscard]] static result<std::uint64_t> check_file(const std::string& path);

  [[nodiscard]] search_results search(const query& q) const;

  // By id, by "<api>:<operationId>", or by the operationId alone where only one endpoint has it. Fails with
  // "catalog.not_found", whose findings suggest the nearest ids, "catalog.ambiguous", whose findings list the
  // candidates, or "catalog.damaged".
  [[nodiscard]] result<std::shared_ptr<const description::endpoint>> find(std::string_view id) const;

private:
  [[nodiscard]] std::shared_ptr<const snapshot> current() const;
  void publish(std::shared_ptr<const snapshot> next);

  mutable std::mutex mutex_; // guards the pointer, not what it points to
  std::mutex writers_;       // one change at a time
  std::shared_ptr<const snapshot> snapshot_;
};

// The documents of the C ABI (sdk/include/http_task/catalog.h).
[[nodiscard]] json::object to_json(const load_summary& summary);
[[nodiscard]] json::object to_json(const std::vector<api_summary>& apis);

} // namespace http_task::catalog
