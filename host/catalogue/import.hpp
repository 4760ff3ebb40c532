// Documents read into a catalogue file: one after the other, what cannot be read left out and told of.
#pragma once

#include "catalogue/catalogue_update.hpp"
#include "catalogue/source_reader.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

struct left_out {
  std::string source;
  problem why;
};

struct import_report {
  std::vector<json::object> read; // what writer_add answered, with "source"
  std::vector<left_out> missing;  // in the order in which they came
  std::size_t unchanged = 0;      // of those read: the catalogue had the same bytes
  bool interrupted = false;
};

struct import_watch {
  std::function<void(std::size_t done, std::string_view source)> progress;
  std::function<bool()> cancelled; // asked before each document
};

// Fails where a document that was named by itself cannot be read. Nothing is finished.
[[nodiscard]] result<import_report> import_documents(catalogue_update& into,
                                                     const std::vector<import_document>& documents,
                                                     const import_watch& watch);

} // namespace http_task::host
