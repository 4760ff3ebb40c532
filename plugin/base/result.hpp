// result<T>: a value or the problem that stood in its way.
#pragma once

#include "base/problem.hpp"

#include <boost/system/result.hpp>

#include <stdexcept>

namespace http_task {

template<class T>
using result = boost::system::result<T, problem>;

// Asking a failed result for its value is a bug of the caller, hence an exception.
[[noreturn]] inline void throw_exception_from_error(const problem& p, const boost::source_location&) {
  throw std::logic_error("value() of a failed result: " + p.type + ": " + p.detail);
}

} // namespace http_task
