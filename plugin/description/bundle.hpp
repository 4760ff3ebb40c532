// A document in several files to one that is complete in itself.
//
// The files that the first one refers to, and those that they refer to, become members of its "x-files", by
// name relative to the folder; each $ref is rewritten to lead there. So what reads the document afterwards,
// and every JSON Pointer that it reports, knows of one document only:
// "/x-files/schemas~1pet.yaml/properties/id".
#pragma once

#include "base/result.hpp"
#include "description/document_text.hpp"
#include "description/read.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace http_task::description {

inline constexpr std::string_view bundled_files = "x-files";

// Where the other files come from.
class file_reader {
public:
  file_reader() = default;
  file_reader(const file_reader&) = delete;
  file_reader& operator=(const file_reader&) = delete;
  virtual ~file_reader() = default;

  // `name` is relative and has no "." and ".." in it; at most `most` bytes.
  [[nodiscard]] virtual result<std::string> read(std::string_view name, std::size_t most) const = 0;
};

// Reads the file `name`, and what it refers to. Nothing outside of what `files` gives is read, nothing is
// fetched; what a reference to such a place left out is a finding. Fails where the first file cannot be read.
[[nodiscard]] result<parsed_document> read_bundle(const file_reader& files, std::string_view name,
                                                  const read_limits& limits);

// The name that `reference` (the part of a $ref before '#') means in the file `from`; "" if it leads out of
// the folder or to a host.
[[nodiscard]] std::string file_name_of(std::string_view reference, std::string_view from);

} // namespace http_task::description
