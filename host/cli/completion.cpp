// http-task completion: scripts that complete commands and options in a shell, made from what the commands
// declare.
#include "cli/command_line.hpp"

#include <memory>
#include <string>
#include <vector>

namespace http_task::host {
namespace {

struct completable {
  std::string name; // of the command; "" for the options that every command takes
  std::string description;
  std::vector<std::string> words; // its options and commands
};

std::vector<std::string> words_of(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    words.push_back(command->get_name());
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames())
      words.push_back("--" + name);
  }
  return words;
}

std::vector<completable> completables(const CLI::App& app) {
  std::vector<completable> all{{"", "", words_of(app)}};
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    all.push_back({command->get_name(), command->get_description(), words_of(*command)});
  return all;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : " ") + word;
  return text;
}

// Asked of the catalogue whenever somebody completes one. They are foreign text, so nothing that expands
// words, as compgen -W does, may see them.
constexpr const char* ids_of_apis =
    "  case \"${COMP_WORDS[COMP_CWORD-1]} ${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n"
    "    --api\\ *|*\\ catalog\\ remove|*\\ catalog\\ refresh)\n"
    "      while IFS= read -r api; do\n"
    "        case \"$api\" in \"$current\"*) COMPREPLY+=( \"$api\" ) ;; esac\n"
    "      done < <(http-task catalog list --names --filter \"$current\" 2>/dev/null)\n"
    "      return ;;\n"
    "  esac\n";

// Also zsh's, through its bashcompinit.
std::string bash_script(const std::vector<completable>& all) {
  std::string script = "_http_task() {\n"
                       "  local api current=\"${COMP_WORDS[COMP_CWORD]}\" words=\"" +
                       joined(all.front().words) + "\"\n  COMPREPLY=()\n" + ids_of_apis +
                       "  if [ \"$COMP_CWORD\" -gt 1 ]; then\n"
                       "    case \"${COMP_WORDS[1]}\" in\n";
  for (const completable& command : all) {
    if (!command.name.empty())
      script += "      " + command.name + ") words=\"" + joined(command.words) + "\" ;;\n";
  }
  return script + "    esac\n"
                  "  fi\n"
                  "  COMPREPLY=( $(compgen -W \"$words\" -- \"$current\") )\n"
                  "  case \"$current\" in -*) ;; *) COMPREPLY+=( $(compgen -f -- \"$current\") ) ;; esac\n"
                  "}\n"
                  "complete -o filenames -F _http_task http-task\n";
}

std::string zsh_script(const std::vector<completable>& all) {
  return "autoload -U +X bashcompinit && bashcompinit\n" + bash_script(all);
}

std::string fish_script(const std::vector<completable>& all) {
  const std::string ids = " -x -a '(http-task catalog list --names 2>/dev/null)'\n";
  std::string script = "complete -c http-task -n '__fish_seen_subcommand_from remove refresh'" + ids +
                       "complete -c http-task -n '__fish_seen_subcommand_from search sandbox' -l api" + ids;
  for (const completable& command : all) {
    const std::string condition = command.name.empty() ? std::string("__fish_use_subcommand")
                                                       : "__fish_seen_subcommand_from " + command.name;
    if (!command.name.empty())
      script += "complete -c http-task -n __fish_use_subcommand -a " + command.name + " -d '" +
                command.description + "'\n";
    for (const std::string& word : command.words) {
      if (word.starts_with("--"))
        script += "complete -c http-task -n '" + condition + "' -l " + word.substr(2) + "\n";
      else if (!command.name.empty())
        script += "complete -c http-task -n '" + condition + "' -a " + word + "\n";
    }
  }
  return script;
}

} // namespace

void add_completion_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("completion", "Write a script that completes commands in a shell");
  const auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([shell, &app, &line] {
    line.chosen = [shell, &app](const console& out) {
      const std::vector<completable> all = completables(app);
      out.data(*shell == "bash" ? bash_script(all) : *shell == "zsh" ? zsh_script(all) : fish_script(all));
      return exit_status::ok;
    };
  });
}

} // namespace http_task::host
