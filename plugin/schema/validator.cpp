#include "schema/validator.hpp"

#include "schema/evaluation.hpp"
#include "schema/explanation.hpp"
#include "schema/glance.hpp"
#include "schema/output.hpp"

namespace http_task::schema {

// Most instances are objects, and mostly a glance settles them; for these nothing has to be set up.
bool validator::is_valid(const json::value& instance, exemption accept_any) const {
  const program& p = *program_;
  if (accept_any || !p.root_members || !instance.is_object()) [[unlikely]]
    return evaluation::check(p, instance, accept_any);
  const json::object& o = instance.get_object();
  member_position member = o.begin();
  const member_position end = o.end();
  const text_table::entry* e = p.root_members->names.entries().data();
  skip_settled(member, end, e);
  if (member != end) [[unlikely]]
    return evaluation::check_members(p, member, end, e);
  return e->required == 0;
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
