#include "schema/registry.hpp"

#include <boost/url/parse.hpp>

#include <utility>

namespace http_task::schema {

result<void> registry::add(std::string_view uri, json::value root, dialect default_dialect) {
  if (uri.ends_with('#')) uri.remove_suffix(1);
  const auto parsed = boost::urls::parse_uri(uri);
  if (!parsed || parsed->has_fragment())
    return make_problem("input.invalid",
                        "A schema document is registered by an absolute URI without a fragment; "
                        "found \"" +
                            std::string(uri) + "\".");
  if (!documents_.try_emplace(std::string(uri), document{std::move(root), default_dialect}).second)
    return make_problem("input.invalid",
                        "There already is a schema document of the URI \"" + std::string(uri) + "\".");
  return {};
}

const registry::document* registry::find(std::string_view uri) const noexcept {
  const auto found = documents_.find(uri);
  return found == documents_.end() ? nullptr : &found->second;
}

} // namespace http_task::schema
