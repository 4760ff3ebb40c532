#include "uri/reference.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace http_task::uri {
namespace {

bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string authority_of(const http_url& url) {
  const bool is_v6 = url.host.find(':') != std::string::npos;
  return (is_v6 ? "[" + url.host + "]" : url.host) + ":" + std::to_string(url.port);
}

// Where the path begins, or what stands in its place.
std::size_t path_of(std::string_view reference) {
  if (!scheme_of(reference).empty()) return outline_of(reference).path;
  return reference.starts_with("//") ? std::min(reference.find_first_of("/?", 2), reference.size()) : 0;
}

std::string escape_path_and_query(std::string_view reference) {
  constexpr std::string_view odd = " \"<>[]^`{|}";
  const std::size_t path = std::min(path_of(reference), reference.size());
  std::string escaped(reference.substr(0, path));
  for (const char c : reference.substr(path)) {
    if (static_cast<unsigned char>(c) >= 0x80 || odd.find(c) != std::string_view::npos)
      escaped += percent_encode({&c, 1});
    else
      escaped += c;
  }
  return escaped;
}

} // namespace

std::string_view scheme_of(std::string_view reference) noexcept {
  const std::size_t end = reference.find_first_of(":/?#");
  if (end == std::string_view::npos || reference[end] != ':' || end == 0 || !is_letter(reference[0]))
    return {};
  const std::string_view scheme = reference.substr(0, end);
  const bool well_formed = std::ranges::all_of(scheme, [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  return well_formed ? scheme : std::string_view();
}

std::string remove_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  bool ends_in_slash = true;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    ends_in_slash = segment == "." || segment == "..";
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (segment != ".") {
      kept.push_back(segment);
    }
  }
  std::string clean;
  for (const std::string_view segment : kept)
    clean.append("/").append(segment);
  if (ends_in_slash) clean += '/';
  return clean;
}

result<http_url> resolve_reference(const http_url& base, std::string_view written) {
  const std::string reference = escape_path_and_query(written.substr(0, written.find('#')));
  std::string absolute;
  if (!scheme_of(reference).empty()) {
    absolute = reference;
  } else if (reference.starts_with("//")) {
    absolute = base.scheme + ":" + std::string(reference);
  } else {
    const std::string_view base_path = std::string_view(base.target).substr(0, base.target.find('?'));
    absolute = base.scheme + "://" + authority_of(base);
    if (reference.empty())
      absolute += base.target;
    else if (reference.starts_with('?'))
      absolute.append(base_path).append(reference);
    else if (reference.starts_with('/'))
      absolute += reference;
    else
      absolute.append(base_path.substr(0, base_path.rfind('/') + 1)).append(reference);
  }
  result<http_url> url = parse_http_url(absolute);
  if (!url) return url;
  const std::size_t query = std::min(url->target.find('?'), url->target.size());
  url->target =
      remove_dot_segments(std::string_view(url->target).substr(0, query)) + url->target.substr(query);
  return url;
}

} // namespace http_task::uri
