// The body of a pasted command: what -d, -F and their kin say together.
#pragma once

#include "curl_command/credentials.hpp"
#include "curl_command/curl_command.hpp"
#include "document/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

class curl_body {
public:
  explicit curl_body(std::vector<curl_warning>& warnings) : warnings_(warnings) {}

  // One option each; `written` is for warnings.
  void add_data(std::string_view value, std::string_view written, bool may_be_file, bool keeps_lines);
  void add_urlencoded(std::string_view value, std::string_view written);
  void add_json(std::string_view value, std::string_view written);
  void add_form(std::string_view value, std::string_view written, bool literal);
  void add_file(std::string_view name, std::string_view written);

  [[nodiscard]] bool present() const noexcept { return has_data_ || !form_.empty() || !file_.empty(); }
  [[nodiscard]] bool is_json() const noexcept { return is_json_; }
  [[nodiscard]] bool is_form() const noexcept { return !form_.empty(); }
  [[nodiscard]] bool is_upload() const noexcept { return is_upload_; }
  // What -G puts behind the URL.
  [[nodiscard]] const std::string& data() const noexcept { return data_; }

  // Puts `body` or `bodyFile` into the settings. `content_type`: of the header field, or what curl takes by
  // itself.
  void put(json::object& settings, std::string_view content_type, credentials& secrets);

private:
  void warn(std::string_view option, std::string detail) {
    warnings_.push_back({std::string(option), std::move(detail)});
  }
  void append(std::string_view text);
  void put_json(json::object& settings, credentials& secrets);

  std::vector<curl_warning>& warnings_;
  std::string data_;
  bool has_data_ = false;
  bool is_json_ = false;
  bool is_upload_ = false;
  std::string file_;
  std::vector<std::pair<std::string, json::value>> form_;
};

} // namespace http_task::host
