// The fields of a JSON Schema as a reference: name, type, whether required, allowed values, default,
// description.
#pragma once

#include "document/json.hpp"
#include "text/terminal.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// Writes fields below one another, members of objects further in. A $ref is followed within `root`; one that
// leads back to where it came from is named, not followed.
class schema_fields {
public:
  // `root` and `paint` are borrowed. `width`: columns.
  schema_fields(const json::value& root, const palette& paint, std::size_t width)
      : root_(root), paint_(paint), width_(width) {}

  // The members of an object, or what the items of an array and the alternatives of a choice hold.
  [[nodiscard]] std::string members(const json::value& schema, std::size_t indent);
  // One field and what is within it.
  [[nodiscard]] std::string field(std::string_view name, const json::value& schema, bool required,
                                  std::size_t indent);
  // "integer (int64)", "array of string", "object or null".
  [[nodiscard]] std::string type_of(const json::value& schema) const;

private:
  [[nodiscard]] const json::object* follow(const json::object& schema) const;
  // The schemas of anyOf and oneOf, references followed, without those that only allow null.
  [[nodiscard]] std::vector<const json::object*> alternatives(const json::object& schema) const;
  [[nodiscard]] std::vector<std::string> types_of(const json::object& schema, std::size_t depth) const;
  [[nodiscard]] std::string nested(const json::object& schema, std::size_t indent);
  [[nodiscard]] std::string facts(const json::object& schema, std::size_t indent) const;

  const json::value& root_;
  const palette& paint_;
  std::size_t width_;
  std::vector<const json::object*> open_; // the schemas that this one lies within
};

} // namespace http_task::host
