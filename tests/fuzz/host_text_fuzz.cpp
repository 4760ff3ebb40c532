// Foreign text in the command line: laid out, shown, looked through for references, and edited as a workflow
// definition.
#include "catalogue/folder_documents.hpp"
#include "document/json.hpp"
#include "document/layout.hpp"
#include "render/endpoint_reference.hpp"
#include "render/structured_response.hpp"
#include "text/line_diff.hpp"
#include "text/terminal.hpp"
#include "workflow/definition.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace http_task::host;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_harmless(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
}

void check_object(std::string_view text, const json::object& object) {
  const palette plain(false);
  require(is_harmless(render_structured_response(text, plain, 80)));
  require(is_harmless(render_endpoint_reference(object, plain, 80)));
  const auto edited =
      add_task(text, "fuzz", "new-step", make_http_task("new-step", "name", R"({"uri":"x"})"));
  if (!edited) return;
  require(static_cast<bool>(parse_json(*edited, "edited")));
  require(!add_task(*edited, "fuzz", "new-step", "{}"));
  (void)line_diff(text, *edited, "fuzz");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require(is_harmless(printable(text)));
  require(is_harmless(filled(text, 2, 40)));
  for (const std::string& file : files_referred_to(text, "folder/api.json"))
    require(!file.starts_with("..") && !file.starts_with('/'));
  const auto parsed = parse_json(text, "fuzz");
  if (!parsed) return 0;
  const std::string compact = compact_json(text);
  require(compact_json(indent_json(text)) == compact);
  require(compact_json(compact) == compact && parse_json(compact, "compact").has_value());
  if (parsed->is_object()) check_object(text, parsed->get_object());
  return 0;
}
