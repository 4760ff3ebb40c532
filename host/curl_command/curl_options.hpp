// The options of curl (those of 8.x that HTTP has a use for, and all that take a value, so that none is
// mistaken for a URL), and a command line taken apart into them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

enum class curl_role {
  url,
  method,
  header,
  data,
  data_raw,
  data_binary,
  data_urlencode,
  json,
  form,
  form_string,
  upload,
  user,
  bearer,
  insecure,
  location,
  max_redirects,
  redirect_protocols,
  get,
  head,
  user_agent,
  referer,
  cookie,
  proxy,
  socks5,
  socks5_hostname,
  proxy_user,
  no_proxy,
  total_time,
  connect_time,
  ca,
  certificate,
  key,
  passphrase,
  tls_1_2,
  tls_1_3,
  range,
  retry,
  retry_delay,
  max_size,
  output,
  next,
  glob_off,
  url_query,
  same,    // the client does so anyway, or it only concerns what curl prints
  dropped, // has no counterpart; `note` says what it would have done
};

struct curl_option {
  std::string_view name;
  char letter; // '\0' where there is none
  bool takes_value;
  curl_role role;
  std::string_view note = {};
};

[[nodiscard]] std::span<const curl_option> curl_options() noexcept;

struct curl_argument {
  const curl_option* option; // nullptr: a word that is none, and so a URL
  std::string written;       // as it stood: "-X", "--request"
  std::string value;
};

struct curl_arguments {
  std::vector<curl_argument> list;
  std::vector<std::string> unknown; // options that curl does not have, or that we do not know
  std::vector<std::string> without_value;
};

// `words` are those behind "curl". Names may be cut short where one option alone begins so, letters may stand
// together
// ("-sSLX POST"), and a value may stand right behind its letter ("-XPOST").
[[nodiscard]] curl_arguments read_curl_arguments(std::span<const std::string> words);

} // namespace http_task::host
