// One place of an instance as the schemas see it that hold there: what $ref and allOf bring in is merged, and
// each part remembers where it stands.
//
// Borrows the documents. Bounded: a reference that leads in a circle or nowhere adds nothing.
#pragma once

#include "json/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::form {

struct part {
  const json::object* schema = nullptr;
  const json::value* document = nullptr; // in which its references are looked up
  std::string pointer;                   // where it stands in the document
};

class place {
public:
  place() = default;
  // The schema that `pointer` names in `document`; without parts where there is none, or one that is `true`.
  place(const json::value& document, std::string_view pointer);

  [[nodiscard]] const std::vector<part>& parts() const noexcept { return parts_; }
  [[nodiscard]] bool empty() const noexcept { return parts_.empty(); }
  // Nothing is allowed here: one of the schemas is `false`.
  [[nodiscard]] bool impossible() const noexcept { return impossible_; }
  // Of the schema that the place was made from, before references were followed.
  [[nodiscard]] const std::string& pointer() const noexcept { return pointer_; }

  // Adds what another place brings in; what stood first goes first.
  void merge(const place& other);

  // The value of a keyword in the first part that has it, or nullptr.
  [[nodiscard]] const json::value* keyword(std::string_view name) const noexcept;
  [[nodiscard]] std::string_view text(std::string_view name) const noexcept;
  [[nodiscard]] bool flag(std::string_view name) const noexcept;

  // The places below this one, in the order of the schema.
  [[nodiscard]] std::vector<std::string_view> property_names() const;
  [[nodiscard]] place property(std::string_view name) const;
  [[nodiscard]] bool is_required(std::string_view name) const noexcept;
  // The schema that is the value of a keyword (items, additionalProperties), in all parts that have it.
  [[nodiscard]] place below(std::string_view keyword) const;

  // A list of alternatives that was made to choices is not read again, also where its place is merged into
  // others.
  void set_aside(const json::array& list) { aside_.push_back(&list); }
  [[nodiscard]] bool is_aside(const json::array& list) const noexcept;

  // Whether both have a part in common: the place lies within itself.
  [[nodiscard]] bool shares_part_with(const place& other) const noexcept;

private:
  void add(const json::value& schema, const json::value& document, std::string pointer, unsigned depth);

  std::string pointer_;
  std::vector<part> parts_;
  std::vector<const json::array*> aside_;
  bool impossible_ = false;
};

} // namespace http_task::form
