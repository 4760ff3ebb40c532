// Forms of real descriptions: all operations of the built-in catalogue and of Dialpad's API.
#include "catalog/built_in.hpp"
#include "description/read.hpp"
#include "form_fixture.hpp"
#include "schema/validator.hpp"
#include "settings/prefill.hpp"
#include "settings/schema_view.hpp"
#include "settings/validate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace http_task::form {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

const schema::validator& form_validator() {
  static const schema::validator made =
      schema::compile(
          json::parse(text_of(std::filesystem::path(HTTP_TASK_SOURCE_DIR) / "schemas/form.schema.json"))
              .value())
          .value();
  return made;
}

// A value that the field would give, or null where one is not at hand.
json::value value_of(const json::object& f) {
  for (const std::string_view name : {"const", "default"}) {
    if (const json::value* v = f.if_contains(name)) return *v;
  }
  for (const std::string_view name : {"enum", "examples"}) {
    const json::array* list = json::array_member(f, name);
    if (list != nullptr && !list->empty()) return list->front();
  }
  const std::string_view type = json::string_member(f, "type");
  const json::object* constraints = json::object_member(f, "constraints");
  const bool any_text = constraints == nullptr || !(constraints->contains("pattern"));
  if (type == "string" && any_text && !f.contains("format")) return "x";
  if (constraints != nullptr) return nullptr;
  if (type == "integer" || type == "number") return 1;
  if (type == "boolean") return true;
  if (type == "object" && json::string_member(f, "widget") == "map") return json::object{};
  return nullptr;
}

// Puts a value where the pointer of a field says. False where something else stands in the way.
bool put(json::value& settings, std::string_view pointer, const json::value& v) {
  json::value* at = &settings;
  for (const std::string& token : json::split_pointer(pointer).value()) {
    const bool is_item = token == "-";
    if (at->is_null()) *at = is_item ? json::value(json::array{}) : json::value(json::object{});
    if (is_item) {
      json::array* list = at->if_array();
      if (list == nullptr) return false;
      if (list->empty()) list->emplace_back(nullptr);
      at = &list->front();
    } else {
      json::object* object = at->if_object();
      if (object == nullptr) return false;
      at = &(*object)[token == "*" ? "any" : token];
    }
  }
  *at = v;
  return true;
}

std::string concrete(std::string_view pointer) {
  std::string path;
  for (const std::string& token : json::split_pointer(pointer).value())
    path = json::join(path, token == "-" ? "0" : token == "*" ? "any" : token);
  return path;
}

// No error at the places or below.
void check_values(const json::value& description, const json::value& settings,
                  const std::vector<std::string>& places) {
  // What a made-up value lacks besides says nothing about its place.
  constexpr auto of_the_value =
      std::to_array<std::string_view>({"The required property", "Expected exactly one", "JSONPath"});
  for (const finding& error : settings::validate(settings, &description).errors) {
    const auto begins = [&error](std::string_view words) { return error.detail.starts_with(words); };
    if (std::ranges::any_of(of_the_value, begins)) continue;
    for (const std::string& place : places)
      EXPECT_FALSE(error.pointer == place || error.pointer.starts_with(place + "/"))
          << error.pointer << " " << error.detail;
  }
}

// What all fields of a form give together, but for choices, which are tried one by one.
struct filled {
  const json::value& description;
  const json::value prefilled;
  json::value settings;
  std::vector<std::string> places;

  void add(const json::object& f) {
    const std::string_view pointer = json::string_member(f, "pointer");
    if (pointer.starts_with("/parameterStyles") && pointer.ends_with("/content"))
      return; // excludes the others
    if (const json::array* choices = json::array_member(f, "choices")) {
      for (const json::value& each : *choices)
        try_choice(pointer, each.at("field").as_object());
      return;
    }
    const json::value v = value_of(f);
    if (!v.is_null() && put(settings, pointer, v)) places.push_back(concrete(pointer));
    if (const json::array* fields = json::array_member(f, "fields")) {
      for (const json::value& member : *fields)
        add(member.as_object());
    }
    for (const std::string_view name : {"items", "additional"}) {
      if (const json::object* inside = json::object_member(f, name)) add(*inside);
    }
  }

  void try_choice(std::string_view pointer, const json::object& of) {
    json::value v = value_of(of);
    const json::array* fields = json::array_member(of, "fields");
    if (fields != nullptr && v.is_null()) {
      v = json::object{};
      for (const json::value& member : *fields) {
        json::value inside = value_of(member.as_object());
        if (!inside.is_null()) v.as_object().emplace(json::string_member(member.as_object(), "name"), inside);
      }
    }
    json::value chosen = prefilled;
    if (!v.is_null() && put(chosen, pointer, v)) check_values(description, chosen, {concrete(pointer)});
  }
};

