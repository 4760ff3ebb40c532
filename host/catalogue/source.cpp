#include "catalogue/source.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view standard_input = "standard input";
constexpr std::string_view npm_prefix = "npm:";
constexpr std::string_view member_mark = "/./";

bool is_url(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

std::string absolute(std::string_view path) {
  std::string name = fs::absolute(fs::path(path)).lexically_normal().string();
  while (name.size() > 1 && name.ends_with('/'))
    name.pop_back();
  return name;
}

// npm takes paths too; they are recognised as npm does.
bool is_path(std::string_view package) {
  return package.starts_with("./") || package.starts_with("../") || package.starts_with('/');
}

} // namespace

source source_named(const std::string& what) {
  if (what == "-") return {source_kind::standard_input, {}, {}};
  if (is_url(what)) return {source_kind::url, what, {}};
  if (what.starts_with(npm_prefix)) {
    const std::string package = what.substr(npm_prefix.size());
    return {source_kind::npm, is_path(package) ? absolute(package) : package, {}};
  }
  std::error_code error;
  return {fs::is_directory(what, error) ? source_kind::folder : source_kind::file, absolute(what), {}};
}

std::string to_record(const source& s) {
  if (s.kind == source_kind::standard_input) return std::string(standard_input);
  return std::string(s.kind == source_kind::npm ? npm_prefix : "") + s.root +
         (s.member.empty() ? std::string() : std::string(member_mark) + s.member);
}

source read_record(std::string_view recorded) {
  if (recorded.empty() || recorded == standard_input) return {source_kind::standard_input, {}, {}};
  if (is_url(recorded)) return {source_kind::url, std::string(recorded), {}};
  source s;
  if (recorded.starts_with(npm_prefix)) {
    s.kind = source_kind::npm;
    recorded.remove_prefix(npm_prefix.size());
  }
  const std::size_t mark = recorded.find(member_mark);
  s.root = recorded.substr(0, mark);
  if (mark != std::string_view::npos) {
    s.member = recorded.substr(mark + member_mark.size());
    if (s.kind == source_kind::file) s.kind = source_kind::folder;
  }
  return s;
}

std::string api_of_member(std::string_view member) {
  const std::size_t dot = member.rfind('.');
  const std::size_t slash = member.rfind('/');
  const bool has_ending =
      dot != std::string_view::npos && dot > 0 && (slash == std::string_view::npos || dot > slash + 1);
  std::string api(has_ending ? member.substr(0, dot) : member);
  std::ranges::replace(api, ':', '-');
  return api;
}

} // namespace http_task::host
