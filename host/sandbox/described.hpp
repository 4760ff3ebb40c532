// What a description says about one value, and text read as that.
#pragma once

#include "document/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// Looks through $ref within the document, allOf, anyOf and oneOf. Borrows the document.
class described {
public:
  // Of `schema`, which may be nullptr: nothing is known then.
  described(const json::object& document, const json::object* schema);

  [[nodiscard]] bool is_list() const noexcept { return is_of_type("array"); }
  [[nodiscard]] bool is_object() const noexcept { return is_of_type("object"); }
  [[nodiscard]] bool has_member(std::string_view name) const noexcept;
  // Whether an object may have members that are not described.
  [[nodiscard]] bool is_open() const noexcept;

  [[nodiscard]] described items() const;
  [[nodiscard]] described member(std::string_view name) const;

  // A number or a boolean where it is described as one and the text can be read as one; otherwise the text.
  [[nodiscard]] json::value scalar(const std::string& text) const;
  [[nodiscard]] json::value list(const std::vector<std::string>& texts) const;

private:
  void add(const json::object& schema, std::size_t depth);
  [[nodiscard]] bool is_of_type(std::string_view name) const noexcept;

  const json::object* document_;
  std::vector<const json::object*> parts_;
};

// The schemas of the members of a group of settings: "pathParameters", "queryParameters", "headers",
// "cookies".
[[nodiscard]] const json::object& members_of(const json::object& description, std::string_view group);

} // namespace http_task::host
