#include "curl_command/curl_command.hpp"

#include "curl_command/curl_options.hpp"
#include "curl_command/curl_reader.hpp"
#include "curl_command/shell_words.hpp"

#include <set>

namespace http_task::host {
namespace {

bool is_curl(std::string_view word) {
  const std::size_t slash = word.find_last_of("/\\");
  const std::string_view name = slash == std::string_view::npos ? word : word.substr(slash + 1);
  return name == "curl" || name == "curl.exe";
}

// Where the words behind "curl" begin. In front of it a prompt may stand, and variables that are set for it.
std::size_t options_of(const std::vector<std::string>& words, curl_reader& reader) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (is_curl(word)) return i + 1;
    const bool prompt = i == 0 && (word == "$" || word == "%" || word == ">");
    const std::size_t equals = word.find('=');
    if (!prompt && (equals == std::string::npos || equals == 0 || word.front() == '-')) return 0;
    if (!prompt) reader.warn(word.substr(0, equals), "A variable that would have been set for curl.");
  }
  return 0;
}

// Each variable of the shell once; expressions of a workflow are none.
void name_variables(const std::vector<std::string>& words, curl_reader& reader) {
  std::set<std::string> names;
  for (const std::string& word : words) {
    for (std::size_t at = word.find(variable_begin); at != std::string::npos;
         at = word.find(variable_begin, at + 1)) {
      const std::string name = word.substr(at + 1, word.find(variable_end, at) - at - 1);
      if (name.find_first_of(".[") != std::string::npos || !names.insert(name).second) continue;
      reader.warn("$" + name,
                  "A variable of the shell, whose value is not known here: the settings have an expression "
                  "of that name in its place.");
    }
  }
}

} // namespace

result<curl_import> read_curl_command(std::string_view text) {
  const auto command = split_command(text);
  if (!command) return command.error();
  curl_reader reader;
  const std::size_t begin = options_of(command->words, reader);
  if (begin == 0)
    return make_problem("input.invalid", "Expected a command that begins with curl.",
                        "In a browser's developer tools, choose \"Copy as cURL\".");
  name_variables(command->words, reader);
  const curl_arguments arguments = read_curl_arguments(std::span(command->words).subspan(begin));
  for (const std::string& option : arguments.unknown)
    reader.warn(option, "curl has no such option, or it is newer than this program.");
  for (const std::string& option : arguments.without_value)
    reader.warn(option, "Its value is missing.");
  for (const curl_argument& argument : arguments.list) {
    if (!reader.take(argument)) break;
  }
  if (!command->follows.empty())
    reader.warn(command->follows.substr(0, command->follows.find_first_of(" \n")),
                "What stands behind the command is not part of the request: " +
                    command->follows.substr(0, 200));
  return reader.finish();
}

json::object to_json(const curl_import& import) {
  json::array warnings;
  for (const curl_warning& w : import.warnings)
    warnings.push_back(json::object{{"option", w.option}, {"detail", w.detail}});
  json::object secrets;
  for (const auto& [name, value] : import.secrets)
    secrets.emplace(name, value);
  return {{"settings", import.settings}, {"warnings", std::move(warnings)}, {"secrets", std::move(secrets)}};
}

} // namespace http_task::host
