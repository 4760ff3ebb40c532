#include "description/openapi_operation.hpp"

#include "description/display_text.hpp"
#include "description/openapi_body.hpp"
#include "description/openapi_parameters.hpp"
#include "description/openapi_responses.hpp"
#include "description/prose.hpp"

#include <algorithm>
#include <optional>

namespace http_task::description {
namespace {

constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_summary = 300;
constexpr std::size_t longest_prose = 1'000;
constexpr std::size_t longest_description = 100'000;
constexpr std::size_t longest_tag = 100;
constexpr std::size_t most_tags = 50;
constexpr std::size_t most_scopes = 200;

outline make_outline(const document_facts& facts, const operation_place& place) {
  const json::object& operation = *place.operation;
  outline o;
  o.id = make_id(facts.api, place.method, place.path);
  o.api = facts.api;
  o.method = place.method;
  o.path = place.path;
  o.operation_id = single_line(json::string_member(operation, "operationId"), longest_title);
  const std::string_view prose = json::string_member(operation, "description");
  o.title = single_line(json::string_member(operation, "summary"), longest_title);
  if (o.title.empty())
    o.title =
        o.operation_id.empty() ? place.method + " " + single_line(place.path, longest_title) : o.operation_id;
  o.summary = first_sentence(prose, longest_summary);
  o.prose = single_line(prose, longest_prose);
  if (const json::array* tags = json::array_member(operation, "tags"))
    for (const json::value& tag : *tags)
      if (tag.is_string() && o.tags.size() < most_tags)
        o.tags.push_back(single_line(json::view(tag.get_string()), longest_tag));
  const json::value* deprecated = operation.if_contains("deprecated");
  o.deprecated = deprecated && deprecated->is_bool() && deprecated->get_bool();
  return o;
}

class writer {
public:
  writer(const document_facts& facts, const operation_place& place, definitions& defs, warning_list& warnings)
      : facts_(facts), place_(place), defs_(defs), warnings_(warnings), at_(place.pointer),
        item_at_(place.item_pointer) {}

  endpoint write() {
    endpoint e{make_outline(facts_, place_), {}, {}};
    parameters_ =
        read_parameters(place_.path, *place_.path_item, item_at_, *place_.operation, at_, defs_, warnings_);
    body_ = read_body(*place_.operation, at_, defs_, warnings_);
    responses_ = read_responses(*place_.operation, at_, defs_, warnings_);
    read_own_security();
    e.parameters = parameters_.names;
    e.parameters.insert(e.parameters.end(), body_.names.begin(), body_.names.end());
    if (!defs_.checking()) e.schema = schema(e);
    return e;
  }

private:
  void read_own_security() {
    const json::array* requirements = json::array_member(*place_.operation, "security");
    if (requirements)
      own_security_ = read_security(defs_, requirements, facts_.api, trail(at_, "security"), warnings_);
    security_ = requirements ? &own_security_ : &facts_.security;
  }

  std::vector<server> servers() {
    if (const json::array* own = json::array_member(*place_.operation, "servers"); own && !own->empty())
      return read_servers(own, trail(at_, "servers"), warnings_);
    if (const json::array* item = json::array_member(*place_.path_item, "servers"); item && !item->empty())
      return read_servers(item, trail(item_at_, "servers"), warnings_);
    return facts_.servers;
  }

  json::value schema(const outline& o) {
    const std::string_view prose = json::string_member(*place_.operation, "description");
    limit_ = find_rate_limit(prose);
    scopes_ = find_scopes(prose);
    servers_ = servers();

    json::object root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", o.title}};
    if (!prose.empty()) root["description"] = clean_text(prose, longest_description);
    if (o.deprecated) root["deprecated"] = true;
    root["type"] = "object";
    json::object properties{{"method", json::object{{"const", o.method}}}, {"uri", uri()}};
    json::array required{"method", "uri"};
    const auto add_group = [&](std::string_view name, property_group& group) {
      if (group.properties.empty()) return;
      json::object property{{"type", "object"}};
      if (!group.required.empty()) {
        property["required"] = std::move(group.required);
        required.push_back(json::value(name));
      }
      property["properties"] = std::move(group.properties);
      properties[name] = std::move(property);
    };
    add_group("pathParameters", parameters_.path);
    add_keys(parameters_.query, security_->query_members);
    add_group("queryParameters", parameters_.query);
    add_content_type();
    add_keys(parameters_.headers, security_->header_fields);
    add_group("headers", parameters_.headers);
    add_keys(parameters_.cookies, security_->cookies);
    add_group("cookies", parameters_.cookies);
    if (!parameters_.styles.empty()) {
      // Without it the parameters would be written in another way.
      required.push_back("parameterStyles");
      properties["parameterStyles"] = json::object{{"const", std::move(parameters_.styles)}};
    }
    if (!responses_.accept.empty())
      properties["accept"] = json::object{{"type", "string"}, {"default", responses_.accept}};
    if (body_.present) {
      properties["body"] = std::move(body_.schema);
      if (body_.required) required.push_back("body");
    }
    if (!security_->authentication.empty()) properties["authentication"] = security_->authentication;
    if (limit_)
      properties["rateLimit"] = json::object{
          {"type", "object"},
          {"description", limit_->from},
          {"default", json::object{{"requests", limit_->requests}, {"perSeconds", limit_->per_seconds}}}};
    root["required"] = std::move(required);
    root["properties"] = std::move(properties);
    root[annotation] = annotations(o);
    if (json::object defs = defs_.translate_all(warnings_); !defs.empty()) root["$defs"] = std::move(defs);
    return root;
  }

