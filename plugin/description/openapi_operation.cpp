#include "description/openapi_operation.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/media_type.hpp"
#include "description/openapi_body.hpp"
#include "description/openapi_parameters.hpp"
#include "description/openapi_responses.hpp"
#include "description/paging.hpp"
#include "description/prose.hpp"
#include "description/swagger.hpp"

#include <algorithm>
#include <optional>

namespace http_task::description {
namespace {

constexpr std::size_t longest_description = 100'000;
constexpr std::size_t most_scopes = 200;

class writer {
public:
  writer(const document_facts& facts, const operation_place& place, const json::object& operation,
         definitions& defs, warning_list& warnings)
      : facts_(facts), place_(place), operation_(operation), defs_(defs), warnings_(warnings),
        at_(place.pointer) {}

  void read() {
    all_ = list_parameters(defs_.source(), facts_.version, place_.item_pointer, place_.pointer,
                           defs_.budget(), warnings_);
    parameters_ = read_parameters(place_.path, all_, defs_, warnings_);
    if (facts_.version == openapi_version::v2_0) {
      const json::array* consumes = json::array_member(operation_, "consumes");
      const json::array* produces = json::array_member(operation_, "produces");
      body_ = swagger_body(all_, consumes ? media_types(consumes) : facts_.consumes, defs_, warnings_);
      responses_ = read_responses(operation_, at_, produces ? media_types(produces) : facts_.produces, defs_,
                                  warnings_);
    } else {
      body_ = read_body(operation_, at_, defs_, warnings_);
      responses_ = read_responses(operation_, at_, {}, defs_, warnings_);
    }
    read_own_security();
    leave_out_callbacks();
  }

  endpoint write() {
    read();
    endpoint e{make_outline(facts_, place_, operation_), {}, {}};
    e.parameters = parameter_names(defs_.source(), facts_.version, place_, operation_, defs_.budget());
    e.schema = schema(e);
    return e;
  }

private:
  void read_own_security() {
    const json::array* requirements = json::array_member(operation_, "security");
    if (requirements)
      own_security_ = read_security(defs_.source(), facts_.version, requirements, facts_.api,
                                    trail(at_, "security"), warnings_);
    security_ = requirements ? &own_security_ : &facts_.security;
    security_pointer_ = requirements ? json::join(place_.pointer, "security") : "/security";
  }

  // What the API calls is no request of ours.
  void leave_out_callbacks() {
    const json::object* callbacks = json::object_member(operation_, "callbacks");
    if (!callbacks) return;
    const trail here(at_, "callbacks");
    for (const auto& member : *callbacks)
      warnings_.add(trail(here, json::view(member.key())),
                    "The callback \"" + single_line(json::view(member.key()), 200) +
                        "\" is called by the API, not by us; left out.");
  }

  // The first of operation, path item and document that names any.
  std::vector<server> servers() {
    if (facts_.version == openapi_version::v2_0) {
      if (!operation_.contains("schemes")) return general_servers();
      servers_pointer_ = json::join(place_.pointer, "schemes");
      return swagger_servers(defs_.source(), &operation_);
    }
    for (const std::string& pointer :
         {json::join(place_.pointer, "servers"), json::join(place_.item_pointer, "servers")}) {
      const json::value* own = defs_.source().find(pointer);
      const json::array* list = own ? own->if_array() : nullptr;
      if (!list || list->empty()) continue;
      servers_pointer_ = json::join(pointer, std::size_t{0});
      return read_servers(list, trail(pointer), warnings_);
    }
    return general_servers();
  }

  std::vector<server> general_servers() {
    servers_pointer_ = facts_.servers_pointer;
    return facts_.servers;
  }

  json::value schema(const outline& o) {
    const std::string_view prose = json::string_member(operation_, "description");
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
    leave_out_key();
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
      if (std::ranges::find(group.required, json::value(key.key())) == group.required.end())
        group.required.push_back(json::value(key.key()));
    }
  }

