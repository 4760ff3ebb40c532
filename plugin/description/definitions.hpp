// The "$defs" of one endpoint description: every schema that it refers to, once, under a plain name.
//
// References are made by name and the schemas are translated later, one after the other, so neither recursion
// nor a deep chain of references costs more than the schemas themselves.
#pragma once

#include "description/dialect.hpp"
#include "description/references.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::description {

// Members that only an answer has (readOnly) are no part of a request, and the other way round
// (OpenAPI 3.0.3, 4.7.24).
enum class direction { request, response };

// A whole description is wanted, or only the warnings that making it would give: for all operations of a
// document at once, each shared schema looked at once.
enum class purpose { describe, check };

class definitions {
public:
  // `one_direction`: the document marks nothing as readOnly or writeOnly, so that one definition serves both.
  // `budget`: values that may be made, so that shared parts cannot multiply without bound.
  definitions(const document& source, openapi_version version, bool one_direction, purpose why,
              std::size_t budget)
      : source_(source), version_(version), one_direction_(one_direction), purpose_(why), budget_(budget) {}

  // What is being translated, for cycles: the schema of a request or response itself, or one of the
  // definitions.
  struct owner {
    std::string name; // "" for the former
  };

  // The schema that stands for `ref`: {"$ref": "#/$defs/..."}, or `true` with a warning at `at` where the
  // reference cannot be followed. `in_place`: the referring schema is about the same value as its owner
  // (allOf and the like); a circle of such references has no meaning, so the one that closes it becomes
  // `true`.
  [[nodiscard]] json::value refer(std::string_view ref, direction d, const owner& from, bool in_place,
                                  const trail& at, warning_list& warnings);

  // Translates all that is waiting, and what that refers to, into the members of "$defs".
  [[nodiscard]] json::object translate_all(warning_list& warnings);

  // Whether one more value, or a copy of `v`, may be made. When the budget is spent it stays so.
  [[nodiscard]] bool take() noexcept { return budget_ != 0 && budget_-- != 0; }
  [[nodiscard]] bool take(const json::value& v) noexcept;

  // Whether nobody was told yet that the budget is spent.
  [[nodiscard]] bool first_beyond_budget() noexcept { return !std::exchange(told_, true); }
  [[nodiscard]] std::size_t& budget() noexcept { return budget_; }

  [[nodiscard]] bool checking() const noexcept { return purpose_ == purpose::check; }
  [[nodiscard]] const document& source() const noexcept { return source_; }
  [[nodiscard]] openapi_version version() const noexcept { return version_; }

private:
  struct waiting {
    std::string name;
    target schema;
    direction towards;
  };

  [[nodiscard]] std::string unused_name(std::string_view pointer, direction d);
  [[nodiscard]] bool closes_circle(const std::string& from, const std::string& to);

  const document& source_;
  openapi_version version_;
  bool one_direction_;
  purpose purpose_;
  std::size_t budget_;
  bool told_ = false;
  std::map<std::string, std::string, std::less<>> names_; // by pointer, and direction
  std::map<std::string, std::size_t> taken_;              // names, and how often each was wanted
  std::vector<waiting> queue_;
  std::map<std::string, std::vector<std::string>> in_place_; // references from a definition to another
  std::size_t search_left_ = 1'000'000;                      // steps of closes_circle
};

} // namespace http_task::description
