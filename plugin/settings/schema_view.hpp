// A schema read for what it offers at one place of an instance, not for what it refuses: names of properties,
// defaults, examples. Follows $ref within the document and allOf; knows no other applicator.
//
// Borrows the document. Bounded: a reference that leads in a circle or nowhere adds nothing.
#pragma once

#include "json/value.hpp"

#include <string_view>
#include <vector>

namespace http_task::settings {

class schema_view {
public:
  explicit schema_view(const json::value& document) : document_(&document) { add(document, 0); }

  // The value of a keyword in the first part that has it, or nullptr.
  [[nodiscard]] const json::value* keyword(std::string_view name) const noexcept;

  // The places below this one, in the order of the schema; a view without parts for a name that is not
  // described.
  [[nodiscard]] std::vector<std::string_view> property_names() const;
  [[nodiscard]] schema_view property(std::string_view name) const;
  [[nodiscard]] bool is_required(std::string_view name) const noexcept;

  // Where the first part stands; tells one schema from another.
  [[nodiscard]] const json::object* identity() const noexcept {
    return parts_.empty() ? nullptr : parts_.front();
  }

private:
  schema_view() = default;
  void add(const json::value& schema, unsigned depth);

  const json::value* document_ = nullptr;
  std::vector<const json::object*> parts_; // the schema, and what its $ref and allOf bring in
};

} // namespace http_task::settings