  // A parameter that `authentication` sends is not to be given twice.
  void leave_out_key() {
    const json::object* key = json::object_member(security_->authentication, "default");
    if (!key || json::string_member(*key, "type") != "apiKey") return;
    const std::string_view in = json::string_member(*key, "in");
    const std::string_view name = json::string_member(*key, "name");
    property_group& group = in == "query"    ? parameters_.query
                            : in == "cookie" ? parameters_.cookies
                                             : parameters_.headers;
    const auto found = std::ranges::find_if(group.properties, [&](const auto& member) {
      return in == "header" ? iequals(json::view(member.key()), name) : json::view(member.key()) == name;
    });
    if (found == group.properties.end()) return;
    const std::string declared(json::view(found->key()));
    parameters_.origin.erase(json::join(json::join("", group_of(in)), declared));
    group.properties.erase(found);
    json::array required;
    for (json::value& r : group.required)
      if (json::view(r.get_string()) != declared) required.push_back(std::move(r));
    group.required = std::move(required);
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
    if (!facts_.api_version.empty()) out["api"].get_object()["version"] = facts_.api_version;
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
    const std::string_view prose = json::string_member(operation_, "description");
    if (json::object pagination = find_pagination(operation_, all_, prose, defs_); !pagination.empty())
      out["pagination"] = std::move(pagination);
    if (json::object key = find_idempotency(all_, prose); !key.empty()) out["idempotency"] = std::move(key);
    out["responses"] = std::move(responses_.by_status);
    if (const json::object* docs = json::object_member(operation_, "externalDocs"))
      if (const std::string_view url = json::string_member(*docs, "url"); !url.empty())
        out["externalDocs"] = json::object{{"url", single_line(url, 2'000)}};
    json::object origin{{"pointer", place_.pointer}};
    if (!facts_.source.empty()) origin["source"] = facts_.source;
    origin["settings"] = origins();
    out["origin"] = std::move(origin);
    return out;
  }

  // Where each setting is from, by its JSON Pointer.
  json::object origins() {
    json::object out{{"/method", place_.pointer}};
    out["/uri"] = servers_pointer_.empty() ? place_.pointer : servers_pointer_;
    for (auto& member : parameters_.origin)
      out[member.key()] = std::move(member.value());
    if (body_.present) {
      out["/headers/Content-Type"] = body_.origin;
      out["/body"] = body_.origin;
    }
    if (!security_->authentication.empty()) out["/authentication"] = security_pointer_;
    for (const auto& [group, keys] : {std::pair("/headers", &security_->header_fields),
                                      std::pair("/queryParameters", &security_->query_members),
                                      std::pair("/cookies", &security_->cookies)})
      for (const auto& key : *keys)
        out[json::join(group, json::view(key.key()))] = security_pointer_;
    if (limit_) out["/rateLimit"] = json::join(place_.pointer, "description");
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
  const json::object& operation_;
  definitions& defs_;
  warning_list& warnings_;
  const trail at_;
  std::vector<parameter> all_;
  parameters parameters_;
  request_body body_;
  responses responses_;
  security own_security_;
  const security* security_ = nullptr;
  std::string security_pointer_;
  std::string servers_pointer_;
  std::optional<rate_limit> limit_;
  std::vector<scope> scopes_;
  std::vector<server> servers_;
};

const json::object* operation_at(const document& source, const operation_place& place) {
  const json::value* found = source.find(place.pointer);
  return found ? found->if_object() : nullptr;
}

} // namespace

result<endpoint> compile_operation(const document& source, const document_facts& facts,
                                   const operation_place& place, const read_limits& limits) {
  const json::object* operation = operation_at(source, place);
  if (!operation)
    return make_problem("description.invalid", "The document has no operation here.", place.pointer);
  definitions defs(source, facts.version, facts.one_direction, purpose::describe, limits.subschemas);
  warning_list warnings(limits.warnings);
  endpoint e = writer(facts, place, *operation, defs, warnings).write();
  e.warnings = std::move(warnings).take();
  return e;
}

void check_operation(const document_facts& facts, const operation_place& place, definitions& defs,
                     warning_list& warnings) {
  if (const json::object* operation = operation_at(defs.source(), place))
    writer(facts, place, *operation, defs, warnings).read();
}

} // namespace http_task::description
