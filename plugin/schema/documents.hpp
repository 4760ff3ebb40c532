// Where the subschemas of all documents of one compilation lie, and what a reference leads to.
//
// Finds `$id`, anchors and embedded `$schema` only in places that are schemas (never inside `enum` and the
// like), and reads documents of the registry and standard meta-schemas when a reference first needs them.
// Borrows the documents; lives for the time of one compile().
#pragma once

#include "base/result.hpp"
#include "schema/keyword.hpp"
#include "schema/program.hpp"
#include "schema/validator.hpp"
#include "json/value.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace http_task::schema {

// How the keywords of a resource are read.
struct language {
  dialect base = dialect::draft2020_12;
  vocabularies active = 0xFF;
  bool asserts_formats = false; // whatever the options say

  [[nodiscard]] const keyword_entry* find(std::string_view name) const noexcept;
};

// A schema with its own absolute URI.
struct resource {
  const json::value* root;
  std::string location;
  schema::language language;
  std::string uri; // the base of its references, without a fragment
  std::map<std::string, const json::value*, std::less<>> anchors;
  std::map<std::string, const json::value*, std::less<>>
      dynamic_anchors; // `$recursiveAnchor` has the name ""
};

// A subschema. Where it lies is written out only when it is asked for: of most subschemas nobody does.
struct place {
  const json::value* schema;
  index resource;
  std::string start = {};         // the location of the outermost, of which `holder` is nullptr
  const place* holder = nullptr;  // the schema it belongs to; owned by the documents
  std::string_view keyword = {};  // of the holder
  std::string_view name = {};     // in the object that the keyword has
  std::size_t position = nowhere; // in its array
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  bool is_named = false;

  // JSON Pointer in the compiled document, URI#pointer in another.
  [[nodiscard]] std::string location() const;
  void append_location(std::string& at) const;
};

// A problem with `keyword` ("" for the schema itself) of the schema at `location`.
[[nodiscard]] problem problem_at(std::string_view type, std::string detail, std::string_view location,
                                 std::string_view keyword);

class documents {
public:
  explicit documents(const compile_options& options) : options_(options) {}

  // Takes up the document to compile; gives the subschema that the options point to.
  [[nodiscard]] result<place> open(const json::value& root);

  // What a reference that stands in `from` leads to.
  [[nodiscard]] result<place> resolve(const place& from, std::string_view reference);

  // A subschema of one that open() or resolve() gave.
  [[nodiscard]] const place& at(const json::value& subschema) const { return places_.at(&subschema); }

  [[nodiscard]] const std::vector<resource>& resources() const noexcept { return resources_; }

private:
  struct visit {
    place where;
    std::size_t depth;
  };

  [[nodiscard]] result<index> add_document(const std::string& uri, const json::value& root,
                                           dialect default_dialect, std::string location);
  [[nodiscard]] result<index> find_document(const std::string& uri);
  [[nodiscard]] result<void> take_up(place start);
  [[nodiscard]] result<void> identify(place& where);
  void push_subschemas(const place& holder, std::size_t depth, std::vector<visit>& stack) const;
  [[nodiscard]] result<language> language_of(std::string_view meta_schema_uri, int chain = 0) const;
  [[nodiscard]] result<language> custom_language(std::string_view uri, const json::object& meta,
                                                 int chain) const;
  [[nodiscard]] result<place> follow(index start, std::string_view pointer);

  const compile_options& options_;
  std::vector<resource> resources_;
  std::map<std::string, index, std::less<>> by_uri_;
  std::unordered_map<const json::value*, place> places_;
  std::vector<std::unique_ptr<const json::value>> meta_schemas_;
};

} // namespace http_task::schema
