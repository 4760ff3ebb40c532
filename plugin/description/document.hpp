// A source document as the reader of one operation sees it: values by their JSON Pointers.
//
// Nothing here asks for the document as a whole, so it may lie in parts that are read when they are asked
// for. A pointer always leads at least to a part as part_of() cuts them; what contains parts ("/paths",
// "/components/schemas") is never asked for.
#pragma once

#include "json/value.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace http_task::description {

class document {
public:
  document() = default;
  document(const document&) = delete;
  document& operator=(const document&) = delete;
  virtual ~document() = default;

  // The value at `pointer`, or nullptr. It lives as long as the document.
  [[nodiscard]] virtual const json::value* find(std::string_view pointer) const = 0;
};

// All of a document in one value, which is borrowed.
class whole_document final : public document {
public:
  explicit whole_document(const json::value& root) noexcept : root_(root) {}
  [[nodiscard]] const json::value* find(std::string_view pointer) const override;

private:
  const json::value& root_;
};

// The pointer of the part in which `pointer` lies: a member of a path item, a component, a definition,
// another file of a bundle, else a member of the root.
//   "/paths/~1pets/get/responses/200" to "/paths/~1pets/get"
//   "/components/schemas/Pet/properties/id" to "/components/schemas/Pet"
[[nodiscard]] std::string_view part_of(std::string_view pointer) noexcept;

// Calls `found` with pointer and value of each part, in the order of the document. Together they are the
// document but for empty containers.
void for_each_part(const json::value& root,
                   const std::function<void(const std::string& pointer, const json::value& value)>& found);

} // namespace http_task::description
