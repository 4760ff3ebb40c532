// The documents that a schema may refer to, by absolute URI.
//
// Whoever compiles a schema fills it beforehand; compiling and validating never open a file or a socket. The
// meta-schemas of the supported dialects are known without it. It owns its documents and must outlive the
// calls of compile() and sample() that use it, not their results. Const members are thread-safe.
#pragma once

#include "base/result.hpp"
#include "schema/dialect.hpp"
#include "json/value.hpp"

#include <map>
#include <string>
#include <string_view>

namespace http_task::schema {

class registry {
public:
  struct document {
    json::value root;
    dialect default_dialect; // of a document that does not name its dialect with "$schema"
  };

  // `uri` is absolute, without a fragment (an empty one is dropped). Fails with "input.invalid" on another
  // URI and on a second document of the same URI.
  [[nodiscard]] result<void> add(std::string_view uri, json::value root,
                                 dialect default_dialect = dialect::draft2020_12);

  // nullptr if there is none.
  [[nodiscard]] const document* find(std::string_view uri) const noexcept;

private:
  std::map<std::string, document, std::less<>> documents_;
};

} // namespace http_task::schema
