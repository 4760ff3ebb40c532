// Foreign CommonMark as HTML: nothing but the elements of the allow list comes out, all of them closed.
#include "render/markdown_html.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace http_task::host;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr auto elements = std::to_array<std::string_view>(
    {"p",  "h1",     "h2",  "h3", "h4", "h5",    "h6",    "ul",    "ol", "li", "blockquote", "pre", "code",
     "em", "strong", "del", "hr", "br", "table", "thead", "tbody", "tr", "th", "td",         "a"});

// `tag` is what stands between "<" and ">".
void check_tag(std::string_view tag, std::vector<std::string>& open) {
  const bool ends = tag.starts_with('/');
  if (ends) tag.remove_prefix(1);
  const std::string name(tag.substr(0, tag.find(' ')));
  require(std::ranges::find(elements, name) != elements.end());
  if (name == "hr" || name == "br") return require(!ends && tag == name);
  if (ends) {
    require(!open.empty() && open.back() == name);
    return open.pop_back();
  }
  open.push_back(name);
  std::string_view attributes = tag.substr(name.size());
  if (name == "a") {
    require(attributes.starts_with(" href=\"") &&
            attributes.ends_with("\" rel=\"noopener noreferrer\" target=\"_blank\""));
    std::string scheme(attributes.substr(7, 8));
    std::ranges::transform(scheme, scheme.begin(), [](unsigned char c) { return std::tolower(c); });
    require(scheme.starts_with("http://") || scheme.starts_with("https://") || scheme.starts_with("mailto:"));
  } else {
    require(attributes.empty() || attributes.starts_with(" class=\"language-") ||
            attributes.starts_with(" class=\"align-") || attributes.starts_with(" start=\""));
  }
  require(std::ranges::count(attributes, '"') == (name == "a" ? 6 : attributes.empty() ? 0 : 2));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html =
      markdown_to_html({reinterpret_cast<const char*>(data), size}, {.bytes = 10'000, .html = 50'000});
  require(html.size() < 200'000);
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    const std::size_t end = html.find('>', at);
    require(end != std::string::npos);
    check_tag(std::string_view(html).substr(at + 1, end - at - 1), open);
    at = end;
  }
  require(open.empty());
  return 0;
}
