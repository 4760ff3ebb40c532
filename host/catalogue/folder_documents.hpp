// The documents of a folder that may describe APIs.
#pragma once

#include "document/problem.hpp"

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

inline constexpr std::uint64_t max_description_bytes = std::uint64_t{64} << 20U;

struct folder_document {
  std::string name;       // in the folder, with '/'
  std::string api;        // id for its API: the name without the ending, whole where two would be the same
  bool has_parts = false; // it refers to other files of the folder
  bool is_referred_to = false; // another one refers to it: it may be a part of that and no API by itself
};

// Files that end in .json, .yaml, .yml and .har, in folders of any depth, by name. Hidden ones, node_modules
// and package.json are passed over, and symbolic links, which could lead out. What refers to what is told
// from the text of "$ref", without parsing. `cancelled` is asked before each file; then "cancel.requested".
[[nodiscard]] result<std::vector<folder_document>> documents_in(const std::filesystem::path& folder,
                                                                const std::function<bool()>& cancelled);

// The folder in which all documents of `folder` lie: that of a package holds more than documents.
[[nodiscard]] std::filesystem::path common_folder_of_documents(const std::filesystem::path& folder);

// The files that "$ref" leads to in the text of `name`, by their names in the folder. References within the
// file, to URLs and out of the folder are not among them.
[[nodiscard]] std::set<std::string> files_referred_to(std::string_view text, std::string_view name);

} // namespace http_task::host