  json::object uri() const {
    json::object property{{"type", "string"}, {"default", join_uri(servers_.front().url, place_.path)}};
    if (!is_absolute(servers_.front().url))
      property["description"] = "The document does not name the server; put https:// and its host in front.";
    json::array others;
    for (std::size_t i = 1; i < servers_.size(); ++i)
      others.push_back(json::value(join_uri(servers_[i].url, place_.path)));
    if (!others.empty()) property["examples"] = std::move(others);
    return property;
  }

  static void add_keys(property_group& group, const json::object& keys) {
    for (const auto& key : keys) {
      group.properties[key.key()] = key.value();
      group.required.push_back(json::value(key.key()));
    }
  }

  void add_content_type() {
    if (!body_.present) return;
    json::object property{{"type", "string"}, {"default", body_.content_types.front()}};
    if (body_.content_types.size() > 1)
      property["examples"] = json::array(body_.content_types.begin(), body_.content_types.end());
    parameters_.headers.properties["Content-Type"] = std::move(property);
    parameters_.headers.required.push_back("Content-Type");
  }

  json::object annotations(const outline& o) {
    json::object out{{"id", o.id}, {"api", json::object{{"id", o.api}, {"title", facts_.title}}}};
    if (!facts_.version.empty()) out["api"].get_object()["version"] = facts_.version;
    if (!o.operation_id.empty()) out["operationId"] = o.operation_id;
    out["method"] = o.method;
    out["path"] = o.path;
    if (!o.tags.empty()) out["tags"] = json::array(o.tags.begin(), o.tags.end());
    if (o.deprecated) out["deprecated"] = true;
    json::array& servers = out["servers"].emplace_array();
    for (const server& s : servers_) {
      json::object described{{"url", s.url}};
      if (!s.description.empty()) described["description"] = s.description;
      servers.push_back(std::move(described));
    }
    if (!parameters_.serialisation.empty()) out["parameters"] = std::move(parameters_.serialisation);
    if (body_.present) out["requestBody"] = std::move(body_.annotation);
    if (!security_->alternatives.empty()) {
      out["security"] = security_->alternatives;
      out["securitySchemes"] = security_->schemes;
    }
    if (limit_)
      out["rateLimit"] = json::object{
          {"requests", limit_->requests}, {"perSeconds", limit_->per_seconds}, {"from", limit_->from}};
    if (json::array scopes = all_scopes(); !scopes.empty()) out["scopes"] = std::move(scopes);
    out["responses"] = std::move(responses_.by_status);
    if (const json::object* docs = json::object_member(*place_.operation, "externalDocs"))
      if (const std::string_view url = json::string_member(*docs, "url"); !url.empty())
        out["externalDocs"] = json::object{{"url", single_line(url, 2'000)}};
    json::object origin{{"pointer", place_.pointer}};
    if (!facts_.source.empty()) origin["source"] = facts_.source;
    out["origin"] = std::move(origin);
    return out;
  }

  // From the security requirements, and from the prose with the sentence.
  json::array all_scopes() const {
    json::array scopes;
    const auto find = [&](std::string_view name) {
      return std::ranges::find_if(
          scopes, [&](const json::value& s) { return json::string_member(s.get_object(), "name") == name; });
    };
    for (const json::value& alternative : security_->alternatives)
      if (const json::array* names = json::array_member(alternative.get_object(), "scopes"))
        for (const json::value& name : *names)
          if (scopes.size() < most_scopes && find(json::view(name.get_string())) == scopes.end())
            scopes.push_back(json::object{{"name", name}});
    for (const scope& s : scopes_) {
      if (scopes.size() >= most_scopes) break;
      const auto known = find(s.name);
      if (known != scopes.end())
        known->get_object()["from"] = s.from;
      else
        scopes.push_back(json::object{{"name", s.name}, {"from", s.from}});
    }
    return scopes;
  }

  const document_facts& facts_;
  const operation_place& place_;
  definitions& defs_;
  warning_list& warnings_;
  const trail at_;
  const trail item_at_;
  parameters parameters_;
  request_body body_;
  responses responses_;
  security own_security_;
  const security* security_ = nullptr;
  std::optional<rate_limit> limit_;
  std::vector<scope> scopes_;
  std::vector<server> servers_;
};

} // namespace

std::string make_id(std::string_view api, std::string_view method, std::string_view path) {
  std::string id(api);
  id += ':';
  id += method;
  id += ':';
  id += path;
  return id;
}

endpoint read_operation(const document_facts& facts, const operation_place& place, definitions& defs,
                        warning_list& warnings) {
  return writer(facts, place, defs, warnings).write();
}

} // namespace http_task::description
