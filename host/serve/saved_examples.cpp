#include "serve/saved_examples.hpp"

#include "document/layout.hpp"
#include "files/atomic_file.hpp"
#include "files/file_name.hpp"
#include "files/read_file.hpp"
#include "files/user_folders.hpp"

#include <system_error>

namespace http_task::host {
namespace {

constexpr std::size_t longest_name = 200;

bool is_usable(std::string_view text) {
  return !text.empty() && text.size() <= longest_name;
}

} // namespace

saved_examples saved_examples::of_user() {
  const auto data = user_data_folder();
  return saved_examples(data ? std::optional(*data / "examples") : std::nullopt);
}

std::filesystem::path saved_examples::file_of(std::string_view endpoint) const {
  return *folder_ / (file_name_of(endpoint) + ".json");
}

result<json::object> saved_examples::read(std::string_view endpoint) const {
  if (!folder_ || !is_usable(endpoint)) return json::object();
  const std::filesystem::path file = file_of(endpoint);
  const auto text = read_file(file);
  if (!text && text.error().type == "file.not_found") return json::object();
  if (!text) return text.error();
  return parse_object(*text, file.string());
}

result<void> saved_examples::save(std::string_view endpoint, std::string_view name,
                                  const json::object& settings) const {
  if (!is_usable(endpoint) || !is_usable(name))
    return make_problem("input.invalid", "Expected an endpoint and a name, 200 characters at most each.");
  if (!folder_)
    return make_problem("file.unwritable", "There is no home folder to keep it in.", "Set XDG_DATA_HOME.");
  std::error_code error;
  std::filesystem::create_directories(*folder_, error);
  const auto lock = folder_lock::take(file_of(endpoint));
  if (!lock) return lock.error();
  auto examples = read(endpoint);
  if (!examples) return std::move(examples).error();
  (*examples)[name] = settings;
  return write_file(file_of(endpoint), indent_json(to_text(*examples)) + "\n");
}

} // namespace http_task::host
