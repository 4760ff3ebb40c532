#include "cli/secrets.hpp"

#include "files/read_file.hpp"

#include <algorithm>
#include <cstdlib>

namespace http_task::host {
namespace {

constexpr std::string_view name_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
constexpr std::string_view how = "Write --secret NAME=@FILE or --secret NAME=env:VARIABLE.";
constexpr std::uint64_t max_secret_bytes = std::uint64_t{1} << 20U;

result<std::string> from_environment(const std::string& name, const std::string& variable) {
  const char* value = std::getenv(variable.c_str());
  if (value == nullptr || *value == '\0')
    return make_problem("secrets.missing",
                        "Secret " + name + ": the environment variable " + variable + " is not set.",
                        "Set and export it, or give the secret as a file: --secret " + name + "=@FILE.");
  return std::string(value);
}

result<std::string> from_file(const std::string& file) {
  auto content = read_file(file, max_secret_bytes);
  if (!content) return content;
  if (content->ends_with('\n')) content->pop_back();
  if (content->ends_with('\r')) content->pop_back();
  return content;
}

result<std::string> value_of(const std::string& name, const std::string& source) {
  if (source.starts_with("env:") && source.size() > 4) return from_environment(name, source.substr(4));
  if (source.starts_with('@') && source.size() > 1) return from_file(source.substr(1));
  return make_problem("usage",
                      "--secret " + name +
                          ": a value in the arguments could be read by every process of this "
                          "machine, and by the shell's history.",
                      std::string(how));
}

// The inside of ${...}: secrets.NAME, also as workflow.secrets.NAME; "" for anything else.
std::string_view secret_named_by(std::string_view path) {
  const std::size_t first = std::min(path.find_first_not_of(' '), path.size());
  path.remove_prefix(first);
  path = path.substr(0, path.find_last_not_of(' ') + 1);
  for (const std::string_view prefix : {"workflow.", "secrets."}) {
    if (path.starts_with(prefix))
      path.remove_prefix(prefix.size());
    else if (prefix == "secrets.")
      return {};
  }
  return path.substr(0, std::min(path.find_first_not_of(name_characters), path.size()));
}

} // namespace

result<json::object> read_secrets(const std::vector<std::string>& arguments) {
  json::object secrets;
  for (const std::string& argument : arguments) {
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    // The argument is not repeated: it may be the secret itself.
    if (equals == std::string::npos || name.empty() ||
        name.find_first_not_of(name_characters) != std::string::npos)
      return make_problem("usage", "--secret begins with a name of letters, digits, _ and -, followed by =.",
                          std::string(how));
    if (secrets.contains(name)) return make_problem("usage", "--secret " + name + " is given twice.");
    auto value = value_of(name, argument.substr(equals + 1));
    if (!value) return std::move(value).error();
    secrets.emplace(name, *value);
  }
  return secrets;
}

std::set<std::string> secrets_used(const json::value& settings) {
  std::set<std::string> names;
  for_each_string(settings, [&](std::string_view text) {
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 2)) {
      const std::size_t end = text.find('}', at);
      if (end == std::string_view::npos) return;
      if (at > 0 && text[at - 1] == '$') continue;
      const std::string_view name = secret_named_by(text.substr(at + 2, end - at - 2));
      if (!name.empty()) names.emplace(name);
    }
  });
  return names;
}

result<void> require_secrets(const std::set<std::string>& used, const json::object& given) {
  std::string missing;
  std::string arguments;
  for (const std::string& name : used) {
    if (given.contains(name)) continue;
    missing += (missing.empty() ? "" : ", ") + name;
    arguments += " --secret " + name + "=env:" + name;
  }
  if (missing.empty()) return {};
  return make_problem("secrets.missing", "The settings use secrets that were not given: " + missing + ".",
                      "Add" + arguments +
                          " (or NAME=@FILE) to the command. --sandbox and --dry-run need no secrets.");
}

json::object placeholders(const std::set<std::string>& used, std::string_view prefix) {
  json::object secrets;
  for (const std::string& name : used)
    secrets.emplace(name, std::string(prefix) + "-" + name);
  return secrets;
}

} // namespace http_task::host
