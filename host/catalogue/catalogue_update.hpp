// One change of a catalogue file: locked, read, written anew beside its place, put there in one step.
//
// The lock is that of the folder, so two processes change the files there one after the other. Until finish()
// and without it everything stays as it was. Used by one thread.
#pragma once

#include "document/json.hpp"
#include "files/atomic_file.hpp"

#include "http_task/sdk/instance.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// A row of the table of sources (catalogue/places.hpp).
struct recorded_api {
  std::string id;
  std::string source; // catalogue/source.hpp
};

// What a file holds, from its own words.
[[nodiscard]] result<std::vector<recorded_api>> apis_of(sdk::instance& plugin,
                                                        const std::filesystem::path& file);
// The same from the table beside it. Fails with file.* or input.*.
[[nodiscard]] result<std::vector<recorded_api>> apis_of_table(const std::filesystem::path& file);

class catalogue_update {
public:
  struct wishes {
    // Not empty: what an interrupted run of the same name has read is taken over, and an interruption of this
    // one may be kept. Any text.
    std::string resumable_as;
    bool afresh = false;                        // nothing of the file is taken over, whatever state it is in
    std::function<void(std::string_view)> talk; // tells that it waits, and what it resumed
  };

  // Creates the folder where needed. Fails with file.* or as the plugin refuses the file that is there.
  [[nodiscard]] static result<std::unique_ptr<catalogue_update>>
  begin(sdk::instance& plugin, std::filesystem::path file, const wishes& wanted);

  // As writer_add and writer_remove of http_task/catalog_file.h answer.
  [[nodiscard]] result<json::object> add(std::string_view document, const json::object& options);
  [[nodiscard]] result<json::object> remove(std::string_view api);

  // Puts the file in its place, with the table of sources beside it; a file without APIs is taken away
  // instead. The answer is that of writer_finish.
  [[nodiscard]] result<json::object> finish();

  // In place of finish(), when interrupted: what was read is kept for the next run of the same name; the
  // catalogue stays as it was. Whatever changes the catalogue in between ends that.
  [[nodiscard]] result<void> keep_for_later();

private:
  catalogue_update(sdk::instance& plugin, std::filesystem::path file, folder_lock lock,
                   std::filesystem::path staging, sdk::catalog_writer writer);
  [[nodiscard]] result<void> record_sources();

  sdk::instance& plugin_;
  std::filesystem::path file_;
  folder_lock lock_;
  std::filesystem::path staging_; // where the writer puts the file
  sdk::catalog_writer writer_;
};

} // namespace http_task::host
