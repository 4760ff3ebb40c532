#include "schema/documents.hpp"

#include "schema/meta_schema.hpp"
#include "json/pointer.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include <optional>
#include <utility>

namespace http_task::schema {
namespace {

// The base of references in a document that came from nowhere.
constexpr std::string_view nowhere = "schema:/";

// Longer than any list of vocabularies that leads somewhere.
constexpr int longest_chain = 8;

language standard_language(dialect d) {
  language l{.base = d};
  if (d == dialect::draft2020_12) l.active = static_cast<vocabularies>(~only(vocabulary::format_assertion));
  return l;
}

std::string_view without_empty_fragment(std::string_view uri) noexcept {
  return uri.ends_with('#') ? uri.substr(0, uri.size() - 1) : uri;
}

std::string decoded(std::string_view fragment) {
  const auto text = boost::urls::make_pct_string_view(fragment);
  return text ? text->decode() : std::string(fragment);
}

// `reference` without a fragment, made absolute; nullopt if it is no URI reference.
std::optional<std::string> absolute(std::string_view base, std::string_view reference) {
  const auto from = boost::urls::parse_uri(base);
  const auto to = boost::urls::parse_uri_reference(reference);
  boost::urls::url result;
  if (!from || !to || !boost::urls::resolve(*from, *to, result)) return std::nullopt;
  return std::string(result.buffer());
}

// The vocabularies that a URI of `$vocabulary` names, 0 if it is unknown.
vocabularies vocabularies_of(std::string_view uri, dialect d) noexcept {
  const std::string_view prefix = d == dialect::draft2019_09 ? "https://json-schema.org/draft/2019-09/vocab/"
                                                             : "https://json-schema.org/draft/2020-12/vocab/";
  if (!uri.starts_with(prefix)) return 0;
  uri.remove_prefix(prefix.size());
  using enum vocabulary;
  if (uri == "core") return only(core);
  if (uri == "applicator")
    return static_cast<vocabularies>(only(applicator) | (d == dialect::draft2019_09 ? only(unevaluated) : 0));
  if (uri == "unevaluated" && d != dialect::draft2019_09) return only(unevaluated);
  if (uri == "validation") return only(validation);
  if (uri == "meta-data") return only(meta_data);
  if (uri == "format" || uri == "format-annotation") return only(format_annotation);
  if (uri == "format-assertion")
    return static_cast<vocabularies>(only(format_annotation) | only(format_assertion));
  if (uri == "content") return only(content);
  return 0;
}

} // namespace

const keyword_entry* language::find(std::string_view name) const noexcept {
  const keyword_entry* k = find_keyword(name, base);
  return k && (only(k->group) & active) != 0 ? k : nullptr;
}

problem problem_at(std::string_view type, std::string detail, std::string_view location,
                   std::string_view keyword) {
  problem p = make_problem(type, std::move(detail));
  // A pointer into the compiled document starts with '/', one into another document with its URI.
  const std::size_t hash = location.starts_with('/') ? std::string_view::npos : location.find('#');
  if (hash != std::string_view::npos) {
    p.source = location.substr(0, hash);
    location.remove_prefix(hash + 1);
  }
  p.pointer = keyword.empty() ? std::string(location) : json::join(location, keyword);
  return p;
}

std::string place::location() const {
  std::string at;
  append_location(at);
  return at;
}

void place::append_location(std::string& at) const {
  if (!holder) {
    at += start;
    return;
  }
  holder->append_location(at);
  at += '/';
  at += keyword;
  if (is_named) {
    at += '/';
    const bool is_plain = std::ranges::none_of(name, [](char c) { return c == '~' || c == '/'; });
    at += is_plain ? name : std::string_view(json::escape_token(name));
  } else if (position != nowhere) {
    at += '/';
    at += std::to_string(position);
  }
}

result<place> documents::open(const json::value& root) {
  const std::string base = options_.base_uri.empty() ? std::string(nowhere)
                                                     : std::string(without_empty_fragment(options_.base_uri));
  if (!boost::urls::parse_uri(base))
    return make_problem("input.invalid",
                        "The base URI \"" + base + "\" of the schema is not an absolute URI.");
  const result<index> document = add_document(base, root, options_.default_dialect, "");
  if (!document) return document.error();
  return follow(*document, options_.pointer);
}

result<index> documents::add_document(const std::string& uri, const json::value& root,
                                      dialect default_dialect, std::string location) {
  language lang = standard_language(default_dialect);
  if (const json::object* o = root.if_object()) {
    const std::string_view named = json::string_member(*o, "$schema");
    const bool meaning = default_dialect != dialect::openapi30 && !named.empty();
    const result<language> own = meaning ? language_of(named) : lang;
    if (!own && !options_.tolerant)
      return problem_at(own.error().type, own.error().detail, location, "$schema");
    if (own) lang = *own;
  }
  const auto id = static_cast<index>(resources_.size());
  resources_.push_back({&root, location, lang, uri, {}, {}});
  if (result<void> done = take_up({&root, id, std::move(location)}); !done) return done.error();
  // An `$id` at the root started a resource of its own, which is the one that counts.
  const index own = places_.at(&root).resource;
  by_uri_.insert_or_assign(uri, own);
  return own;
}

result<index> documents::find_document(const std::string& uri) {
  if (const auto known = by_uri_.find(uri); known != by_uri_.end()) return known->second;
  if (const registry::document* d = options_.documents ? options_.documents->find(uri) : nullptr) {
    return add_document(uri, d->root, d->default_dialect, uri + "#");
  }
  if (std::optional<meta_schema> meta = make_meta_schema(uri)) {
    meta_schemas_.push_back(std::make_unique<const json::value>(std::move(meta->root)));
    return add_document(uri, *meta_schemas_.back(), meta->language, uri + "#");
  }
  return make_problem("input.invalid", "the document \"" + uri + "\" is not among the known ones");
}

// Depth first without recursion: how deep a foreign schema is nested is not known before.
result<void> documents::take_up(place start) {
  std::vector<visit> stack;
  stack.push_back({std::move(start), 0});
  while (!stack.empty()) {
    visit v = std::move(stack.back());
    stack.pop_back();
    if (places_.contains(v.where.schema)) continue;
    if (v.depth > options_.limits.depth)
      return problem_at(
          "input.limit",
          "The schema is nested deeper than " + std::to_string(options_.limits.depth) + " levels.", "", "");
    if (places_.size() >= options_.limits.size)
      return problem_at("input.limit",
                        "The schema has more than " + std::to_string(options_.limits.size) + " subschemas.",
                        "", "");
    if (result<void> done = identify(v.where); !done) return done;
    const place& known = places_.emplace(v.where.schema, std::move(v.where)).first->second;
    push_subschemas(known, v.depth, stack);
  }
  return {};
}

// Reads what gives the schema a name, and moves it into a resource of its own if it has a URI.
result<void> documents::identify(place& where) {
  const json::object* o = where.schema->if_object();
  if (!o) return {};
  const dialect d = resources_[where.resource].language.base;
  const bool siblings_count = d >= dialect::draft2019_09 || !o->contains("$ref");
  const std::string_view id_keyword = d == dialect::draft4 ? "id" : "$id";
  const std::string_view id =
      siblings_count && d != dialect::openapi30 ? json::string_member(*o, id_keyword) : "";
  const std::size_t hash = std::min(id.find('#'), id.size());
  if (hash > 0) {
    std::optional<std::string> uri = absolute(resources_[where.resource].uri, id.substr(0, hash));
    if (!uri)
      return problem_at("input.invalid", "Expected a URI reference; found \"" + std::string(id) + "\".",
                        where.location(), id_keyword);
    language lang = resources_[where.resource].language;
    if (const std::string_view named = json::string_member(*o, "$schema"); !named.empty()) {
      const result<language> own = language_of(named);
      if (!own && !options_.tolerant)
        return problem_at(own.error().type, own.error().detail, where.location(), "$schema");
      if (own) lang = *own;
    }
    where.resource = static_cast<index>(resources_.size());
    by_uri_.try_emplace(*uri, where.resource);
    resources_.push_back({where.schema, where.location(), lang, std::move(*uri), {}, {}});
  }
  resource& home = resources_[where.resource];
  if (d <= dialect::draft7) {
    if (hash + 1 < id.size()) home.anchors.try_emplace(decoded(id.substr(hash + 1)), where.schema);
    return {};
  }
  if (const std::string_view anchor = json::string_member(*o, "$anchor"); !anchor.empty())
    home.anchors.try_emplace(std::string(anchor), where.schema);
  const std::string_view dynamic = json::string_member(*o, "$dynamicAnchor");
  if (d == dialect::draft2020_12 && !dynamic.empty())
    home.dynamic_anchors.try_emplace(std::string(dynamic), where.schema);
  const json::value* recursive = o->if_contains("$recursiveAnchor");
  if (d == dialect::draft2019_09 && home.root == where.schema && recursive && *recursive == json::value(true))
    home.dynamic_anchors.try_emplace("", where.schema);
  return {};
}

void documents::push_subschemas(const place& holder, std::size_t depth, std::vector<visit>& stack) const {
  const json::object* o = holder.schema->if_object();
  if (!o) return;
  for (const auto& member : *o) {
    const keyword_entry* k =
        find_keyword(json::view(member.key()), resources_[holder.resource].language.base);
    if (!k || k->value < shape::schema || k->value == shape::names_map || k->value == shape::vocabularies)
      continue;
    const auto push = [&](const json::value& sub) -> place& {
      place& at = stack.emplace_back(visit{{&sub, holder.resource}, depth + 1}).where;
      at.holder = &holder;
      at.keyword = k->name;
      return at;
    };
    const bool is_map = k->value == shape::schema_map || k->value == shape::dependencies;
    if (const json::array* items = member.value().if_array()) {
      for (std::size_t i = 0; i < items->size(); ++i)
        push((*items)[i]).position = i;
    } else if (const json::object* map = member.value().if_object(); map && is_map) {
      for (const auto& entry : *map) {
        place& at = push(entry.value());
        at.name = json::view(entry.key());
        at.is_named = true;
      }
    } else {
      push(member.value());
    }
  }
}

result<language> documents::language_of(std::string_view meta_schema_uri, int chain) const {
  const std::string_view uri = without_empty_fragment(meta_schema_uri);
  if (const std::optional<dialect> d = dialect_of(uri)) return standard_language(*d);
  const registry::document* meta = options_.documents ? options_.documents->find(uri) : nullptr;
  const json::object* root = meta ? meta->root.if_object() : nullptr;
  if (!root || chain == longest_chain)
    return make_problem("input.unsupported", "The meta-schema \"" + std::string(uri) +
                                                 "\" is not known, so that the meaning of the "
                                                 "keywords is not known either.");
  return custom_language(uri, *root, chain);
}

result<language> documents::custom_language(std::string_view uri, const json::object& meta, int chain) const {
  const std::string_view own = json::string_member(meta, "$schema");
  result<language> lang =
      own.empty() ? standard_language(options_.default_dialect) : language_of(own, chain + 1);
  const json::object* used = json::object_member(meta, "$vocabulary");
  if (!lang || lang->base < dialect::draft2019_09 || !used) return lang;
  lang->active = only(vocabulary::core);
  for (const auto& [name, required] : *used) {
    const vocabularies known = vocabularies_of(json::view(name), lang->base);
    if (known == 0 && required == json::value(true))
      return make_problem("input.unsupported", "The meta-schema \"" + std::string(uri) +
                                                   "\" requires the vocabulary \"" +
                                                   std::string(json::view(name)) + "\", which is not known.");
    lang->active |= known;
    const bool asserted = known == only(vocabulary::format_annotation) &&
                          lang->base == dialect::draft2019_09 && required == json::value(true);
    lang->asserts_formats |= asserted || (known & only(vocabulary::format_assertion)) != 0;
  }
  return lang;
}

result<place> documents::resolve(const place& from, std::string_view reference) {
  const std::size_t hash = std::min(reference.find('#'), reference.size());
  index target = from.resource;
  if (hash > 0) {
    const std::optional<std::string> uri = absolute(resources_[from.resource].uri, reference.substr(0, hash));
    if (!uri) return make_problem("input.invalid", "it is not a URI reference");
    const result<index> document = find_document(*uri);
    if (!document) return document.error();
    target = *document;
  }
  const std::string fragment = hash < reference.size() ? decoded(reference.substr(hash + 1)) : "";
  if (fragment.empty() || fragment.front() == '/') return follow(target, fragment);
  const resource& home = resources_[target];
  for (const auto* anchors : {&home.anchors, &home.dynamic_anchors}) {
    if (const auto found = anchors->find(fragment); found != anchors->end()) return places_.at(found->second);
  }
  return make_problem("input.invalid", "there is no anchor \"" + fragment + "\"");
}

result<place> documents::follow(index start, std::string_view pointer) {
  const result<std::vector<std::string>> tokens = json::split_pointer(pointer);
  if (!tokens) return make_problem("input.invalid", "its fragment is not a JSON Pointer");
  place at{resources_[start].root, start, resources_[start].location};
  for (const std::string& token : *tokens) {
    const json::value* next = json::find(*at.schema, json::join("", token));
    if (!next) return make_problem("input.invalid", "there is nothing at \"" + std::string(pointer) + "\"");
    const auto known = places_.find(next);
    at = known != places_.end() ? known->second : place{next, at.resource, json::join(at.location(), token)};
  }
  if (!places_.contains(at.schema)) {
    if (result<void> done = take_up(at); !done) return done.error();
  }
  return places_.at(at.schema);
}

} // namespace http_task::schema
