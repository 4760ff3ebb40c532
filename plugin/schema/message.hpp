// The words of violations. Pure functions of a keyword and a value; no value that is long is quoted in full.
#pragma once

#include "schema/program.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::schema {

// What a violation says.
struct message {
  std::string detail;
  std::string expected;
  std::string found;
  std::string suggestion;
};

// A name or text in quotes as in JSON, cut to some sixty characters.
[[nodiscard]] std::string quoted(std::string_view text);

// A scalar as JSON text, of arrays and objects only what they are.
[[nodiscard]] std::string shown(const json::value& v);

// "Expected ...; found ....".
[[nodiscard]] message expectation(std::string expected, std::string found);

// For the keywords that look at the value alone; `code` is one of these.
[[nodiscard]] message message_of(const program& p, const instruction& i, const json::value& v);

// A value whose type is not among `types` and which is none of `allowed`; one of the two may be empty.
[[nodiscard]] message alternatives_message(std::uint32_t types, std::span<const json::value* const> allowed,
                                           const json::value& v);

// `The property "naem" is not allowed here.`, with the nearest of `known` as the suggestion.
[[nodiscard]] message unknown_property_message(std::string_view name,
                                               std::span<const std::string_view> known);

[[nodiscard]] message missing_property_message(std::string_view name, std::string_view because_of = {});

[[nodiscard]] message contains_message(std::uint64_t least, std::uint64_t most, std::size_t found);

} // namespace http_task::schema
