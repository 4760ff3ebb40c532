// Any JSON as a schema and as an instance: no crash, an end in time, and answers that agree with each other.
#include "schema/sample.hpp"
#include "schema/validator.hpp"
#include "json/parse.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace http_task;

constexpr schema::compile_limits limits{.depth = 64, .references = 500, .size = 2000, .steps = 20'000};

bool is_expression(const json::value& v) {
  const json::string* text = v.if_string();
  return text && text->starts_with("${");
}

bool nothing(const json::value& /*v*/) {
  return false;
}

void check_agreement(const schema::validator& v, const json::value& instance, schema::exemption exempt) {
  if (v.is_valid(instance, exempt) != v.check(instance, 10, exempt).empty()) std::abort();
}

} // namespace

// The first byte picks the dialect and the options; behind it stands the text of [schema, instance].
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const result<json::value> input = json::parse(text, {.depth = 64, .bytes = 1U << 16U});
  const json::array* pair = input ? input->if_array() : nullptr;
  if (!pair || pair->size() < 2) return 0;

  schema::compile_options options;
  options.default_dialect = static_cast<schema::dialect>(data[0] % 6);
  options.tolerant = (data[0] & 64U) != 0;
  options.limits = limits;
  const result<schema::validator> v = schema::compile((*pair)[0], options);
  if (!v) return 0;
  check_agreement(*v, (*pair)[1], nullptr);
  check_agreement(*v, (*pair)[1], is_expression);
  // What could be exempt is checked without the short cuts.
  if (v->is_valid((*pair)[1]) != v->is_valid((*pair)[1], nothing)) std::abort();

  if ((data[0] & 128U) == 0) return 0;
  schema::sample_options sampling;
  sampling.default_dialect = options.default_dialect;
  sampling.tolerant = options.tolerant;
  const result<json::value> s = schema::sample((*pair)[0], sampling);
  options.limits = {};
  const result<schema::validator> full = schema::compile((*pair)[0], options);
  if (s && !(full && full->is_valid(*s))) std::abort();
  return 0;
}
