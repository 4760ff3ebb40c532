// What an endpoint does, in the few kinds that people ask for: create, list, get, update, delete, send.
#pragma once

#include "description/endpoint.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace http_task::catalog {

enum class action { create, list, get, update, remove, send };

// The kind that a folded word asks for: "add" and "new" are create, "edit" is update.
[[nodiscard]] std::optional<action> action_of(std::string_view word) noexcept;

// A term of the index that no word of a text can be.
[[nodiscard]] std::string_view term_of(action a) noexcept;

struct endpoint_action {
  action what;
  double certainty; // 1: its names say so; less: its method suggests it
};

[[nodiscard]] std::vector<endpoint_action> actions_of(const description::outline& endpoint);

} // namespace http_task::catalog
