// One parameter read back from the text in which its style wrote it: the inverse of OpenAPI's styles (3.1.1,
// "Style Values") for texts, lists and flat objects, and of deepObject at any depth.
//
// The plugin, which writes them, is another program to the sandbox: a server of its own that reads what came.
#pragma once

#include "sandbox/described.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

struct parameter_style {
  std::string name; // OpenAPI's
  bool explode = false;
  std::string content; // the media type in place of a style; "" if there is none

  [[nodiscard]] bool is_exploded_form() const noexcept;
};

// In a query a '+' is a blank too (application/x-www-form-urlencoded); elsewhere percent_decoded() reads.
[[nodiscard]] std::string form_decoded(std::string_view text);
using decoder = std::string (*)(std::string_view);

// What the description demands as parameterStyles; empty if it demands nothing.
[[nodiscard]] const json::object& demanded_styles(const json::object& description);
// Of it what it says for a parameter of that group, or the default of the group.
[[nodiscard]] parameter_style style_of(const json::object& description, std::string_view group,
                                       std::string_view name);

// A name and its value, both as on the request line.
using raw_pair = std::pair<std::string_view, std::string_view>;
[[nodiscard]] std::vector<raw_pair> split_pairs(std::string_view text, char separator);

// The segment of the path, or the part of it, that stands for {name}. nullopt: it is not written in that
// style.
[[nodiscard]] std::optional<json::value> read_path_value(std::string_view raw, std::string_view name,
                                                         const parameter_style& style, const described& what);

// The value of a header field.
[[nodiscard]] json::value read_header_value(const std::string& text, const parameter_style& style,
                                            const described& what);

// Takes from `pairs`, of a query or a Cookie field, those that are of the parameter; nullopt if there are
// none. An exploded object takes what it describes, or all if it is open, and so has to come last.
[[nodiscard]] std::optional<json::value> take_value(std::vector<raw_pair>& pairs, std::string_view name,
                                                    const parameter_style& style, const described& what,
                                                    decoder decode);

} // namespace http_task::host
