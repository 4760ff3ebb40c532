#include "schema/violation.hpp"

namespace http_task::schema {

finding to_finding(const violation& v) {
  return {v.pointer, v.detail, v.expected, v.suggestion};
}

} // namespace http_task::schema
