#include "description/security.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/references.hpp"
#include "description/swagger.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <vector>

namespace http_task::description {
namespace {

constexpr std::size_t most_alternatives = 100;
constexpr std::size_t longest_text = 4'000;

std::string upper_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z')
      name += static_cast<char>(c - 'a' + 'A');
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  while (name.ends_with('_'))
    name.pop_back();
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) name.insert(0, "API_");
  return name;
}

std::string secret(std::string_view prefix, std::string_view suffix) {
  return "${secrets." + std::string(prefix) + "_" + std::string(suffix) + "}";
}

struct scheme {
  std::string name;
  const json::object* object;
};

// The `authentication` of the settings for one scheme; nullopt for schemes that the settings have no word
// for.
std::optional<json::object> instance_of(const json::object& scheme, std::string_view prefix) {
  const std::string_view type = json::string_member(scheme, "type");
  if (type == "http") {
    const std::string how = to_lower(json::string_member(scheme, "scheme"));
    if (how == "bearer") return json::object{{"type", "bearer"}, {"token", secret(prefix, "API_KEY")}};
    if (how == "basic")
      return json::object{{"type", "basic"},
                          {"username", secret(prefix, "USERNAME")},
                          {"password", secret(prefix, "PASSWORD")}};
    return std::nullopt;
  }
  if (type == "oauth2" || type == "openIdConnect")
    return json::object{{"type", "bearer"}, {"token", secret(prefix, "ACCESS_TOKEN")}};
  const std::string_view in = json::string_member(scheme, "in");
  const std::string_view name = json::string_member(scheme, "name");
  if (type == "apiKey" && !name.empty() && (in == "header" || in == "query" || in == "cookie"))
    return json::object{{"type", "apiKey"}, {"in", in}, {"name", name}, {"value", secret(prefix, "API_KEY")}};
  return std::nullopt;
}

// A schema that allows what `instance` is, with its secrets as defaults.
json::object schema_of(const json::object& instance, const json::object& scheme, std::string_view name) {
  json::object properties;
  json::array required;
  for (const auto& member : instance) {
    const bool is_secret = json::view(member.value().get_string()).starts_with("${secrets.");
    properties[member.key()] = is_secret ? json::object{{"type", "string"}, {"default", member.value()}}
                                         : json::object{{"const", member.value()}};
    required.push_back(json::value(member.key()));
  }
  json::object schema{{"title", single_line(name, 200)}};
  if (const std::string_view text = json::string_member(scheme, "description"); !text.empty())
    schema["description"] = clean_text(text, longest_text);
  schema["type"] = "object";
  schema["required"] = std::move(required);
  schema["properties"] = std::move(properties);
  return schema;
}

// Lower is better: one key before two, a header field before the query, which ends up in logs.
int cost(const std::vector<scheme>& alternative, std::string_view prefix) {
  int sum = 0;
  for (const scheme& s : alternative) {
    const std::optional<json::object> instance = instance_of(*s.object, prefix);
    if (!instance) return std::numeric_limits<int>::max();
    sum += json::string_member(*instance, "in") == "query" ? 12 : 10;
  }
  return sum;
}

class reader {
public:
  reader(const document& source, openapi_version version, std::string_view api, warning_list& warnings)
      : source_(source), version_(version), prefix_(secret_prefix(api)), warnings_(warnings) {}

  security read(const json::array& requirements, const trail& at) {
    std::size_t index = 0;
    for (const json::value& requirement : requirements) {
      if (index == most_alternatives) break;
      const trail here(at, index++);
      if (const json::object* o = requirement.if_object())
        add_alternative(*o, here);
      else
        warnings_.add(here, "Expected an object of security schemes, found " +
                                std::string(json::kind_name(requirement)) + "; left out.");
    }
    if (!requirements.empty()) make_authentication(at);
    return std::move(out_);
  }

private:
  void add_alternative(const json::object& requirement, const trail& at) {
    std::vector<scheme> alternative;
    json::array names;
    json::array scopes;
    for (const auto& member : requirement) {
      const std::string name(json::view(member.key()));
      const json::object* object = find_scheme(name);
      if (!object) {
        warnings_.add(trail(at, name),
                      "There is no security scheme of this name; the alternative is left out.");
        return;
      }
      alternative.push_back({name, object});
      names.push_back(json::value(name));
      if (const json::array* list = member.value().if_array())
        for (const json::value& scope : *list)
          if (scope.is_string()) scopes.push_back(scope);
    }
    for (const scheme& s : alternative)
      if (!out_.schemes.contains(s.name)) out_.schemes[s.name] = *s.object;
    json::object described{{"schemes", std::move(names)}};
    if (!scopes.empty()) described["scopes"] = std::move(scopes);
    out_.alternatives.push_back(std::move(described));
    alternatives_.push_back(std::move(alternative));
  }

