#include "schema/validator.hpp"

#include "schema/evaluation.hpp"
#include "schema/explanation.hpp"
#include "schema/output.hpp"

namespace http_task::schema {

bool validator::is_valid(const json::value& instance, exemption accept_any) const {
  return evaluation::check(*program_, instance, accept_any);
}

std::vector<violation> validator::check(const json::value& instance, std::size_t most,
                                        exemption accept_any) const {
  return explain(*program_, instance, most, accept_any);
}

json::value validator::output(const json::value& instance, output_form form) const {
  if (form == output_form::flag) return json::object{{"valid", is_valid(instance)}};
  return to_json(make_output(*program_, instance), form);
}

const std::vector<finding>& validator::left_out() const noexcept {
  return program_->left_out;
}

} // namespace http_task::schema
