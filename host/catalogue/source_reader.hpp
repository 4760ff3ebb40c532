// From what a person named, or what is recorded of an API, to documents that can be read.
#pragma once

#include "catalogue/npm_package.hpp"
#include "catalogue/source.hpp"
#include "document/json.hpp"

#include "http_task/sdk/instance.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// One document that may describe an API.
struct import_document {
  std::string source;              // as it is recorded and as messages name it
  std::string api;                 // id to use; "": the one that the document suggests
  std::filesystem::path file;      // where the text lies, unless it is in `text`
  std::optional<std::string> text; // standard input, a URL
  std::filesystem::path folder;    // what its $ref may reach; "" for nothing
  std::string name;                // of the file in that folder
  bool named = false;              // by itself, not found in a folder: that it cannot be read is a failure
  bool is_referred_to = false;     // by another document, of which it may be a part

  // At most max_description_bytes.
  [[nodiscard]] result<std::string> read() const;
  // The options of writer_add (http_task/catalog_file.h).
  [[nodiscard]] json::object options() const;
};

// Fetches what is not a file. Packages that were unpacked are removed with it.
class source_reader {
public:
  // `talk` is told what takes a while; `cancelled` is asked meanwhile, then "cancel.requested".
  source_reader(sdk::instance& plugin, std::function<void(std::string_view)> talk,
                std::function<bool()> cancelled);
  source_reader(const source_reader&) = delete;
  source_reader& operator=(const source_reader&) = delete;

  // All documents of what was named. Fails with file.*, as fetch_description and unpacked_npm_package do, and
  // with "file.not_found" for a folder without documents.
  [[nodiscard]] result<std::vector<import_document>> documents_of(const source& named);

  // The one document of an API that is in the catalogue. Fails as above, and with "file.not_found" when it is
  // not there any more, or came from standard input.
  [[nodiscard]] result<import_document> document_of(std::string_view recorded, std::string_view api);

  // For a run that was interrupted and will want them again.
  void keep_packages() noexcept;

private:
  [[nodiscard]] result<std::filesystem::path> unpacked(const std::string& package);
  [[nodiscard]] result<std::vector<import_document>> documents_below(const std::filesystem::path& folder,
                                                                     const source& named);
  [[nodiscard]] result<import_document> single(const source& named);

  sdk::instance& plugin_;
  std::function<void(std::string_view)> talk_;
  std::function<bool()> cancelled_;
  struct unpacked_package {
    npm_package package;
    std::filesystem::path documents; // the folder in there that holds them all
  };
  std::map<std::string, result<unpacked_package>> packages_;
};

} // namespace http_task::host
