#include "request/authentication.hpp"

#include "base/text.hpp"
#include "request/parameter.hpp"
#include "settings/credential_rules.hpp"
#include "settings/header_rules.hpp"
#include "settings/parameters.hpp"
#include "uri/http_url.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <span>

namespace http_task::request {
namespace {

using place = settings::api_key_authentication::place;

problem at(problem p, std::string_view member) {
  return below(std::move(p), json::join("/authentication", member));
}

std::string basic_credentials(const settings::basic_authentication& a) {
  return base64_encode(a.username + ":" + a.password);
}

problem conflict(std::string_view name, std::string pointer) {
  problem p = make_problem("input.conflict", "authentication sets " + std::string(name) + " too.",
                           std::move(pointer));
  p.advice = "Keep one of the two.";
  return p;
}

class authenticator {
public:
  authenticator(const settings::request_settings& settings, message::request& request)
      : settings_(settings), request_(request) {}

  std::optional<problem> operator()(const std::monostate&) { return std::nullopt; }

  std::optional<problem> operator()(const settings::bearer_authentication& a) {
    if (std::optional<problem> p = settings::check_bearer_token(a.token)) return at(*std::move(p), "token");
    return add_field("Authorization", "Bearer " + a.token);
  }

  std::optional<problem> operator()(const settings::basic_authentication& a) {
    if (std::optional<problem> p = settings::check_username(a.username)) return at(*std::move(p), "username");
    if (std::optional<problem> p = settings::check_password(a.password)) return at(*std::move(p), "password");
    return add_field("Authorization", "Basic " + basic_credentials(a));
  }

  std::optional<problem> operator()(const settings::api_key_authentication& a) {
    switch (a.in) {
    case place::query: return add_parameter(a);
    case place::cookie: return add_cookie(a);
    case place::header: break;
    }
    if (std::optional<problem> p = settings::check_header_name(a.name)) return at(*std::move(p), "name");
    if (std::optional<problem> p = settings::check_header_value(a.value)) return at(*std::move(p), "value");
    return add_field(a.name, std::string(trim(a.value)));
  }

private:
  std::optional<problem> add_field(const std::string& name, std::string value) {
    const auto by_hand = std::ranges::find_if(
        settings_.headers, [&](const settings::parameter& p) { return iequals(p.name, name); });
    if (by_hand != settings_.headers.end()) return conflict(name, json::join("/headers", by_hand->name));
    request_.headers.set(name, std::move(value)); // in place of a default such as User-Agent
    request_.credentials.push_back(name);
    return std::nullopt;
  }

  static std::optional<problem> find_conflict(uri::place in, std::span<const settings::parameter> others,
                                              std::string_view name) {
    const auto by_hand =
        std::ranges::find_if(others, [&](const settings::parameter& p) { return is_sent_as(in, p, name); });
    if (by_hand == others.end()) return std::nullopt;
    return conflict(name, json::join(json::join("", settings::group_of(in)), by_hand->name));
  }

  std::optional<problem> add_parameter(const settings::api_key_authentication& a) {
    if (std::optional<problem> p = find_conflict(uri::place::query, settings_.query_parameters, a.name))
      return p;
    uri::append_query(request_.target, a.name, a.value);
    return std::nullopt;
  }

  std::optional<problem> add_cookie(const settings::api_key_authentication& a) {
    if (std::optional<problem> p = settings::check_cookie_name(a.name)) return at(*std::move(p), "name");
    if (std::optional<problem> p = settings::check_cookie_value(a.value)) return at(*std::move(p), "value");
    if (std::optional<problem> p = find_conflict(uri::place::cookie, settings_.cookies, a.name)) return p;
    const std::string* others = request_.headers.find("Cookie");
    request_.headers.set("Cookie", (others ? *others + "; " : std::string{}) + a.name + "=" + a.value);
    return std::nullopt;
  }

  const settings::request_settings& settings_;
  message::request& request_;
};

} // namespace

void add_credentials(const settings::authentication& authentication, redactor& secrets) {
  if (const auto* bearer = std::get_if<settings::bearer_authentication>(&authentication)) {
    secrets.add(bearer->token);
  } else if (const auto* basic = std::get_if<settings::basic_authentication>(&authentication)) {
    secrets.add(basic->password);
    secrets.add(basic_credentials(*basic));
  } else if (const auto* key = std::get_if<settings::api_key_authentication>(&authentication)) {
    secrets.add(key->value);
  }
}

void add_credentials(const settings::tls_settings& tls, const settings::proxy_settings& proxy,
                     redactor& secrets) {
  secrets.add(tls.client_certificate.key);
  secrets.add(tls.client_certificate.passphrase);
  const std::string_view url = proxy.url;
  const std::size_t end = url.rfind('@');
  if (end == std::string_view::npos) return;
  const std::size_t scheme = url.find("://");
  const std::size_t begin = scheme < end ? scheme + 3 : 0;
  const std::string_view both = url.substr(begin, end - begin);
  secrets.add(both);
  if (const std::size_t colon = both.find(':'); colon != std::string_view::npos)
    secrets.add(both.substr(colon + 1));
}

std::optional<problem> authenticate(const settings::request_settings& settings, message::request& request) {
  return std::visit(authenticator(settings, request), settings.authentication);
}

} // namespace http_task::request
