#include "catalog/example_repair.hpp"

#include "json/parse.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace http_task::catalog {
namespace {

constexpr int most_rounds = 10; // each may bring to light what lay behind the last one
constexpr std::size_t most_violations = 200;

bool allows(const json::value& type, std::string_view name) {
  if (const json::array* names = type.if_array())
    return std::ranges::find(*names, json::value(name)) != names->end();
  return type.is_string() && json::view(type.get_string()) == name;
}

bool is_whole(const json::value& v) noexcept {
  return v.is_int64() || v.is_uint64();
}

// `v` as one of the types that the keyword `type` allows, if it can be read as such.
std::optional<json::value> converted(const json::value& v, const json::value& type) {
  if (v.is_string()) {
    const result<json::value> read = json::parse(json::view(v.get_string()));
    if (!read) return std::nullopt;
    const bool fits = (is_whole(*read) && allows(type, "integer")) ||
                      (read->is_number() && allows(type, "number")) ||
                      (read->is_bool() && allows(type, "boolean"));
    return fits ? std::optional(*read) : std::nullopt;
  }
  if ((v.is_number() || v.is_bool()) && allows(type, "string")) return json::value(json::write(v));
  return std::nullopt;
}

std::string parent(std::string_view pointer) {
  return std::string(pointer.substr(0, pointer.rfind('/')));
}

class repairer {
public:
  repairer(json::value example, const schema::sample_source& source, const json::value& description,
           std::uint64_t seed)
      : example_(std::move(example)), source_(source), description_(description), seed_(seed) {}

  // Whether anything was changed.
  bool repair(const std::vector<schema::violation>& violations) {
    bool changed = false;
    std::set<std::string> done;
    for (const schema::violation& v : violations) {
      // What was replaced once has other violations, if any, than those that were found before.
      if (done.insert(v.pointer).second) changed = repair(v) || changed;
    }
    return changed;
  }

  [[nodiscard]] const json::value& example() const noexcept { return example_; }
  [[nodiscard]] json::value take() { return std::move(example_); }

private:
  bool repair(const schema::violation& v) {
    json::value* at = json::find(example_, v.pointer);
    const json::value* keyword = json::find(description_, v.schema_pointer);
    if (!at || !keyword) return false;
    if (v.keyword == "type") {
      if (std::optional<json::value> fitting = converted(*at, *keyword)) {
        *at = std::move(*fitting);
        return true;
      }
    }
    if (v.keyword == "additionalProperties" && keyword->is_bool() && remove_member(v.pointer)) return true;
    return replace(*at, v);
  }

  bool remove_member(const std::string& pointer) {
    json::value* holder = pointer.empty() ? nullptr : json::find(example_, parent(pointer));
    json::object* o = holder ? holder->if_object() : nullptr;
    const result<std::vector<std::string>> tokens = json::split_pointer(pointer);
    return o && tokens && o->erase(tokens->back()) != 0;
  }

  // By a sample of the schema that the violated keyword belongs to; of an object that lacks something, only
  // that.
  bool replace(json::value& at, const schema::violation& v) {
    result<json::value> sampled = source_.sample_at(parent(v.schema_pointer), seed_);
    if (!sampled) return false;
    if (v.keyword == "required" && at.is_object() && sampled->is_object()) {
      for (const auto& member : sampled->get_object())
        if (!at.get_object().contains(member.key())) at.get_object()[member.key()] = member.value();
      return true;
    }
    at = std::move(*sampled);
    return true;
  }

  json::value example_;
  const schema::sample_source& source_;
  const json::value& description_;
  std::uint64_t seed_;
};

} // namespace

std::optional<json::value> repair(json::value example, const schema::sample_source& source,
                                  const json::value& description, std::uint64_t seed) {
  const schema::validator validator = source.check();
  repairer r(std::move(example), source, description, seed);
  for (int round = 0; round < most_rounds; ++round) {
    const std::vector<schema::violation> violations = validator.check(r.example(), most_violations);
    if (violations.empty()) return r.take();
    if (!r.repair(violations)) return std::nullopt;
  }
  return std::nullopt;
}

} // namespace http_task::catalog
