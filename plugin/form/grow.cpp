#include "form/grow.hpp"

#include "json/pointer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::form {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t most_examples = 5;
constexpr std::size_t most_allowed = 2000;

constexpr auto constraint_names = std::to_array<std::string_view>(
    {"minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
     "multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"});

std::string last_token(std::string_view pointer) {
  const auto tokens = json::split_pointer(pointer);
  return tokens && !tokens->empty() ? tokens->back() : std::string();
}

// Of the schema itself before those that it refers to, which speak of the kind of thing.
std::string_view title_of_field(const place& here) {
  return here.empty() ? std::string_view() : json::string_member(*here.parts().front().schema, "title");
}

void read_values(const place& here, field& f) {
  for (const std::string_view name : {"default", "const", "format"}) {
    if (const json::value* v = here.keyword(name)) f.values.emplace_back(name, v);
  }
  for (const std::string_view name : constraint_names) {
    if (const json::value* v = here.keyword(name)) f.constraints.emplace_back(name, v);
  }
  const json::value* examples = here.keyword("examples");
  if (const json::array* list = examples != nullptr ? examples->if_array() : nullptr) {
    for (std::size_t i = 0; i < list->size() && i < most_examples; ++i)
      f.examples.push_back(&(*list)[i]);
  }
}

void read_allowed(const place& here, const alternatives& inside, field& f) {
  f.allowed = inside.allowed;
  const json::value* allowed = here.keyword("enum");
  const json::array* list = allowed != nullptr ? allowed->if_array() : nullptr;
  for (std::size_t i = 0; list != nullptr && i < list->size() && i < most_allowed; ++i) {
    // Null is said by "nullable".
    if ((*list)[i].is_null() && list->size() > 1)
      f.nullable = true;
    else
      f.allowed.push_back(&(*list)[i]);
  }
}

} // namespace

std::string grower::schema_pointer(const place& own) const {
  const bool is_general = !own.empty() && own.parts().front().document == &general_;
  if (!is_general) return own.pointer();
  return std::string(json::string_member(general_.get_object(), "$id")) + "#" + own.pointer();
}

bool grower::lies_within_itself(const place& own, std::size_t parent) const {
  for (std::size_t i = parent; i != none; i = nodes_[i].parent) {
    if (own.shares_part_with(nodes_[i].here)) return true;
  }
  return false;
}

field_ptr grower::make_node(place own, const place& common, std::string pointer, std::string_view group,
                            bool required, std::size_t parent, unsigned depth, std::string_view forced_type) {
  const bool circular = lies_within_itself(own, parent);
  place here = own;
  here.merge(common);
  alternatives inside = forced_type.empty() ? read_alternatives(here) : alternatives();
  const type_facts type = type_of(here);

  auto made = std::make_unique<field>();
  field& f = *made;
  f.name = last_token(pointer);
  f.pointer = std::move(pointer);
  f.schema_pointer = schema_pointer(own);
  f.title = title_of_field(own);
  f.group = group;
  f.required = required;
  f.deprecated = here.flag("deprecated");
  f.nullable = type.nullable || inside.nullable;
  f.type = forced_type.empty() ? type.name : forced_type;
  f.documentation = here.text("description");
  read_values(here, f);
  read_allowed(here, inside, f);
  f.widget = f.allowed.empty() ? widget_of(here, f.type, f.name) : "select";
  const bool several = !inside.choices.empty() || (forced_type.empty() && !type.others.empty());
  if (several && f.allowed.empty()) f.widget = "choice";

  ++fields_;
  bytes_ += size_of(f);
  if (f.has_inside()) {
    if (circular)
      f.more = true;
    else
      nodes_.push_back({&f, std::move(own), std::move(here), std::move(inside), type.others, parent, depth});
  }
  return made;
}

field_ptr grower::make(const place& here, std::string pointer, std::string_view group, bool required) {
  return make_node(here, {}, std::move(pointer), group, required, none, 0, {});
}

void grower::open(const field& f) {
  const auto found = std::ranges::find(nodes_, &f, &node::of);
  if (found == nodes_.end()) return;
  expand(static_cast<std::size_t>(found - nodes_.begin()));
}

void grower::run() {
  for (; next_ < nodes_.size(); ++next_) {
    const node& n = nodes_[next_];
    if (n.opened) continue;
    if (n.depth >= limits_.depth || fields_ >= limits_.fields || bytes_ >= limits_.bytes)
      n.of->more = true;
    else
      expand(next_);
  }
}

void grower::expand(std::size_t index) {
  nodes_[index].opened = true;
  const field& f = *nodes_[index].of;
  if (f.widget == "choice") {
    expand_choices(index);
  } else if (f.widget == "list") {
    nodes_[index].of->items = make_child(index, nodes_[index].here.below("items"), "-", false);
  } else {
    expand_object(index);
  }
}

field_ptr grower::make_child(std::size_t parent, place own, std::string_view token, bool required) {
  const node& above = nodes_[parent];
  return make_node(std::move(own), {}, json::join(above.of->pointer, token), above.of->group, required,
                   parent, above.depth + 1, {});
}

void grower::expand_choices(std::size_t index) {
  // New nodes do not move this one: it lies in a deque.
  node& n = nodes_[index];
  field& f = *n.of;
  const auto add = [&](place own, const place& common, std::string title, std::string_view type) {
    field_ptr one =
        make_node(std::move(own), common, f.pointer, f.group, f.required, index, n.depth + 1, type);
    if (one->schema_pointer.empty()) one->schema_pointer = f.schema_pointer;
    // What is said of all stands with the choice already.
    if (one->documentation.data() == f.documentation.data()) one->documentation = {};
    f.choices.push_back({std::move(title), std::move(one)});
  };
  f.discriminator = discriminator_of(n.inside.choices);
  for (std::size_t i = 0; i < n.inside.choices.size(); ++i)
    add(n.inside.choices[i], n.here, title_of(n.inside.choices[i], i + 1), {});
  if (!n.inside.choices.empty()) return;
  for (const std::string_view type : n.types)
    add({}, n.here, std::string(type), type);
}

void grower::expand_object(std::size_t index) {
  const node& n = nodes_[index];
  field& f = *n.of;
  const std::vector<std::string_view> names = n.here.property_names();
  for (const std::string_view name : names) {
    if (full()) {
      f.more = true;
      return;
    }
    place member = n.here.property(name);
    if (member.impossible() || member.flag("readOnly")) continue;
    f.fields.push_back(make_child(index, std::move(member), name, n.here.is_required(name)));
  }
  const place rest = n.here.below("additionalProperties");
  if (!rest.impossible() && (names.empty() || !rest.empty()))
    f.additional = make_child(index, rest, "*", false);
}

} // namespace http_task::form
