// How OpenAPI writes parameters (3.0.4 and 3.1.1, sections "Style Values" and "Style Examples").
//
// Where the specification leaves a gap or its versions differ:
// - label without explode has commas between the items, as RFC 6570 and the corrected tables have it.
// - spaceDelimited and pipeDelimited write %20 and %7C, have no way to write an item that holds their
//   separator, and are form with explode.
// - deepObject nests, a[b][c]=1. A list is a[]=1&a[]=2, or a[0][b]=1 when its items are no texts. What is no
//   object is a=1.
// - In a cookie, exploded values are pairs of their own, "a=1; a=2".
// - Header fields are not percent-encoded.
// - With allowReserved a reserved character stands as it is unless it would end the value there: in the path
//   not / ? # [ ], in the query not & # [ ], in a cookie not , ; and nowhere a separator of the style within
//   a list or an object.
#pragma once

#include "base/result.hpp"
#include "uri/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace http_task::uri {

enum class place { path, query, header, cookie };

enum class style { matrix, label, simple, form, space_delimited, pipe_delimited, deep_object };

struct parameter_style {
  uri::style style = style::simple;
  bool explode = false;
  bool allow_reserved = false;

  bool operator==(const parameter_style&) const = default;
};

// simple in path and header, form with explode in query and cookie.
[[nodiscard]] parameter_style default_style(place in) noexcept;
// Of a parameter that says its style alone.
[[nodiscard]] bool default_explode(style s) noexcept;
// By OpenAPI's name; nullopt if parameters of that place have no such style.
[[nodiscard]] std::optional<style> find_style(place in, std::string_view name) noexcept;

// One parameter: what stands in place of {name} of the path, the pairs of the query ("a=1&a=2"), the value of
// the header field, or the pairs of the Cookie field ("a=1; a=2"). `v` is not undefined; `s` is a style of
// that place. Fails with "input.invalid" on a value that the style has no way to write, and with
// "input.limit".
[[nodiscard]] result<std::string> write_parameter(place in, std::string_view name, const value& v,
                                                  const parameter_style& s);

} // namespace http_task::uri
