#include "schema/validator.hpp"

#include "schema/evaluation.hpp"
#include "schema/explanation.hpp"

namespace http_task::schema {

bool validator::is_valid(const json::value& instance, exemption accept_any) const {
  evaluation e(*program_, accept_any);
  return e.apply(0, instance, nullptr) && !e.gave_up();
}

std::vector<violation> validator::check(const json::value& instance, std::size_t most,
                                        exemption accept_any) const {
  return explain(*program_, instance, most, accept_any);
}

const std::vector<finding>& validator::left_out() const noexcept {
  return program_->left_out;
}

} // namespace http_task::schema
