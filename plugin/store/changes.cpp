#include "store/changes.hpp"

#include "description/document.hpp"
#include "store/checksum.hpp"
#include "json/pointer.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace http_task::store {
namespace {

constexpr std::size_t most_compared = 500; // a second's work
constexpr std::size_t most_fields = 100;   // of one endpoint

// Members of the root that every operation depends on.
constexpr auto for_all = std::to_array<std::string_view>(
    {"/openapi", "/swagger", "/servers", "/host", "/basePath", "/schemes", "/security",
     "/securityDefinitions", "/components/securitySchemes", "/consumes", "/produces", "/jsonSchemaDialect"});

bool concerns_all(std::string_view pointer) {
  return std::ranges::any_of(for_all, [&](std::string_view start) {
    return pointer.starts_with(start) && (pointer.size() == start.size() || pointer[start.size()] == '/');
  });
}

using part_checksums = std::map<std::string, std::uint64_t, std::less<>>;

result<part_checksums> checksums_of(const api_extent& api) {
  part_checksums parts;
  const result<void> read = api.for_each_part(
      [&](std::string_view pointer, std::string_view json) { parts.emplace(pointer, checksum_of(json)); });
  if (!read) return read.error();
  return parts;
}

// The parts that differ, and those that lead to them by a reference.
class touched_parts {
public:
  result<void> find(const api_extent& before, const api_extent& now) {
    const result<part_checksums> old_parts = checksums_of(before);
    if (!old_parts) return old_parts.error();
    std::map<std::string, std::vector<std::string>, std::less<>> referring; // by what they refer to
    part_checksums new_parts;
    const result<void> read = now.for_each_part([&](std::string_view pointer, std::string_view json) {
      new_parts.emplace(pointer, checksum_of(json));
      for_each_reference(json,
                         [&](std::string_view to) { referring[std::string(to)].emplace_back(pointer); });
    });
    if (!read) return read;
    std::vector<std::string> open;
    const auto touch = [&](const std::string& pointer) {
      if (touched_.insert(pointer).second) open.push_back(pointer);
    };
    for (const auto& [pointer, checksum] : new_parts)
      if (const auto old = old_parts->find(pointer); old == old_parts->end() || old->second != checksum)
        touch(pointer);
    for (const auto& [pointer, checksum] : *old_parts)
      if (!new_parts.contains(pointer)) touch(pointer);
    all_ = std::ranges::any_of(touched_, concerns_all);
    while (!open.empty()) {
      const auto from = referring.find(open.back());
      open.pop_back();
      if (from == referring.end()) continue;
      for (const std::string& pointer : from->second)
        touch(pointer);
    }
    return {};
  }

  [[nodiscard]] bool reach(const stored_operation& o) const {
    if (all_) return true;
    const std::string& item = o.place.item_pointer;
    if (item.empty()) return touched_.contains(description_key(o.outline.path, o.outline.method));
    return touched_.contains(std::string(description::part_of(o.place.pointer))) ||
           touched_.contains(item + "/parameters") || touched_.contains(item + "/servers");
  }

private:
  // Whatever text is written like a reference counts as one: "$ref", and the mapping of a discriminator.
  template<class Visit>
  static void for_each_reference(std::string_view json, Visit&& visit) {
    for (std::size_t at = json.find("\"#/"); at != std::string_view::npos; at = json.find("\"#/", at + 1)) {
      const std::size_t end = json.find('"', at + 1);
      if (end == std::string_view::npos) return;
      visit(description::part_of(json.substr(at + 2, end - at - 2)));
    }
  }

  std::set<std::string, std::less<>> touched_;
  bool all_ = false;
};

void find_fields(const json::value& before, const json::value& now, const std::string& pointer,
                 std::vector<std::string>& fields) {
  if (fields.size() == most_fields) return;
  const json::object* old_object = before.if_object();
  const json::object* new_object = now.if_object();
  if (old_object && new_object) {
    for (const auto& member : *old_object) {
      const std::string here = json::join(pointer, json::view(member.key()));
      if (here == "/endpoint/api" || here == "/endpoint/origin") continue;
      if (const json::value* other = new_object->if_contains(member.key()))
        find_fields(member.value(), *other, here, fields);
      else if (fields.size() < most_fields)
        fields.push_back(here);
    }
    for (const auto& member : *new_object)
      if (!old_object->contains(member.key()) && fields.size() < most_fields)
        fields.push_back(json::join(pointer, json::view(member.key())));
    return;
  }
  if (before != now) fields.push_back(pointer);
}

result<std::map<std::string, stored_operation>> operations_of(const api_extent& api) {
  std::map<std::string, stored_operation> operations;
  const result<void> read =
      api.for_each_operation([&](const stored_operation& o) { operations.emplace(o.outline.id, o); });
  if (!read) return read.error();
  return operations;
}

} // namespace

result<api_changes> compare(const api_extent& before, const api_extent& now) {
  const auto old_operations = operations_of(before);
  const auto new_operations = operations_of(now);
  if (!old_operations) return old_operations.error();
  if (!new_operations) return new_operations.error();
  touched_parts touched;
  if (const result<void> found = touched.find(before, now); !found) return found.error();
  api_changes changes;
  std::size_t compared = 0;
  for (const auto& [id, o] : *old_operations)
    if (!new_operations->contains(id)) changes.gone.push_back(id);
  for (const auto& [id, o] : *new_operations) {
    const auto old = old_operations->find(id);
    if (old == old_operations->end()) {
      changes.added.push_back(id);
      continue;
    }
    if (!touched.reach(o) && !touched.reach(old->second)) continue;
    if (compared++ >= most_compared) {
      changes.changed.push_back({id, {}});
      continue;
    }
    const auto was = before.describe(old->second);
    const auto is = now.describe(o);
    if (!was) return was.error();
    if (!is) return is.error();
    endpoint_change change{id, {}};
    find_fields(was->schema, is->schema, "", change.fields);
    if (!change.fields.empty()) changes.changed.push_back(std::move(change));
  }
  return changes;
}

} // namespace http_task::store
