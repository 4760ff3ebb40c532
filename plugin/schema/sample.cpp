#include "schema/sample.hpp"

#include "schema/compile.hpp"
#include "schema/documents.hpp"
#include "schema/sampler.hpp"

#include <algorithm>
#include <utility>

namespace http_task::schema {
namespace {

result<json::value> sample_of(const program& p, index n, std::uint64_t seed, bool prefer_examples) {
  sampler s(p, seed, prefer_examples);
  if (std::optional<json::value> v = s.make(n)) return std::move(*v);
  const index stuck = s.stuck_at() == none ? n : s.stuck_at();
  std::string detail = "No instance of the schema was found";
  if (!s.stuck_because().empty())
    detail += "; the last attempt failed here: " + s.stuck_because();
  else
    detail += ": nothing satisfies this part of it, or the search was given up.";
  return problem_at("input.unsupported", std::move(detail), p.places[p.nodes[stuck].place], "");
}

} // namespace

result<sample_source> sample_source::compile(const json::value& schema_document,
                                             const sample_options& options) {
  compile_options compiling;
  compiling.default_dialect = options.default_dialect;
  compiling.documents = options.documents;
  compiling.base_uri = options.base_uri;
  compiling.pointer = options.pointer;
  compiling.tolerant = options.tolerant;
  result<program> p = compile_program(schema_document, compiling, retained::examples);
  if (!p) return p.error();
  return sample_source(std::make_shared<const program>(std::move(*p)), options.prefer_examples);
}

result<json::value> sample_source::sample(std::uint64_t seed) const {
  return sample_of(*program_, 0, seed, prefer_examples_);
}

result<json::value> sample_source::sample_at(std::string_view pointer, std::uint64_t seed) const {
  const auto& nodes = program_->nodes;
  const auto at = std::ranges::find(
      nodes, pointer, [&](const node& n) -> std::string_view { return program_->places[n.place]; });
  if (at == nodes.end())
    return make_problem("input.invalid", "The schema has no subschema here.", std::string(pointer));
  return sample_of(*program_, static_cast<index>(at - nodes.begin()), seed, prefer_examples_);
}

result<json::value> sample(const json::value& schema_document, const sample_options& options) {
  const result<sample_source> source = sample_source::compile(schema_document, options);
  if (!source) return source.error();
  return source->sample(options.seed);
}

} // namespace http_task::schema
