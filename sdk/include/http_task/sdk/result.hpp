// result<T>: what a call into the plugin gave, or why it gave nothing.
#pragma once

#include "http_task/abi.h"

#include <boost/system/result.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace http_task::sdk {

struct failure {
  failure() = default;
  // Three members would make an aggregate, which a number converts to: result<std::uint64_t> were ambiguous.
  failure(std::int32_t s, std::string m, std::string p = {})
      : status(s), message(std::move(m)), problem_json(std::move(p)) {}

  std::int32_t status = HTTP_TASK_E_INTERNAL; // one of http_task/abi.h, never HTTP_TASK_OK
  std::string message;                        // one or two sentences for a person
  std::string problem_json;                   // schemas/problem.schema.json, or "" when the plugin gave none
};

template<class T>
using result = boost::system::result<T, failure>;

// Asking a failed result for its value is a bug of the caller, hence an exception.
[[noreturn]] inline void throw_exception_from_error(const failure& f, const boost::source_location&) {
  throw std::logic_error("value() of a failed result: " + f.message);
}

} // namespace http_task::sdk
