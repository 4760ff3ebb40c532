// The plugin's catalogue together with the APIs that the user added.
//
// A stored API is loaded into the instance when a question may concern it: by the id of an endpoint only that
// one, for a search all of them. A stored file that cannot be loaded is told of in a warning that names it,
// once, and left out. Every member may be called from any thread.
#pragma once

#include "catalogue/stored_apis.hpp"
#include "document/json.hpp"

#include "http_task/sdk/instance.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace http_task::host {

class catalogue {
public:
  using warning_function = std::function<void(std::string_view)>;

  // `plugin` is borrowed. The warning function is called within the calls below, one thread at a time.
  catalogue(sdk::instance& plugin, stored_apis store, warning_function warn);

  // As in http_task/catalog.h.
  [[nodiscard]] result<sdk::document> search(const json::object& query);
  [[nodiscard]] result<sdk::document> describe(std::string_view endpoint);
  // `example`: the name of a documented body to start from. `with_samples`: required fields that nothing
  // documents get a made-up value, for the sandbox.
  [[nodiscard]] result<sdk::document> prefill(std::string_view endpoint, bool with_samples = false,
                                              std::string_view example = {});
  [[nodiscard]] result<sdk::document> validate(std::string_view settings_text);
  // An instance held against a schema; `output` is a form of the specification's output or "".
  [[nodiscard]] result<sdk::document> validate(std::string_view instance_text, std::string_view schema_text,
                                               std::string_view output);
  [[nodiscard]] result<sdk::document> sample(const json::object& request);
  [[nodiscard]] result<sdk::document> list();

  // Loads a document and stores it nowhere. The answer is that of load.
  [[nodiscard]] result<json::object> load(std::string_view document, std::string_view source,
                                          std::string_view api = {});

  // Loads the stored API that an endpoint belongs to, if it is one.
  void prepare(std::string_view endpoint);
  void prepare_all();

  // The answer of load for each stored API that was loaded so far.
  [[nodiscard]] const std::map<std::string, json::object>& loaded() const noexcept { return loaded_; }
  // The stored APIs that could not be loaded.
  [[nodiscard]] const std::map<std::string, problem>& damaged() const noexcept { return damaged_; }

private:
  void load_stored(const std::string& api);

  sdk::instance& plugin_;
  stored_apis store_;
  warning_function warn_;
  std::mutex mutex_; // guards what follows
  std::map<std::string, json::object> loaded_;
  std::map<std::string, problem> damaged_;
};

} // namespace http_task::host
