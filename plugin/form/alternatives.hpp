// What of oneOf and anyOf is a choice for a person.
//
// An alternative that only allows null is no choice: the value may be null. A single one that is left is what
// the place is. Alternatives that only demand members (required) say nothing about what to draw; validation
// holds to them. Those that are one fixed value each are a list of allowed values.
#pragma once

#include "form/place.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::form {

struct alternatives {
  bool nullable = false;
  std::vector<place> choices;              // none, or at least two; the place's own parts are not in them
  std::vector<const json::value*> allowed; // the fixed values, where all alternatives are one
};

// Merges into `here` what is no choice. Of several lists of alternatives the first that is a choice is taken.
[[nodiscard]] alternatives read_alternatives(place& here);

// What a person is shown for one of several: its title, the name of its definition, or its type.
[[nodiscard]] std::string title_of(const place& choice, std::size_t number);

// The first member that each of the choices fixes to values of its own, so that it tells them apart; "" if
// there is none.
[[nodiscard]] std::string discriminator_of(const std::vector<place>& choices);

} // namespace http_task::form
