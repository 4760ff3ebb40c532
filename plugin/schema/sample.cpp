#include "schema/sample.hpp"

#include "schema/compile.hpp"
#include "schema/documents.hpp"
#include "schema/sampler.hpp"

namespace http_task::schema {

result<json::value> sample(const json::value& schema_document, const sample_options& options) {
  compile_options compiling;
  compiling.default_dialect = options.default_dialect;
  compiling.documents = options.documents;
  compiling.base_uri = options.base_uri;
  compiling.pointer = options.pointer;
  compiling.tolerant = options.tolerant;
  const result<program> p = compile_program(schema_document, compiling, retained::examples);
  if (!p) return p.error();
  sampler s(*p, options.seed, options.prefer_examples);
  if (std::optional<json::value> v = s.make(0)) return std::move(*v);
  const index stuck = s.stuck_at() == none ? 0 : s.stuck_at();
  std::string detail = "No instance of the schema was found";
  if (!s.stuck_because().empty())
    detail += "; the last attempt failed here: " + s.stuck_because();
  else
    detail += ": nothing satisfies this part of it, or the search was given up.";
  return problem_at("input.unsupported", std::move(detail), p->places[p->nodes[stuck].place], "");
}

} // namespace http_task::schema
