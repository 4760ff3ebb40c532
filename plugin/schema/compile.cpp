#include "schema/compile.hpp"

#include "schema/circles.hpp"
#include "schema/compiler.hpp"
#include "schema/documents.hpp"
#include "schema/specialize.hpp"

namespace http_task::schema {

result<program> compile_program(const json::value& schema, const compile_options& options, retained kept) {
  documents docs(options);
  const result<place> root = docs.open(schema);
  if (!root) return root.error();
  result<program> p = compiler(docs, options, kept).run(*root);
  if (!p) return p.error();
  if (result<void> done = check_in_place_depth(*p, options.limits.depth); !done) return done.error();
  specialize(*p);
  return p;
}

result<validator> compile(const json::value& schema, const compile_options& options) {
  result<program> p =
      compile_program(schema, options, options.annotations ? retained::annotations : retained::nothing);
  if (!p) return p.error();
  return validator(std::make_shared<const program>(std::move(*p)));
}

} // namespace http_task::schema
