// A web API that was read: an outline of each endpoint at once, the whole description of one when it is asked
// for.
//
// Descriptions are compiled on demand because each is complete in itself: an API of a thousand operations
// over the same large model would fill gigabytes. An api owns all it needs (the source document may go away),
// is immutable and safe to use from several threads.
#pragma once

#include "base/problem.hpp"
#include "description/endpoint.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace http_task::description {

// Where descriptions come from; one implementation for each format that is read.
class source {
public:
  virtual ~source() = default;
  [[nodiscard]] virtual endpoint describe(std::size_t index) const = 0;
};

struct api {
  std::string id;
  std::string title;
  std::string version;
  std::vector<outline> endpoints; // in the order of the document
  std::vector<finding> warnings;  // what was left out and why; pointers into the document
  std::shared_ptr<const source> origin;

  // The endpoint of endpoints[index].
  [[nodiscard]] endpoint describe(std::size_t index) const { return origin->describe(index); }
};

} // namespace http_task::description
