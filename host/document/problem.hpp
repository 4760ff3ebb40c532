// What went wrong, as the command line shows it and as schemas/problem.schema.json has it.
//
// The plugin's problems are read from its documents; what the command line finds by itself (a file that is
// not there, a malformed argument) takes types of its own: usage, file.*, plugin.*. The first part of a type
// decides the exit status (cli/exit_status.hpp). A problem never holds a secret.
#pragma once

#include "http_task/sdk/result.hpp"

#include <boost/json/object.hpp>
#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

struct finding {
  std::string pointer; // JSON Pointer; "" is the whole document
  std::string detail;
  std::string expected;
  std::string suggestion;
};

struct problem {
  problem() = default; // no aggregate: a string alone does not make a problem

  std::string type;
  std::string title;
  std::string detail;
  std::string source; // the document that `pointer` means
  std::string pointer;
  std::string advice;
  std::string phase; // of an exchange; "" otherwise
  std::vector<finding> findings;
};

template<class T>
using result = boost::system::result<T, problem>;

// Asking a failed result for its value is a bug of the caller, hence an exception.
[[noreturn]] inline void throw_exception_from_error(const problem& p, const boost::source_location&) {
  throw std::logic_error("value() of a failed result: " + p.type + ": " + p.detail);
}

[[nodiscard]] problem make_problem(std::string type, std::string detail, std::string advice = {});

// Members that are missing or of another type stay empty.
[[nodiscard]] finding read_finding(const boost::json::object& o);
[[nodiscard]] problem read_problem(const boost::json::object& o);
[[nodiscard]] problem from_failure(const sdk::failure& f);

[[nodiscard]] boost::json::object to_json(const finding& f);
[[nodiscard]] boost::json::object to_json(const problem& p);

} // namespace http_task::host
