#include "description/yaml.hpp"

#include "json/pointer.hpp"
#include "json/weight.hpp"

#include <yaml.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace http_task::description {
namespace {

constexpr std::size_t most_findings = 1'000;
constexpr std::string_view standard_tags = "tag:yaml.org,2002:";

std::string_view text_of(const yaml_char_t* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view{};
}

std::string where(const yaml_mark_t& mark) {
  return "line " + std::to_string(mark.line + 1) + ", column " + std::to_string(mark.column + 1);
}

class event {
public:
  event() = default;
  event(const event&) = delete;
  event& operator=(const event&) = delete;
  ~event() { yaml_event_delete(&raw_); }

  [[nodiscard]] bool next(yaml_parser_t& parser) {
    yaml_event_delete(&raw_);
    return yaml_parser_parse(&parser, &raw_) != 0;
  }
  [[nodiscard]] const yaml_event_t& operator*() const noexcept { return raw_; }
  [[nodiscard]] const yaml_event_t* operator->() const noexcept { return &raw_; }

private:
  yaml_event_t raw_{};
};

// A sequence or mapping that is being read.
struct open_node {
  json::value value; // an array or object
  std::string anchor;
  std::optional<std::string> key; // of the member whose value comes next
  bool merge = false;             // that member is "<<"
};

class builder {
public:
  explicit builder(const yaml_limits& limits) : limits_(limits), copies_left_(limits.copies) {}

