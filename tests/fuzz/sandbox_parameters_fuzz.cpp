// Any bytes as a parameter of a request that the sandbox received, in every style and for every shape.
#include "sandbox/message.hpp"
#include "sandbox/parameter_style.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace http_task::host;

const json::object& schemas() {
  static const json::object all = *parse_object(R"({
    "any": {}, "number": {"type": "integer"}, "list": {"type": "array", "items": {"type": "number"}},
    "flat": {"type": "object", "properties": {"a": {"type": "boolean"}}},
    "deep": {"type": "object", "additionalProperties": {"anyOf": [{"$ref": "#/deep"}, {"$ref": "#/list"}]}}})",
                                                "schemas");
  return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const auto& schema : schemas()) {
    const described what(schemas(), schema.value().if_object());
    for (const char* name :
         {"simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject"}) {
      for (const bool explode : {false, true}) {
        const parameter_style style{name, explode, {}};
        if (const auto value = read_path_value(text, "p", style, what)) (void)to_text(*value);
        (void)to_text(read_header_value(text, style, what));
        std::vector<raw_pair> pairs = split_pairs(text, '&');
        if (const auto value = take_value(pairs, "p", style, what, &form_decoded)) (void)to_text(*value);
        pairs = split_pairs(text, ';');
        if (const auto value = take_value(pairs, "p", style, what, &percent_decoded)) (void)to_text(*value);
      }
    }
  }
  return 0;
}
