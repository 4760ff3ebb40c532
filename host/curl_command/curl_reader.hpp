// The options of a pasted command one after the other, gathered to settings.
#pragma once

#include "curl_command/credentials.hpp"
#include "curl_command/curl_body.hpp"
#include "curl_command/curl_command.hpp"
#include "curl_command/curl_options.hpp"
#include "curl_command/curl_url.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

class curl_reader {
public:
  curl_reader() : body_(out_.warnings) {}

  void warn(std::string_view option, std::string detail);
  // False: the rest of the command is about another request.
  [[nodiscard]] bool take(const curl_argument& argument);
  [[nodiscard]] result<curl_import> finish();

private:
  // curl_reader.cpp
  void take_header(std::string_view text, std::string_view written);
  void take_time(std::string_view member, const curl_argument& a);
  void take_retry(const curl_argument& a);
  void take_certificate(const curl_argument& a);
  [[nodiscard]] curl_argument as_text(const curl_argument& argument);
  std::optional<double> number(const curl_argument& a);
  [[nodiscard]] const std::string* header(std::string_view name) const;

  // curl_settings.cpp
  [[nodiscard]] result<std::string> chosen_url();
  [[nodiscard]] std::string method() const;
  void put_url(curl_url url, json::object& settings);
  void put_headers(json::object& settings);
  void put_content(json::object& settings);
  void put_authorization(std::string_view value, json::object& headers);
  void put_authentication(json::object& settings);
  void put_redirect(json::object& settings);
  void put_proxy(json::object& settings);
  std::string keep(std::string_view option, std::string_view name, std::string_view value);

  curl_import out_;
  curl_body body_;
  std::optional<credentials> secrets_; // once the host is known
  std::vector<std::string> urls_;
  std::string method_;
  bool get_ = false;
  bool head_ = false;
  bool follow_ = false;
  bool globs_ = true;
  std::optional<std::int64_t> max_redirects_;
  std::vector<std::pair<std::string, std::string>> headers_; // as they were written, variables marked
  std::vector<std::string> removed_;                         // in lower case: fields that curl shall not send
  std::string cookies_;
  std::string url_query_;
  std::optional<std::string> user_;
  std::optional<std::string> bearer_;
  std::string proxy_;
  std::string proxy_user_;
  std::string no_proxy_;
  json::object tls_;
  json::object retry_;
  json::object others_; // members of the settings that one option alone says
  json::object authentication_;
};

} // namespace http_task::host
