// Postman collections, format 2.0 and 2.1 (https://schema.postman.com/collection/json/v2.1.0/).
//
// {{name}} is replaced by the collection's own variable where it has one; what is left becomes
// ${workflow.input.name} in values and a placeholder in the path. Scripts are not looked at.
#include "description/read.hpp"

#include "base/text.hpp"
#include "description/api_id.hpp"
#include "description/display_text.hpp"
#include "description/media_type.hpp"
#include "description/observed.hpp"
#include "description/postman_text.hpp"
#include "description/security.hpp"
#include "description/server.hpp"
#include "json/parse.hpp"

#include <algorithm>
#include <set>

namespace http_task::description {
namespace {

constexpr std::size_t longest_body = std::size_t{1} << 20;
constexpr std::size_t longest_title = 200;

// A description is a text, or {"content": text}.
std::string description_of(const json::object& o) {
  const json::object* rich = json::object_member(o, "description");
  return std::string(rich ? json::string_member(*rich, "content") : json::string_member(o, "description"));
}

bool is_disabled(const json::object& o) {
  const json::value* flag = o.if_contains("disabled");
  return flag && flag->is_bool() && flag->get_bool();
}

// The value of an attribute: 2.1 has a list of {"key", "value"}, 2.0 an object.
std::string_view attribute(const json::object& auth, std::string_view type, std::string_view key) {
  const json::value* details = auth.if_contains(type);
  if (const json::object* o = details ? details->if_object() : nullptr) return json::string_member(*o, key);
  if (const json::array* a = details ? details->if_array() : nullptr)
    for (const json::value& item : *a)
      if (const json::object* o = item.if_object(); o && json::string_member(*o, "key") == key)
        return json::string_member(*o, "value");
  return {};
}

class reader {
public:
  explicit reader(const read_options& options) : options_(options), warnings_(options.limits.warnings) {}

  result<api> read(const json::value& document) {
    const json::object* root = document.if_object();
    const json::object* info = root ? json::object_member(*root, "info") : nullptr;
    const json::array* items = root ? json::array_member(*root, "item") : nullptr;
    if (!info || !items)
      return make_problem("description.invalid", "A Postman collection needs \"info\" and a list \"item\".",
                          "/item");
    variables_ = read_variables(*root);
    const std::string title = single_line(json::string_member(*info, "name"), longest_title);
    read_items(*items, "/item", {}, json::object_member(*root, "auth"));
    std::string host;
    for (const observed_request& r : requests_)
      if (host.empty()) host = host_of(r.server);
    observed_api api;
    result<std::string> id = choose_api_id(options_.api, host, title);
    if (!id) return id.error();
    api.id = std::move(*id);
    api.title = title.empty() ? api.id : title;
    api.source = options_.source;
    return finish(api);
  }

private:
  // Folders within folders are bounded by the depth of the document.
  void read_items(const json::array& items, const std::string& at, const std::vector<std::string>& folders,
                  const json::object* auth) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string here = json::join(at, i);
      const json::object* item = items[i].if_object();
      if (!item) {
        warnings_.add(here, "Expected a request or a folder, found " +
                                std::string(json::kind_name(items[i])) + "; left out.");
        continue;
      }
      const json::object* own = json::object_member(*item, "auth");
      if (const json::array* inner = json::array_member(*item, "item")) {
        std::vector<std::string> deeper = folders;
        deeper.push_back(single_line(json::string_member(*item, "name"), longest_title));
        read_items(*inner, json::join(here, "item"), deeper, own ? own : auth);
      } else {
        read_request(*item, here, folders, auth);
      }
    }
  }

