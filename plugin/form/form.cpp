#include "form/form.hpp"

#include "form/grow.hpp"
#include "settings/own_schema.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::form {
namespace {

// The members of the settings that a person fills in one by one, and the group of the form that each makes.
constexpr auto parameter_groups = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"pathParameters", "path"}, {"queryParameters", "query"}, {"headers", "header"}, {"cookies", "cookie"}});

// What no person fills in: where the settings came from, and Conductor's members without effect.
constexpr auto hidden =
    std::to_array<std::string_view>({"endpoint", "vipAddress", "appName", "encode", "asyncComplete",
                                     "oauthConsumerKey", "oauthConsumerSecret"});

bool has(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view group_of(std::string_view member) {
  for (const auto& [name, group] : parameter_groups) {
    if (name == member) return group;
  }
  if (member == "method" || member == "uri") return "server";
  if (member == "body" || member == "authentication") return member == "body" ? "body" : "authentication";
  return "more";
}

class maker {
public:
  explicit maker(const json::value* description)
      : general_schema_(settings::own_schema()), general_(general_schema_, ""),
        endpoint_(description != nullptr ? place(*description, "") : place()), grower_(general_schema_, {}) {}

  json::array fields() {
    for (const std::string_view member : {"method", "uri"})
      add(merged(member), member);
    for (const auto& [member, group] : parameter_groups)
      add_parameters(member, group);
    add_body();
    const place authentication = endpoint_.property("authentication");
    add(authentication.empty() ? general_.property("authentication") : authentication, "authentication");
    add_others(endpoint_.property_names());
    for (field_ptr& f : rest_)
      fields_.push_back(std::move(f));
    add_others(general_.property_names());
    return grown();
  }

  json::array field_at(const place& here, std::string_view pointer) {
    const auto tokens = json::split_pointer(pointer);
    const std::string_view member = tokens && !tokens->empty() ? std::string_view(tokens->front()) : "";
    fields_.push_back(grower_.make(here, std::string(pointer), group_of(member), false));
    return grown();
  }

  [[nodiscard]] bool full() const noexcept { return grower_.full(); }

private:
  // What the description says of a member goes before what the settings say of it in general.
  place merged(std::string_view member) const {
    place here = endpoint_.property(member);
    here.merge(general_.property(member));
    return here;
  }

  [[nodiscard]] bool is_required(std::string_view member) const {
    return endpoint_.is_required(member) || general_.is_required(member);
  }

  void add(const place& here, std::string_view member) {
    done_.push_back(member);
    if (here.empty() || here.impossible()) return;
    fields_.push_back(grower_.make(here, json::join("", member), group_of(member), is_required(member)));
  }

  void add_parameters(std::string_view member, std::string_view group) {
    done_.push_back(member);
    const place all = endpoint_.property(member);
    const std::string pointer = json::join("", member);
    std::vector<std::string> names;
    for (const std::string_view name : all.property_names()) {
      const place here = all.property(name);
      if (here.impossible() || here.flag("readOnly") || grower_.full()) continue;
      fields_.push_back(grower_.make(here, json::join(pointer, name), group, all.is_required(name)));
      names.emplace_back(name);
    }
    // Further ones, which the description does not know. The path has none.
    if (all.below("additionalProperties").impossible() || (!endpoint_.empty() && group == "path")) return;
    const bool stands_alone = endpoint_.empty();
    field_ptr further =
        grower_.make(general_.property(member), pointer, stands_alone ? group : "more", false);
    further->except = std::move(names);
    (stands_alone ? fields_ : rest_).push_back(std::move(further));
  }

  void add_body() {
    done_.push_back("body");
    const place body = endpoint_.empty() ? general_.property("body") : endpoint_.property("body");
    if (body.empty()) return;
    field_ptr whole = grower_.make(body, "/body", "body", is_required("body"));
    grower_.open(*whole);
    // The members of a plain object stand by themselves, as parameters do.
    if (whole->widget == "object" && !whole->fields.empty() && !whole->additional && !whole->nullable) {
      for (field_ptr& f : whole->fields)
        fields_.push_back(std::move(f));
      whole->fields.clear();
      body_ = std::move(whole);
    } else {
      fields_.push_back(std::move(whole));
    }
  }

  void add_others(const std::vector<std::string_view>& names) {
    for (const std::string_view name : names) {
      if (has(done_, name) || has(hidden, name)) continue;
      // How parameters are written is for the program, where the description says so.
      const bool is_fixed = endpoint_.property(name).keyword("const") != nullptr;
      if (is_fixed)
        done_.push_back(name);
      else
        add(merged(name), name);
    }
  }

  json::array grown() {
    grower_.run();
    json::array list;
    for (const field_ptr& f : fields_)
      list.push_back(to_json(*f));
    return list;
  }

  const json::value& general_schema_;
  const place general_;
  const place endpoint_;
  grower grower_;
  std::vector<field_ptr> fields_;
  std::vector<field_ptr> rest_;        // of the parameters, for the end of the form
  field_ptr body_;                     // that its members were taken from
  std::vector<std::string_view> done_; // members of the settings
};

problem no_place(std::string_view member, std::string detail) {
  return in_source(make_problem("input.invalid", std::move(detail), json::join("", member)), "request");
}

// The schema that a field names: within the description, or within the schema of the settings by its id.
result<place> find_place(const json::value* description, std::string_view schema_pointer) {
  const json::value* document = description;
  std::string_view pointer = schema_pointer;
  const json::value& general = settings::own_schema();
  const std::string id = std::string(json::string_member(general.get_object(), "$id")) + "#";
  if (pointer.starts_with(id)) {
    document = &general;
    pointer.remove_prefix(id.size());
  }
  place here = document != nullptr ? place(*document, pointer) : place();
  if (here.empty())
    return no_place("schemaPointer", "Expected the schemaPointer of a field of this form; \"" +
                                         std::string(schema_pointer) + "\" names no schema.");
  return here;
}

} // namespace

result<json::object> make_form(const json::value* description, const form_request& request) {
  json::object form;
  const json::object* annotation = description != nullptr && description->is_object()
                                       ? json::object_member(description->get_object(), "endpoint")
                                       : nullptr;
  if (annotation != nullptr) form.emplace("endpoint", json::string_member(*annotation, "id"));
  form.emplace("title", description != nullptr && description->is_object()
                            ? json::string_member(description->get_object(), "title")
                            : "HTTP request");
  maker make(description);
  if (request.schema_pointer.empty() && request.pointer.empty()) {
    if (annotation != nullptr) {
      if (const json::object* body = json::object_member(*annotation, "requestBody")) {
        json::object about{{"required", false}};
        for (const std::string_view name : {"required", "contentTypes"}) {
          if (const json::value* v = body->if_contains(name)) about[name] = *v;
        }
        form.emplace("body", std::move(about));
      }
    }
    form.emplace("fields", make.fields());
  } else {
    if (request.pointer.empty() || !json::split_pointer(request.pointer))
      return no_place("pointer", "Expected the pointer of the field, beside its schemaPointer.");
    const result<place> here = find_place(description, request.schema_pointer);
    if (!here) return here.error();
    form.emplace("fields", make.field_at(*here, request.pointer));
  }
  if (make.full()) form.emplace("more", true);
  return form;
}

} // namespace http_task::form
