#include "request/parameter.hpp"

#include "settings/parameters.hpp"
#include "json/pointer.hpp"

#include <algorithm>

namespace http_task::request {

result<std::string> write_parameter(uri::place in, const settings::parameter& p) {
  if (uri::is_undefined(p.value)) return std::string{};
  result<std::string> written =
      uri::write_parameter(in, p.name, p.value, p.style.value_or(uri::default_style(in)));
  if (!written)
    return below(std::move(written).error(), json::join(json::join("", settings::group_of(in)), p.name));
  return written;
}

bool is_sent_as(uri::place in, const settings::parameter& p, std::string_view name) noexcept {
  if (p.name == name) return true;
  const uri::value::object* members = p.value.if_object();
  const uri::parameter_style style = p.style.value_or(uri::default_style(in));
  return members && style.explode && style.style != uri::style::deep_object &&
         std::ranges::find(*members, name, &uri::member::name) != members->end();
}

} // namespace http_task::request
