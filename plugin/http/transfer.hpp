// What came of an attempt to move bytes that does not wait.
#pragma once

#include <boost/system/error_code.hpp>

#include <cstddef>

namespace http_task::http {

enum class readiness { nothing, readable, writable };

struct transfer {
  std::size_t bytes = 0; // moved
  readiness first =
      readiness::nothing; // nothing moved: what has to come about before it is worth trying again
  boost::system::error_code
      failed; // nothing moved and nothing will; the end of the stream is asio::error::eof
};

} // namespace http_task::http
