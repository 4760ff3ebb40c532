// Any text as a query and as the name of an endpoint; matches lie inside of the fields they name.
#include "catalog/catalog.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace http_task::catalog;
  static const catalog endpoints(true);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(endpoints.find(text));
  for (const search_result& r : endpoints.search({.text = std::string(text), .limit = 100}).results) {
    const http_task::search::hit& shown = r.shown;
    for (const http_task::search::match_range& m : shown.matches) {
      const std::string& field = m.field == "api"      ? shown.api
                                 : m.field == "method" ? shown.method
                                 : m.field == "path"   ? shown.path
                                 : m.field == "title"  ? shown.title
                                                       : shown.summary;
      if (m.length == 0 || m.offset + m.length > field.size()) std::abort();
    }
  }
  return 0;
}
