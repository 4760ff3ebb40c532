#include "store/imported_api.hpp"

#include "description/looks_like.hpp"
#include "description/openapi_operation.hpp"
#include "description/openapi_scan.hpp"
#include "store/blocks.hpp"
#include "store/stored_operation.hpp"
#include "json/pointer.hpp"
#include "json/problem.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace http_task::store {
namespace {

struct keyed_operation {
  std::string key;
  stored_operation operation;
};

void add_operations(extent_builder& extent, std::vector<keyed_operation> operations) {
  std::ranges::sort(operations, {}, &keyed_operation::key);
  for (const keyed_operation& o : operations)
    extent.add_operation(o.key, write_operation(o.operation));
}

struct keyed_part {
  std::string key;
  const json::value* value;
};

void add_parts(extent_builder& extent, std::vector<keyed_part> parts) {
  std::ranges::sort(parts, {}, &keyed_part::key);
  std::string text;
  for (const keyed_part& p : parts) {
    text.clear();
    json::append(text, *p.value);
    extent.add_part(p.key, text);
  }
}

result<imported_api> finish(imported_api api, extent_builder& extent) {
  json::array warnings;
  for (const finding& w : api.warnings)
    warnings.push_back(json::to_json(w));
  std::optional<std::string> bytes = extent.finish(json::write(warnings));
  if (!bytes)
    return make_problem("catalog.too_large", "\"" + api.id + "\" takes more than 4 GiB in the catalogue.");
  api.extent = std::move(*bytes);
  api.directory_size = extent.directory_size();
  return api;
}

bool is_preferred(const json::value& document) {
  const json::value* preferred = json::find(document, "/info/x-preferred");
  return preferred && preferred->is_bool() && preferred->get_bool();
}

result<imported_api> import_openapi(const json::value& document, const description::read_options& options,
                                    compressor& compressor) {
  result<description::openapi_scan> scan = description::scan_checked(document, options);
  if (!scan) return scan.error();
  imported_api api;
  api.id = scan->facts.api;
  api.title = scan->facts.title;
  api.version = scan->facts.api_version;
  api.endpoints = static_cast<std::uint32_t>(scan->endpoints.size());
  if (scan->facts.one_direction) api.flags |= one_direction_flag;
  if (is_preferred(document)) api.flags |= preferred_flag;
  api.warnings = std::move(scan->warnings);

  extent_builder extent(compressor);
  std::vector<keyed_operation> operations;
  for (std::size_t i = 0; i < scan->endpoints.size(); ++i) {
    description::operation_place& place = scan->places[i];
    std::string key = operation_key(place.path, place.method);
    operations.push_back({std::move(key), {std::move(place), std::move(scan->endpoints[i])}});
  }
  add_operations(extent, std::move(operations));
  std::vector<keyed_part> parts;
  description::for_each_part(document, [&](const std::string& pointer, const json::value& value) {
    parts.push_back({pointer, &value});
  });
  add_parts(extent, std::move(parts));
  return finish(std::move(api), extent);
}

// Other formats become descriptions at once: there is little in them that could be kept apart.
result<imported_api> import_described(json::value document, const description::read_options& options,
                                      compressor& compressor) {
  const result<description::api> read = description::read_value(std::move(document), options);
  if (!read) return read.error();
  imported_api api;
  api.id = read->id;
  api.title = read->title;
  api.version = read->version;
  api.endpoints = static_cast<std::uint32_t>(read->endpoints.size());
  api.flags = described_flag;
  api.warnings = read->warnings;

  extent_builder extent(compressor);
  std::vector<keyed_operation> operations;
  std::vector<description::endpoint> described;
  for (std::size_t i = 0; i < read->endpoints.size(); ++i) {
    const description::outline& o = read->endpoints[i];
    operations.push_back({operation_key(o.path, o.method), {{{}, {}, o.path, o.method}, o}});
    described.push_back(read->describe(i));
  }
  add_operations(extent, std::move(operations));
  std::vector<keyed_part> parts;
  for (const description::endpoint& e : described)
    parts.push_back({description_key(e.path, e.method), &e.schema});
  add_parts(extent, std::move(parts));
  return finish(std::move(api), extent);
}

} // namespace

result<imported_api> import_api(description::parsed_document document, const std::string& api,
                                const std::string& source, compressor& compressor) {
  description::read_options options;
  options.api = api;
  options.source = source;
  result<imported_api> made = description::kind_of(document.value) == description::document_kind::openapi
                                  ? import_openapi(document.value, options, compressor)
                                  : import_described(std::move(document.value), options, compressor);
  if (!made) return in_source(made.error(), source);
  made->warnings.insert(made->warnings.begin(), document.findings.begin(), document.findings.end());
  return made;
}

} // namespace http_task::store