// The values that the fields give are such as the settings can hold at their pointers. `general`: also of
// those that every step has.
void check_pointers(const json::value& description, const json::object& form, bool general) {
  const json::value prefilled = settings::prefill(description, nullptr).value().settings;
  filled all{description, prefilled, prefilled, {}};
  for (const json::value& f : form.at("fields").as_array()) {
    const bool is_general = json::string_member(f.as_object(), "schemaPointer").starts_with("urn:");
    if (general || !is_general) all.add(f.as_object());
  }
  check_values(description, all.settings, all.places);
}

void check_body(const json::value& description, const json::object& form) {
  std::set<std::string> pointers;
  for (const json::object* f : fields_of(form))
    pointers.emplace(json::string_member(*f, "pointer"));
  const settings::schema_view root(description);
  for (const std::string_view member : {"body", "pathParameters", "queryParameters", "headers", "cookies"}) {
    const settings::schema_view here = root.property(member);
    for (const std::string_view name : here.property_names()) {
      const json::value* read_only = here.property(name).keyword("readOnly");
      if (read_only != nullptr && read_only->is_bool() && read_only->get_bool()) continue;
      EXPECT_TRUE(pointers.contains(json::join("/" + std::string(member), name))) << name;
    }
  }
}

// A field that was cut off is there when it is asked for.
void check_cut(const json::value& description, const json::object& form) {
  std::size_t asked = 0;
  for (const json::object* f : fields_of(form)) {
    if (!f->contains("more") || ++asked > 20) continue;
    const json::object rest =
        form_of(description, {json::string_member(*f, "schemaPointer"), json::string_member(*f, "pointer")});
    EXPECT_EQ(rest.at("fields").at(0).at("pointer"), f->at("pointer"));
    EXPECT_FALSE(rest.at("fields").at(0).as_object().contains("more")) << json::write(*f);
  }
}

struct tally {
  std::size_t forms = 0;
  std::size_t fields = 0;
  std::size_t largest = 0;
  std::chrono::nanoseconds slowest{};
};

void check_form(const description::endpoint& endpoint, tally& t) {
  SCOPED_TRACE(endpoint.id);
  const auto begin = std::chrono::steady_clock::now();
  const json::object form = form_of(endpoint.schema);
  t.slowest = std::max(t.slowest, std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin));
  const auto violations = form_validator().check(form);
  EXPECT_TRUE(violations.empty()) << violations.front().pointer << " " << violations.front().detail;
  EXPECT_FALSE(form.contains("more"));
  check_pointers(endpoint.schema, form, t.forms == 0);
  check_body(endpoint.schema, form);
  check_cut(endpoint.schema, form);
  ++t.forms;
  t.fields += fields_of(form).size();
  t.largest = std::max(t.largest, json::write(form).size());
}

void report(std::string_view name, const tally& t) {
  std::cout << name << ": " << t.forms << " forms, " << t.fields << " fields; the largest has " << t.largest
            << " bytes, the slowest took " << t.slowest / std::chrono::microseconds(1) << " us\n";
}

TEST(Operations, BuiltInOnesHaveForms) {
  tally t;
  for (const description::api& api : catalog::read_built_in()) {
    for (std::size_t i = 0; i < api.endpoints.size(); ++i)
      check_form(api.describe(i), t);
  }
  EXPECT_GT(t.forms, 0U);
  report("built-in", t);
}

TEST(Operations, OfDialpadHaveForms) {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path root =
      shared != nullptr && *shared != '\0'
          ? std::filesystem::path(shared)
          : std::filesystem::path(HTTP_TASK_SOURCE_DIR).parent_path() / "shared";
  const std::string text = text_of(root / "apis/dialpad.openapi.json");
  if (text.empty()) GTEST_SKIP() << "HTTP_TASK_SHARED names the folder that holds apis/dialpad.openapi.json.";
  const result<description::api> api = description::read_document(text);
  ASSERT_TRUE(api);
  tally t;
  for (std::size_t i = 0; i < api->endpoints.size(); ++i)
    check_form(api->describe(i), t);
  EXPECT_EQ(t.forms, 193U);
  report("dialpad.com", t);
}

TEST(Operations, OfNoEndpointIsAFormAsTheSchemaHasIt) {
  EXPECT_TRUE(form_validator().is_valid(make_form(nullptr, {}).value()));
  const json::value schema =
      json::parse(text_of(std::filesystem::path(HTTP_TASK_SOURCE_DIR) / "schemas/form.schema.json")).value();
  for (const json::value& example : schema.at("examples").as_array())
    EXPECT_TRUE(form_validator().is_valid(example));
}

} // namespace
} // namespace http_task::form
