// The body of a request: a JSON value in the form that its content type asks for.
#pragma once

#include "base/result.hpp"
#include "files/directory.hpp"
#include "message/body_stream.hpp"
#include "message/fields.hpp"
#include "settings/request_settings.hpp"

#include <memory>
#include <optional>
#include <string>

namespace http_task::request {

struct body {
  std::optional<std::string> bytes;
  std::shared_ptr<message::body_source> source; // in place of `bytes`
  std::string content_type;                     // in place of that of `headers`; "" leaves it

  [[nodiscard]] bool present() const noexcept { return bytes || source; }
};

// `given`, if it is present, as it is; settings.body_file as it is. Otherwise settings.body by the
// Content-Type of `headers`, or else of the settings: JSON; a form (application/x-www-form-urlencoded or
// multipart/form-data); or text. `files` is null where the host opens no directory. Fails with
// "input.invalid" (a content type that is none, a body that does not go with it, a body for TRACE),
// "input.unsupported", "input.conflict" and "input.path".
[[nodiscard]] result<body> build_body(const settings::request_settings& settings,
                                      const message::fields& headers, body given,
                                      const files::directory* files);

} // namespace http_task::request