  void read_request(const json::object& item, const std::string& at, const std::vector<std::string>& folders,
                    const json::object* auth) {
    const std::string here = json::join(at, "request");
    const json::value* given = item.if_contains("request");
    const json::object* request = given ? given->if_object() : nullptr;
    const json::value* url = request ? request->if_contains("url") : given;
    if (!url || (!url->is_string() && !url->is_object())) {
      warnings_.add(here, "The request has no \"url\"; left out.");
      return;
    }
    if (requests_.size() == options_.limits.operations) return;
    observed_request r;
    r.pointer = here;
    r.title = json::string_member(item, "name");
    r.tags = folders;
    r.method = request ? to_upper(json::string_member(*request, "method")) : "GET";
    if (r.method.empty()) r.method = "GET";
    read_url(*url, r);
    if (!seen_.insert(r.method + r.path).second) {
      warnings_.add(here, "There is another request of the same method and path; this one is left out.");
      return;
    }
    if (request) {
      r.description = description_of(*request);
      read_headers(*request, r);
      if (const json::object* body = json::object_member(*request, "body"); body && !is_disabled(*body))
        read_body(*body, r);
      const json::object* own = json::object_member(*request, "auth");
      if (own || auth) read_auth(own ? *own : *auth, here, r);
    }
    if (const json::array* responses = json::array_member(item, "response"))
      for (const json::value& response : *responses)
        if (const json::object* o = response.if_object()) read_response(*o, r);
    requests_.push_back(std::move(r));
  }

  void read_url(const json::value& url, observed_request& r) {
    const json::object* o = url.if_object();
    const std::string_view raw = o ? json::string_member(*o, "raw") : json::view(url.get_string());
    const std::string text = with_variables(raw, variables_);
    const postman_url parts = split_postman_url(text);
    r.server = parts.server;
    r.path = parts.path;
    if (parts.server.empty())
      warnings_.add(r.pointer,
                    "The request does not say where the API is: its uri has to be completed by hand.");
    const json::array* query = o ? json::array_member(*o, "query") : nullptr;
    if (query)
      add_values(*query, "key", r.query);
    else
      r.query = parts.query;
    if (const json::array* values = o ? json::array_member(*o, "variable") : nullptr)
      add_values(*values, "key", r.path_values);
  }

  void add_values(const json::array& list, std::string_view key, std::vector<observed_value>& values) {
    for (const json::value& item : list) {
      const json::object* o = item.if_object();
      const std::string_view name = o ? json::string_member(*o, key) : std::string_view{};
      if (name.empty()) continue;
      values.push_back({with_variables(name, variables_),
                        with_expressions(with_variables(json::string_member(*o, "value"), variables_)),
                        description_of(*o), !is_disabled(*o)});
    }
  }

  void read_headers(const json::object& request, observed_request& r) {
    const json::array* list = json::array_member(request, "header");
    if (!list) return;
    std::vector<observed_value> headers;
    add_values(*list, "key", headers);
    for (observed_value& h : headers)
      if (iequals(h.name, "content-type"))
        r.content_type = single_line(h.value, longest_media_type);
      else if (!iequals(h.name, "cookie") && !iequals(h.name, "authorization"))
        r.headers.push_back(std::move(h));
  }

  void read_body(const json::object& body, observed_request& r) {
    const std::string_view mode = json::string_member(body, "mode");
    r.body_is_default = true;
    if (mode == "raw") {
      read_raw(body, r);
    } else if (mode == "urlencoded" || mode == "formdata") {
      r.content_type = mode == "urlencoded" ? "application/x-www-form-urlencoded" : "multipart/form-data";
      r.body = read_form(body, mode);
    } else if (mode == "graphql") {
      const json::object* graphql = json::object_member(body, "graphql");
      r.content_type = "application/json";
      json::object o;
      if (graphql) {
        o["query"] = json::string_member(*graphql, "query");
        if (result<json::value> variables = json::parse(with_expressions_in_json(
                with_variables(json::string_member(*graphql, "variables"), variables_))))
          o["variables"] = std::move(*variables);
      }
      r.body = std::move(o);
    } else if (mode == "file") {
      if (r.content_type.empty()) r.content_type = "application/octet-stream";
    }
  }

