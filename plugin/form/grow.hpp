// Fields made from schemas, nearest first, within bounds: what is left when a bound is reached, and what lies
// within itself, is cut off and says so (field::more).
#pragma once

#include "form/alternatives.hpp"
#include "form/field.hpp"
#include "form/place.hpp"
#include "form/widget.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::form {

struct grow_limits {
  std::size_t fields = 1000;                  // opened beyond the top level
  std::size_t most_fields = 5000;             // in all
  std::size_t bytes = std::size_t{512} << 10; // of the form as JSON, about
  unsigned depth = 5;                         // levels within a field of the top level
};

class grower {
public:
  // `general`: the schema of request settings, whose places are named by its id. Borrowed, as are all places.
  grower(const json::value& general, const grow_limits& limits) : general_(general), limits_(limits) {}

  // A field of the top level, to be opened by run(). `group` outlives the field.
  field_ptr make(const place& here, std::string pointer, std::string_view group, bool required);
  // Opens it at once, beyond the bounds: for the members of the body, which stand at the top level.
  void open(const field& f);
  // Opens what was made, level by level.
  void run();

  // No more fields can be made: the form is not complete.
  [[nodiscard]] bool full() const noexcept { return fields_ >= limits_.most_fields; }

private:
  struct node {
    field* of;
    place own;  // what the field was made from
    place here; // and what is merged into it
    alternatives inside;
    std::vector<std::string_view> types;
    std::size_t parent; // index, or its own at the top
    unsigned depth;
    bool opened = false;
  };

  field_ptr make_node(place own, const place& common, std::string pointer, std::string_view group,
                      bool required, std::size_t parent, unsigned depth, std::string_view forced_type);
  void expand(std::size_t index);
  void expand_choices(std::size_t index);
  void expand_object(std::size_t index);
  [[nodiscard]] field_ptr make_child(std::size_t parent, place own, std::string_view token, bool required);
  [[nodiscard]] bool lies_within_itself(const place& own, std::size_t parent) const;
  [[nodiscard]] std::string schema_pointer(const place& own) const;

  const json::value& general_;
  const grow_limits limits_;
  std::deque<node> nodes_; // in the order in which they are opened
  std::size_t next_ = 0;
  std::size_t fields_ = 0;
  std::size_t bytes_ = 0;
};

} // namespace http_task::form
