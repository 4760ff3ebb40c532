// Any bytes as a URI template and its values, one a line: the template first. What comes out can stand in a
// URL as it is, and no value moves host, path or query out of their places.
#include "uri/http_url.hpp"
#include "uri/url_template.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace http_task;

void expect(bool good) {
  if (!good) std::abort();
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() < 8) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// A value of each shape in turn.
uri::value value_from(const std::vector<std::string>& lines, std::size_t turn) {
  const auto line = [&](std::size_t i) { return lines[(turn + i) % lines.size()]; };
  const uri::value first{line(0)};
  const uri::value second{line(1)};
  switch (turn % 5) {
  case 0: return first;
  case 1: return {uri::value::list{first, second}};
  case 2: return {uri::value::object{{line(2), first}, {line(3), second}}};
  case 3: return {uri::value::object{{line(2), {uri::value::list{first}}}}};
  default: return {};
  }
}

void check_expansion(std::string_view text, const std::vector<std::string>& lines) {
  const result<uri::uri_template> t = uri::uri_template::parse(text);
  if (!t) return;
  const std::vector<std::string> names = t->names();
  std::vector<uri::value> values;
  for (std::size_t i = 0; i < names.size(); ++i)
    values.push_back(value_from(lines, i));
  std::vector<uri::variable> variables;
  for (std::size_t i = 0; i < names.size(); ++i)
    variables.push_back({names[i], &values[i]});
  if (const result<std::string> out = t->expand(variables)) expect(is_visible_ascii(*out));
}

void check_url(const std::string& text, const std::vector<std::string>& lines) {
  const result<uri::url_template> t = uri::url_template::parse("https://host.test/" + text);
  if (!t) return;
  const std::vector<std::string> names = t->names();
  std::vector<uri::value> values;
  for (std::size_t i = 0; i < names.size(); ++i)
    values.push_back(value_from(lines, i));
  std::vector<uri::path_parameter> parameters;
  for (std::size_t i = 0; i < names.size(); ++i)
    parameters.push_back({names[i], &values[i], {}});
  const result<std::string> filled = t->fill(parameters);
  if (!filled) return;
  const result<uri::http_url> url = uri::parse_http_url(*filled);
  if (!url) return;
  expect(url->host == "host.test" && url->scheme == "https" && url->port == 443);
  if (text.find('.') != std::string::npos || text.find("%2") != std::string::npos) return;
  const std::string path = url->target.substr(0, url->target.find('?'));
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    expect(!uri::is_dot_segment(std::string_view(path).substr(begin, end - begin)));
    begin = end + 1;
  }
}

void check_styles(const std::vector<std::string>& lines) {
  using uri::place;
  for (const place in : {place::path, place::query, place::cookie}) {
    for (const std::string_view name :
         {"matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject"}) {
      const auto style = uri::find_style(in, name);
      for (std::size_t turn = 0; style && turn < 16; ++turn) {
        const result<std::string> out =
            uri::write_parameter(in, "a", value_from(lines, turn % 4), {*style, turn % 2 == 0, turn > 7});
        if (!out) continue;
        std::string shown = *out;
        if (in == place::cookie) std::erase(shown, ' ');
        expect(is_visible_ascii(shown));
        const bool ends_early = shown.find_first_of(in == place::path    ? "/?#"
                                                    : in == place::query ? "#"
                                                                         : "\",\\") != std::string::npos;
        expect(!ends_early || (in == place::cookie && shown.find('"') == std::string::npos));
      }
    }
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string> lines = lines_of({reinterpret_cast<const char*>(data), size});
  if (lines.empty()) return 0;
  check_expansion(lines.front(), lines);
  check_url(lines.front(), lines);
  check_styles(lines);
  return 0;
}
