// What the tests of this folder share.
#pragma once

#include "schema/validator.hpp"
#include "json/parse.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::schema {

inline json::value parsed(std::string_view text) {
  result<json::value> v = json::parse(text);
  if (!v) throw std::invalid_argument(v.error().detail);
  return std::move(*v);
}

inline validator compiled(std::string_view schema, const compile_options& options = {}) {
  result<validator> v = compile(parsed(schema), options);
  if (!v) throw std::invalid_argument(v.error().detail);
  return std::move(*v);
}

inline problem compile_problem(std::string_view schema, const compile_options& options = {}) {
  const result<validator> v = compile(parsed(schema), options);
  return v ? make_problem("none", "the schema compiled") : v.error();
}

inline std::vector<violation> violations(std::string_view schema, std::string_view instance,
                                         const compile_options& options = {}) {
  return compiled(schema, options).check(parsed(instance));
}

// The one violation that there is.
inline violation only_violation(std::string_view schema, std::string_view instance,
                                const compile_options& options = {}) {
  const std::vector<violation> all = violations(schema, instance, options);
  EXPECT_EQ(all.size(), 1U);
  return all.empty() ? violation{} : all.front();
}

inline compile_options in(dialect d) {
  compile_options options;
  options.default_dialect = d;
  return options;
}

} // namespace http_task::schema
