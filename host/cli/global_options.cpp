#include "cli/global_options.hpp"

#include "document/pointer.hpp"
#include "files/read_file.hpp"

namespace http_task::host {

result<json::object> instance_options(const global_options& globals) {
  json::value options = json::object();
  if (!globals.options_file.empty()) {
    const auto text = read_input(globals.options_file);
    if (!text) return text.error();
    auto object = parse_object(*text, input_name(globals.options_file));
    if (!object) return std::move(object).error();
    options = *std::move(object);
  }
  for (const std::string& host : globals.allow) {
    if (options.get_object().if_contains("egress") == nullptr)
      options.get_object().emplace("egress", json::object());
    json::value& egress = options.at("egress");
    if (egress.is_object() && egress.get_object().if_contains("allow") == nullptr)
      egress.get_object().emplace("allow", json::array());
    if (const auto added = set_at(options, "/egress/allow/-", json::value(host)); !added)
      return added.error();
  }
  if (!globals.files.empty()) options.get_object()["files"] = json::object{{"directory", globals.files}};
  return std::move(options.get_object());
}

} // namespace http_task::host