  const json::object* find_scheme(const std::string& name) {
    const bool old = version_ == openapi_version::v2_0;
    const std::string pointer =
        json::join(old ? "/securityDefinitions" : "/components/securitySchemes", name);
    const json::value* value = source_.find(pointer);
    if (!value) return nullptr;
    const result<target> found = dereference(source_, *value, pointer);
    const json::object* scheme = found ? found->value->if_object() : nullptr;
    if (!scheme || !old) return scheme;
    return &modern_.try_emplace(name, modern_scheme(*scheme)).first->second;
  }

  void make_authentication(const trail& at) {
    const std::vector<scheme>* best = nullptr;
    json::array schemas;
    std::vector<std::string_view> done;
    for (const std::vector<scheme>& alternative : alternatives_) {
      if (alternative.empty()) // {}: nobody needs to say who calls
        continue;
      const int price = cost(alternative, prefix_);
      if (price == std::numeric_limits<int>::max()) continue;
      if (!best || price < cost(*best, prefix_)) best = &alternative;
      const scheme& first = alternative.front();
      if (std::ranges::find(done, first.name) != done.end()) continue;
      done.push_back(first.name);
      schemas.push_back(schema_of(*instance_of(*first.object, prefix_), *first.object, first.name));
    }
    if (!best) {
      const bool demanded = std::ranges::none_of(alternatives_, [](const auto& a) { return a.empty(); });
      if (demanded && !alternatives_.empty())
        warnings_.add(at, "None of the ways to authenticate is supported; add the header fields by hand.");
      return;
    }
    out_.authentication = {{"description", "How the API knows who calls; any one of these will do."},
                           {"type", "object"},
                           {"oneOf", std::move(schemas)},
                           {"default", *instance_of(*best->front().object, prefix_)}};
    for (std::size_t i = 1; i < best->size(); ++i)
      add_further_key((*best)[i], at);
  }

  // The settings have one `authentication`; a second key that goes with it is a header field, a query
  // parameter or a cookie. Where both are a token or both the same field, one is enough.
  void add_further_key(const scheme& s, const trail& at) {
    const json::object& primary = out_.authentication["default"].get_object();
    const std::optional<json::object> own = instance_of(*s.object, prefix_);
    if (own && json::string_member(*own, "type") == json::string_member(primary, "type") &&
        json::string_member(*own, "in") == json::string_member(primary, "in") &&
        json::string_member(*own, "name") == json::string_member(primary, "name"))
      return;
    const std::string_view in = json::string_member(*s.object, "in");
    const json::object property{
        {"type", "string"},
        {"description", clean_text(json::string_member(*s.object, "description"), longest_text)},
        {"default", "${secrets." + prefix_ + "_" + upper_name(s.name) + "}"}};
    if (in == "header")
      out_.header_fields[json::string_member(*s.object, "name")] = property;
    else if (in == "query")
      out_.query_members[json::string_member(*s.object, "name")] = property;
    else if (in == "cookie")
      out_.cookies[json::string_member(*s.object, "name")] = property;
    else
      warnings_.add(at, "The security scheme \"" + single_line(s.name, 200) +
                            "\" is demanded together with another one; add it by hand.");
  }

  const document& source_;
  openapi_version version_;
  std::string prefix_;
  std::map<std::string, json::object, std::less<>> modern_; // schemes of 2.0 in the words of 3.x
  warning_list& warnings_;
  std::vector<std::vector<scheme>> alternatives_; // those of out_.alternatives
  security out_;
};

} // namespace

std::string secret_prefix(std::string_view api) {
  const std::string_view host = api.substr(0, api.find('/'));
  std::vector<std::string_view> labels;
  for (std::size_t from = 0; from <= host.size();) {
    const std::size_t dot = std::min(host.find('.', from), host.size());
    labels.push_back(host.substr(from, dot - from));
    from = dot + 1;
  }
  if (labels.size() < 2 || host.find_first_not_of("0123456789.") == std::string_view::npos)
    return upper_name(host);
  // "co.uk", "com.au": the registrable name is one label further to the left.
  const bool two_part_suffix =
      labels.size() > 2 && labels.back().size() == 2 && labels[labels.size() - 2].size() <= 3;
  return upper_name(labels[labels.size() - (two_part_suffix ? 3 : 2)]);
}

security read_security(const document& source, openapi_version version, const json::array* requirements,
                       std::string_view api, const trail& at, warning_list& warnings) {
  if (!requirements) return {};
  return reader(source, version, api, warnings).read(*requirements, at);
}

} // namespace http_task::description