  result<yaml_document> read(std::string_view text) {
    yaml_parser_t parser{};
    if (yaml_parser_initialize(&parser) == 0) throw std::bad_alloc();
    const std::unique_ptr<yaml_parser_t, void (*)(yaml_parser_t*)> guard(&parser, yaml_parser_delete);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    for (event e; e.next(parser);) {
      if (e->type == YAML_STREAM_END_EVENT) return finish();
      if (e->type == YAML_DOCUMENT_START_EVENT && root_) {
        note("Another document follows (" + where(e->start_mark) + "); only the first one is read.");
        return finish();
      }
      if (!take(*e)) return *std::move(failure_);
    }
    if (parser.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    const char* reason = parser.problem ? parser.problem : "it cannot be read";
    return make_problem("input.not_json",
                        "Expected YAML; " + std::string(reason) + " (" + where(parser.problem_mark) + ").",
                        pointer());
  }

private:
  bool take(const yaml_event_t& e) {
    switch (e.type) {
    case YAML_SCALAR_EVENT: return take_scalar(e);
    case YAML_ALIAS_EVENT: return take_alias(e);
    case YAML_SEQUENCE_START_EVENT:
      return open(json::array{}, text_of(e.data.sequence_start.anchor), e.start_mark);
    case YAML_MAPPING_START_EVENT:
      return open(json::object{}, text_of(e.data.mapping_start.anchor), e.start_mark);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: return close(e.start_mark);
    default: return true;
    }
  }

  bool take_scalar(const yaml_event_t& e) {
    const auto& scalar = e.data.scalar;
    const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
    std::string_view tag = text_of(scalar.tag);
    if (awaits_key()) {
      set_key(std::string(text), scalar.plain_implicit != 0 && text == "<<", e.start_mark);
      if (scalar.anchor) remember(text_of(scalar.anchor), json::value(text), e.start_mark);
      return !failure_;
    }
    if (tag.starts_with(standard_tags)) tag.remove_prefix(standard_tags.size());
    // A scalar without quotation marks, or one whose tag says that it is a number after all.
    const bool resolved =
        scalar.plain_implicit != 0 || tag == "int" || tag == "float" || tag == "bool" || tag == "null";
    return add(resolved ? yaml_scalar(text) : json::value(text), text_of(scalar.anchor), e.start_mark);
  }

  bool take_alias(const yaml_event_t& e) {
    const std::string_view name = text_of(e.data.alias.anchor);
    const auto anchored = anchors_.find(name);
    if (anchored == anchors_.end())
      return fail("input.not_json",
                  "The alias *" + std::string(name) + " names nothing that stands before it.", e.start_mark);
    if (awaits_key()) {
      const json::string* key = anchored->second.if_string();
      if (!key) return fail("input.not_json", "A key has to be a text.", e.start_mark);
      set_key(std::string(json::view(*key)), false, e.start_mark);
      return !failure_;
    }
    if (!take_copy(anchored->second, e.start_mark)) return false;
    return add(anchored->second, {}, e.start_mark);
  }

  // Copies of copies grow without bound: a billion laughs.
  bool take_copy(const json::value& v, const yaml_mark_t& at) {
    const std::size_t size = json::weight(v, copies_left_) + 1;
    if (size > copies_left_)
      return fail("input.limit",
                  "The aliases of the YAML stand for more than " + std::to_string(limits_.copies) + " bytes.",
                  at);
    copies_left_ -= size;
    return true;
  }

  bool open(json::value empty, std::string_view anchor, const yaml_mark_t& at) {
    if (awaits_key()) return fail("input.not_json", "A key has to be a text, not a list or mapping.", at);
    if (open_.size() >= limits_.depth)
      return fail("input.limit",
                  "The YAML is nested deeper than " + std::to_string(limits_.depth) + " levels.", at);
    open_.push_back({std::move(empty), std::string(anchor), std::nullopt, false});
    return true;
  }

  bool close(const yaml_mark_t& at) {
    open_node done = std::move(open_.back());
    open_.pop_back();
    return add(std::move(done.value), done.anchor, at);
  }

  bool add(json::value v, std::string_view anchor, const yaml_mark_t& at) {
    if (!anchor.empty() && !remember(anchor, v, at)) return false;
    if (open_.empty()) {
      root_ = std::move(v);
      return true;
    }
    open_node& parent = open_.back();
    if (json::array* list = parent.value.if_array()) {
      list->push_back(std::move(v));
      return true;
    }
    if (parent.merge) return merge(parent, v, at);
    parent.value.get_object()[*parent.key] = std::move(v);
    parent.key.reset();
    return true;
  }

  bool merge(open_node& parent, const json::value& from, const yaml_mark_t& at) {
    parent.merge = false;
    parent.key.reset();
    json::object& into = parent.value.get_object();
    const auto take_members = [&](const json::value& v) {
      const json::object* o = v.if_object();
      if (!o) return fail("input.not_json", "A merge key (<<) needs a mapping.", at);
      into.insert(o->begin(), o->end()); // members that are there already stay
      return true;
    };
    const json::array* several = from.if_array();
    if (!several) return take_members(from);
    for (const json::value& v : *several)
      if (!take_members(v)) return false;
    return true;
  }

  bool remember(std::string_view anchor, const json::value& v, const yaml_mark_t& at) {
    if (!take_copy(v, at)) return false;
    anchors_.insert_or_assign(std::string(anchor), v);
    return true;
  }

  [[nodiscard]] bool awaits_key() const {
    return !open_.empty() && open_.back().value.is_object() && !open_.back().key;
  }

  void set_key(std::string key, bool merge, const yaml_mark_t& at) {
    open_node& node = open_.back();
    const bool twice = !merge && node.value.get_object().contains(key);
    node.key = std::move(key);
    node.merge = merge;
    if (twice) note("The key stands twice (" + where(at) + "); the last one counts.");
  }

  // Of the place that is being read.
  [[nodiscard]] std::string pointer() const {
    std::string at;
    for (const open_node& node : open_) {
      if (node.key) at = json::join(at, *node.key);
      if (const json::array* list = node.value.if_array()) at = json::join(at, list->size());
    }
    return at;
  }

  void note(std::string detail) {
    if (findings_.size() < most_findings) findings_.push_back({pointer(), std::move(detail), {}, {}});
  }

  bool fail(std::string_view type, const std::string& detail, const yaml_mark_t& at) {
    failure_ = make_problem(type, detail.substr(0, detail.size() - 1) + " (" + where(at) + ").", pointer());
    return false;
  }

  result<yaml_document> finish() {
    if (!root_) return make_problem("input.not_json", "The YAML has no document.");
    return yaml_document{std::move(*root_), std::move(findings_)};
  }

  const yaml_limits& limits_;
  std::size_t copies_left_;
  std::vector<open_node> open_;
  std::map<std::string, json::value, std::less<>> anchors_;
  std::optional<json::value> root_;
  std::optional<problem> failure_;
  std::vector<finding> findings_;
};

} // namespace

result<yaml_document> parse_yaml(std::string_view text, const yaml_limits& limits) {
  if (text.size() > limits.bytes)
    return make_problem("input.limit", "The YAML text has " + std::to_string(text.size()) +
                                           " bytes; at most " + std::to_string(limits.bytes) + " are read.");
  return builder(limits).read(text);
}

} // namespace http_task::description
