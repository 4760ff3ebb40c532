// Steps that were read before: a workflow runs the same settings again and again.
//
// Keeps the tree of the text, and of settings without expressions everything up to the request, so that
// only the exchange is left to do. Bounded in number and size, the one used least lately goes first; the
// texts stay in memory until then, credentials in them included. Thread-safe.
#pragma once

#include "base/redact.hpp"
#include "message/request.hpp"
#include "settings/request_settings.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace http_task::task {

struct known_step {
  json::value document;
  // Of a step whose request depends on nothing but its settings; else null.
  std::shared_ptr<const settings::request_settings> settings;
  std::shared_ptr<const message::request> request;
  redactor secrets; // its credentials
};

class step_cache {
public:
  static constexpr std::size_t most_steps = 256;
  static constexpr std::size_t longest_text = std::size_t{64} << 10U;

  // Null for a text that is not there.
  [[nodiscard]] std::shared_ptr<const known_step> find(std::string_view text);
  // In place of what is there for that text; a longer text is not kept.
  void keep(std::string_view text, std::shared_ptr<const known_step> step);

private:
  struct entry {
    std::string text;
    std::shared_ptr<const known_step> step;
  };

  std::mutex mutex_;                                                         // guards what follows
  std::list<entry> lately_;                                                  // the one used last first
  std::unordered_map<std::string_view, std::list<entry>::iterator> by_text_; // views into lately_
};

} // namespace http_task::task
