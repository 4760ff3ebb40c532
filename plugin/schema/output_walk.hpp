// Walks a whole program over an instance and notes what each keyword said; output.hpp makes the forms of it.
//
// Like the explainer it asks the evaluation what holds, so that the meaning of keywords stands in one place.
#pragma once

#include "schema/evaluation.hpp"
#include "schema/output.hpp"
#include "schema/program.hpp"

#include <string>
#include <string_view>

namespace http_task::schema {

class output_walk {
public:
  explicit output_walk(const program& p) : program_(p), evaluation_(p, nullptr) {}

  // `keyword` and `instance` are the locations on the way here; `seen` as in evaluation.
  [[nodiscard]] output_unit visit(index n, const json::value& v, std::string keyword,
                                  const std::string& instance, const scope* outer);

private:
  struct context {
    const output_unit& owner; // its locations; its verdict is open
    index node;
    const instruction& code;
    std::string_view keyword;
    const json::value& value;
    const scope& here;
    const marks& seen;
  };

  [[nodiscard]] output_unit keyword_unit(const context& c, bool valid);
  void visit_parts(const context& c, output_unit& unit);
  void visit_members(const context& c, output_unit& unit);
  void visit_elements(const context& c, output_unit& unit);
  void visit_contains(const context& c, output_unit& unit);
  void visit_rest(const context& c, output_unit& unit);
  // One keyword of an instruction that stands for several.
  [[nodiscard]] output_unit part(const context& c, std::string_view keyword) const;
  static void finish(output_unit& unit, output_unit part, json::value annotation);
  // A subschema of this node, applied to the value at `instance`.
  void apply(const context& c, output_unit& unit, index child, const json::value& v,
             const std::string& instance);
  void follow(const context& c, output_unit& unit, index target);
  [[nodiscard]] std::string error_of(const context& c) const;
  [[nodiscard]] std::string absolute(index n, std::string_view keyword = {}) const;

  const program& program_;
  evaluation evaluation_;
  std::size_t depth_ = 0;
  std::size_t units_ = 0;
};

} // namespace http_task::schema