  void read_raw(const json::object& body, observed_request& r) {
    const json::object* options = json::object_member(body, "options");
    const json::object* raw = options ? json::object_member(*options, "raw") : nullptr;
    const std::string_view language = raw ? json::string_member(*raw, "language") : std::string_view{};
    const std::string text = with_variables(json::string_member(body, "raw"), variables_);
    if (trim(text).empty() && r.content_type.empty()) return;
    result<json::value> value = text.size() > longest_body
                                    ? make_problem("input.limit", "The body is too long.")
                                    : json::parse(with_expressions_in_json(text));
    const bool looks_like_json = value && value->is_structured();
    if (r.content_type.empty())
      r.content_type = language == "json" || looks_like_json ? "application/json"
                       : language == "xml"                   ? "application/xml"
                       : language == "html"                  ? "text/html"
                                                             : "text/plain";
    if (is_json_type(r.content_type) && value)
      r.body = std::move(*value);
    else if (!is_json_type(r.content_type))
      r.body = json::value(with_expressions(text));
  }

  json::object read_form(const json::object& body, std::string_view mode) {
    json::object form;
    const json::array* list = json::array_member(body, mode);
    if (!list) return form;
    for (const json::value& item : *list) {
      const json::object* o = item.if_object();
      const std::string_view name = o ? json::string_member(*o, "key") : std::string_view{};
      if (name.empty() || is_disabled(*o)) continue;
      if (json::string_member(*o, "type") == "file")
        form[name] = json::object{{"file", json::string_member(*o, "src")}};
      else
        form[name] = with_expressions(with_variables(json::string_member(*o, "value"), variables_));
    }
    return form;
  }

  void read_auth(const json::object& auth, const std::string& at, observed_request& r) {
    const std::string_view type = json::string_member(auth, "type");
    if (type == "bearer" || type == "oauth2") {
      r.authentication = {{"type", "bearer"}, {"token", ""}};
    } else if (type == "basic") {
      r.authentication = {{"type", "basic"}, {"username", ""}, {"password", ""}};
    } else if (type == "apikey") {
      const std::string_view in = attribute(auth, "apikey", "in");
      const std::string_view name = attribute(auth, "apikey", "key");
      if (!name.empty())
        r.authentication = {
            {"type", "apiKey"}, {"in", in == "query" ? "query" : "header"}, {"name", name}, {"value", ""}};
    } else if (!type.empty() && type != "noauth") {
      warnings_.add(at, "Requests are not signed in the way \"" + single_line(type, 100) +
                            "\"; add the header fields by hand.");
    }
  }

  void read_response(const json::object& response, observed_request& r) {
    observed_response seen;
    if (const json::value* code = response.if_contains("code"); code && code->is_int64())
      seen.status = static_cast<int>(std::clamp<std::int64_t>(code->get_int64(), 0, 1'000));
    seen.description = json::string_member(response, "name");
    if (const json::array* headers = json::array_member(response, "header"))
      for (const json::value& item : *headers)
        if (const json::object* o = item.if_object();
            o && iequals(json::string_member(*o, "key"), "content-type"))
          seen.content_type = json::string_member(*o, "value");
    const std::string_view body = json::string_member(response, "body");
    if (!body.empty() && body.size() <= longest_body)
      if (result<json::value> value = json::parse(body); value && value->is_structured()) {
        seen.body = std::move(*value);
        if (seen.content_type.empty()) seen.content_type = "application/json";
      }
    seen.content_type = seen.content_type.substr(0, seen.content_type.find(';'));
    r.responses.push_back(std::move(seen));
  }

  // The names of secrets need the id of the API.
  static void name_secrets(observed_request& r, const observed_api& api) {
    const std::string prefix = "${secrets." + secret_prefix(api.id) + "_";
    for (auto& member : r.authentication) {
      const std::string_view name = json::view(member.key());
      if (name == "token" || name == "value") member.value() = prefix + "API_KEY}";
      if (name == "username") member.value() = prefix + "USERNAME}";
      if (name == "password") member.value() = prefix + "PASSWORD}";
    }
  }

  result<api> finish(const observed_api& api) {
    json::array endpoints;
    for (observed_request& r : requests_) {
      name_secrets(r, api);
      endpoints.push_back(describe_observed(r, api));
    }
    return read_observed(std::move(endpoints), std::move(warnings_).take(), options_);
  }

  const read_options& options_;
  warning_list warnings_;
  postman_variables variables_;
  std::vector<observed_request> requests_;
  std::set<std::string> seen_;
};

} // namespace

result<api> read_postman(const json::value& document, const read_options& options) {
  return reader(options).read(document);
}

} // namespace http_task::description
