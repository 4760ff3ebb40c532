#include "store/api_extent.hpp"

#include "description/openapi_facts.hpp"
#include "description/openapi_operation.hpp"
#include "store/stored_document.hpp"
#include "json/parse.hpp"

#include <string>
#include <utility>

namespace http_task::store {
namespace {

problem damaged_api(std::string_view api) {
  problem p = make_problem("catalog.damaged",
                           "What the catalogue file holds of \"" + std::string(api) + "\" is damaged.");
  p.advice = "Import that API again, or take a copy of the file that is whole.";
  return p;
}

std::string text_member(const json::object& o, std::string_view name) {
  return std::string(json::string_member(o, name));
}

} // namespace

problem api_extent::damaged() const {
  return damaged_api(facts_.api);
}

result<api_extent> api_extent::open(std::string_view bytes, std::size_t directory_size, const facts& f) {
  const std::optional<directory> read = read_directory(bytes, directory_size);
  if (!read) return damaged_api(f.api);
  return api_extent(f, *read);
}

result<std::vector<finding>> api_extent::warnings() const {
  const std::optional<std::string> text = directory_.warnings.read(0);
  if (!text) return damaged();
  const result<json::value> list = json::parse(*text);
  const json::array* items = list ? list->if_array() : nullptr;
  if (!items) return damaged();
  std::vector<finding> found;
  for (const json::value& item : *items)
    if (const json::object* o = item.if_object())
      found.push_back({text_member(*o, "pointer"), text_member(*o, "detail"), text_member(*o, "expected"),
                       text_member(*o, "suggestion")});
  return found;
}

result<std::optional<stored_operation>> api_extent::find(std::string_view path,
                                                         std::string_view method) const {
  const std::string key = operation_key(path, method);
  const block_run& operations = directory_.operations;
  const std::uint32_t block = operations.find(key);
  if (block == operations.size()) return std::nullopt;
  const std::optional<std::string> entries = operations.read(block);
  if (!entries) return damaged();
  const std::optional<std::string_view> value = find_entry(*entries, key);
  if (!value) return std::nullopt;
  std::optional<stored_operation> operation = read_operation(facts_.api, key, *value);
  if (!operation) return damaged();
  return operation;
}

result<void> api_extent::for_each_operation(const std::function<void(const stored_operation&)>& visit) const {
  const block_run& operations = directory_.operations;
  for (std::uint32_t block = 0; block < operations.size(); ++block) {
    const std::optional<std::string> entries = operations.read(block);
    bool whole = entries.has_value();
    const auto each = [&](std::string_view key, std::string_view value) {
      const std::optional<stored_operation> operation = read_operation(facts_.api, key, value);
      if (operation) visit(*operation);
      return whole = operation.has_value();
    };
    if (whole && !for_each_entry(*entries, each)) whole = false;
    if (!whole) return damaged();
  }
  return {};
}

result<void> api_extent::for_each_part(
    const std::function<void(std::string_view pointer, std::string_view json)>& visit) const {
  const block_run& parts = directory_.parts;
  for (std::uint32_t block = 0; block < parts.size(); ++block) {
    const std::optional<std::string> entries = parts.read(block);
    const auto each = [&](std::string_view pointer, std::string_view text) {
      visit(pointer, text);
      return true;
    };
    if (!entries || !for_each_entry(*entries, each)) return damaged();
  }
  return {};
}

result<description::endpoint> api_extent::describe(const stored_operation& operation) const {
  const stored_document source(directory_.parts);
  if ((facts_.flags & described_flag) != 0) {
    const json::value* schema =
        source.find_whole(description_key(operation.outline.path, operation.outline.method));
    if (!schema) return damaged();
    return description::endpoint{operation.outline, json::value(*schema, boost::json::storage_ptr()), {}};
  }
  description::read_options options;
  options.api = facts_.api;
  options.source = facts_.source;
  description::warning_list nobody(0);
  result<description::document_facts> shared = description::read_facts(source, options, nobody);
  if (!shared || source.damaged()) return damaged();
  shared->one_direction = (facts_.flags & one_direction_flag) != 0;
  result<description::endpoint> made =
      description::compile_operation(source, *shared, operation.place, options.limits);
  if (!made || source.damaged()) return damaged();
  return made;
}

} // namespace http_task::store
