// The plugin's catalogue together with the catalogue files of the user and of the team.
//
// The files are opened when a question is asked for the first time; that maps them and reads little. A file
// that cannot be opened is told of in a warning that names it and says what to do, once, and left out;
// everything else works. Every member may be called from any thread.
#pragma once

#include "catalogue/places.hpp"
#include "document/json.hpp"

#include "http_task/sdk/instance.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

class catalogue {
public:
  // Called within the calls below, one thread at a time; may be empty.
  using warning_function = std::function<void(std::string_view)>;

  struct file {
    std::filesystem::path path;
    bool of_user = false;
    std::uint64_t apis = 0;
    std::uint64_t endpoints = 0;
    std::optional<problem> why_left_out;
    std::string stamp; // changes when the file does
  };

  // `plugin` is borrowed.
  catalogue(sdk::instance& plugin, catalogue_places places, warning_function warn);

  // As in http_task/catalog.h.
  [[nodiscard]] result<sdk::document> search(const json::object& query);
  [[nodiscard]] result<sdk::document> describe(std::string_view endpoint);
  // `example`: the name of a documented body to start from. `with_samples`: required fields that nothing
  // documents get a made-up value, for the sandbox.
  [[nodiscard]] result<sdk::document> prefill(std::string_view endpoint, bool with_samples = false,
                                              std::string_view example = {});
  [[nodiscard]] result<sdk::document> prefill(const json::object& request); // with settings, for example
  [[nodiscard]] result<sdk::document> validate(std::string_view settings_text);
  // An instance held against a schema; `output` is a form of the specification's output or "".
  [[nodiscard]] result<sdk::document> validate(std::string_view instance_text, std::string_view schema_text,
                                               std::string_view output);
  [[nodiscard]] result<sdk::document> sample(const json::object& request);
  [[nodiscard]] result<sdk::document> form(const json::object& request);
  [[nodiscard]] result<sdk::document> list();

  // What the files say of their APIs: warnings, sources.
  [[nodiscard]] result<json::object> contents(const std::filesystem::path& catalogue_file);

  // Opens what is not open as it stands. What does not ask through this class, as a task that is run, needs
  // it.
  void open_files();
  // Those that are there, the user's first; opened.
  [[nodiscard]] std::vector<file> files();

  [[nodiscard]] const catalogue_places& places() const noexcept { return places_; }

private:
  void open(const std::filesystem::path& path, bool of_user);
  void close_all();
  void close_what_is_gone();

  sdk::instance& plugin_;
  const catalogue_places places_;
  const warning_function warn_;
  std::mutex mutex_; // guards what follows
  std::vector<file> files_;
};

} // namespace http_task::host
