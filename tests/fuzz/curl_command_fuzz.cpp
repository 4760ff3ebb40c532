// A pasted command of foreign origin: read or refused, never executed; no credential that was put aside
// stands in the settings.
#include "curl_command/curl_command.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace http_task::host;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(std::string_view command) {
  const auto read = read_curl_command(command);
  if (!read) return require(!read.error().type.empty() && !read.error().detail.empty());
  const std::string settings = to_text(read->settings);
  require(read->settings.contains("method") && read->settings.contains("uri"));
  require(settings.find('\x01') == std::string::npos);
  for (const auto& [name, value] : read->secrets)
    require(!name.empty() && settings.find("${secrets." + name + "}") != std::string::npos);
  for (const curl_warning& w : read->warnings)
    require(!w.detail.empty());
  require(static_cast<bool>(parse_object(to_text(to_json(*read)), "import")));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text);
  check("curl " + std::string(text)); // most inputs do not find the word
  return 0;
}
