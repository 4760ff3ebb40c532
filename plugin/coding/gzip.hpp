// Bodies of requests in gzip (RFC 1952).
#pragma once

#include "message/body_stream.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace http_task::coding {

[[nodiscard]] std::string to_gzip(std::string_view content);

// Of unknown size. Each piece that `content` gives can be undone as soon as it was sent.
[[nodiscard]] std::shared_ptr<message::body_source> to_gzip(std::shared_ptr<message::body_source> content);

} // namespace http_task::coding
