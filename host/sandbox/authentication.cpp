#include "sandbox/authentication.hpp"

namespace http_task::host {
namespace {

struct demand {
  bool met = false;
  std::string expected;
  std::string challenge;
};

bool has_query(const sandbox_request& request, std::string_view name) {
  for (std::string_view rest = request.query(); !rest.empty();) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    const std::size_t equals = pair.find('=');
    if (percent_decoded(pair.substr(0, equals)) == name && equals != std::string_view::npos &&
        equals + 1 < pair.size())
      return true;
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
  }
  return false;
}

bool has_cookie(const sandbox_request& request, const std::string& name) {
  const std::string cookies = "; " + std::string(request.header("Cookie"));
  return cookies.find("; " + name + "=") != std::string::npos;
}

bool has_authorization(const sandbox_request& request, std::string_view scheme) {
  const std::string_view value = request.header("Authorization");
  return value.size() > scheme.size() + 1 && equal_ignoring_case(value.substr(0, scheme.size()), scheme) &&
         value[scheme.size()] == ' ';
}

demand api_key(const json::object& scheme, const sandbox_request& request) {
  const std::string name(text_of(scheme, "name"));
  const std::string_view place = text_of(scheme, "in");
  const bool met = place == "query"    ? has_query(request, name)
                   : place == "cookie" ? has_cookie(request, name)
                                       : !request.header(name).empty();
  return {met, name + " in the " + std::string(place), {}};
}

demand demand_of(const json::object& scheme, const sandbox_request& request) {
  const std::string_view type = text_of(scheme, "type");
  if (type == "apiKey") return api_key(scheme, request);
  if (type == "http" || type == "oauth2" || type == "openIdConnect") {
    // OAuth 2 and OpenID Connect both end in a bearer token (RFC 6750).
    std::string name(type == "http" ? text_of(scheme, "scheme") : "bearer");
    name.front() =
        name.empty() ? '\0' : static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return {has_authorization(request, name), "Authorization: " + name, name + " realm=\"sandbox\""};
  }
  return {true, std::string(type), {}}; // mutual TLS and what is not known cannot be asked for here
}

} // namespace

authentication_demand check_authentication(const json::object& endpoint, const sandbox_request& request) {
  const json::array* alternatives = array_of(endpoint, "security");
  const json::object* schemes = object_of(endpoint, "securitySchemes");
  if (alternatives == nullptr || alternatives->empty() || schemes == nullptr) return {};
  authentication_demand all{false, {}, {}};
  for (const json::value& item : *alternatives) {
    const json::array* names = item.is_object() ? array_of(item.get_object(), "schemes") : nullptr;
    bool met = true; // an alternative that names no scheme lets everybody in
    std::string expected;
    for (const json::value& name : names != nullptr ? *names : json::array()) {
      const json::object* scheme = name.is_string() ? object_of(*schemes, view(name.get_string())) : nullptr;
      if (scheme == nullptr) continue;
      const demand one = demand_of(*scheme, request);
      met = met && one.met;
      expected += (expected.empty() ? "" : " and ") + one.expected;
      if (all.challenge.empty()) all.challenge = one.challenge;
    }
    if (met) return {};
    all.expected += (all.expected.empty() ? "" : ", or ") + expected;
  }
  return all;
}

} // namespace http_task::host
