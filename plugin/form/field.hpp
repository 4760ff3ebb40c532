// One field of a form, and what lies within it: what schemas/form.schema.json says, before it is JSON.
//
// Borrows values and texts from the schemas that it was made of.
#pragma once

#include "json/value.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::form {

struct field;
using field_ptr = std::unique_ptr<field>;

struct choice {
  std::string title;
  field_ptr of; // complete: what all choices have in common is in each of them
};

struct field {
  std::string pointer; // into the request settings; "-" for any item of a list, "*" for any name of a map
  std::string name;
  std::string schema_pointer;
  std::string title;
  std::string_view type = "any";
  std::string_view widget = "json";
  std::string_view group;
  bool required = false;
  bool deprecated = false;
  bool nullable = false;
  bool more = false; // what lies within was cut off
  std::string_view documentation;
  std::vector<std::pair<std::string_view, const json::value*>> values;      // default, const, format
  std::vector<std::pair<std::string_view, const json::value*>> constraints; // minLength, maximum, ...
  std::vector<const json::value*> allowed;                                  // enum
  std::vector<const json::value*> examples;

  std::vector<field_ptr> fields;
  field_ptr items;
  field_ptr additional;
  std::vector<std::string> except; // names in this object that other fields of the form stand for
  std::vector<choice> choices;
  std::string discriminator; // the member that tells the choices apart

  // Whether there is something within it to draw.
  [[nodiscard]] bool has_inside() const noexcept {
    return widget == "object" || widget == "list" || widget == "map" || widget == "choice";
  }
};

// About what it takes as JSON, without what lies within it.
[[nodiscard]] std::size_t size_of(const field& f);

[[nodiscard]] json::object to_json(const field& f);

} // namespace http_task::form
