// The exact request that settings mean: every byte of target, header and body decided, nothing sent yet.
//
// The way of the data: request::resolve (JSON) -> settings::read -> request::build -> http::client.
#pragma once

#include "base/redact.hpp"
#include "base/result.hpp"
#include "files/directory.hpp"
#include "message/body_stream.hpp"
#include "message/request.hpp"
#include "request/body.hpp"
#include "settings/request_settings.hpp"

#include <memory>
#include <optional>
#include <string>

namespace http_task::request {

struct prepared {
  message::request message;
  std::unique_ptr<message::body_sink> output; // where the body of an accepted answer goes; null: into memory
};

// `given`, if it is present, stands in place of settings.body. `files`, borrowed for the call, is null where
// the host opens no directory for them. The credentials of `authentication` are added to `secrets`, also in
// the form in which they are sent and also when building fails. Fails, source "settings", with the pointer of
// the field, with "input.path", "input.invalid", "input.reserved_header", "input.duplicate_header",
// "input.conflict", "input.limit", "input.path_param", "input.unsupported", "url.invalid" or
// "url.structure_changed". No message shows the value of a header field.
[[nodiscard]] result<prepared> build(const settings::request_settings& settings, body given,
                                     redactor& secrets, const files::directory* files = nullptr);

} // namespace http_task::request
