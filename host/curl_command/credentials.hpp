// Credentials of a pasted command: put aside under names of secrets, so that the settings hold
// ${secrets.NAME}.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

class credentials {
public:
  // `host`: of the URL; names begin as prefill has them: DIALPAD_... for dialpad.com.
  explicit credentials(std::string_view host);

  // "${secrets.PREFIX_NAME}" in place of `value`. The same value has one name. A value that is a variable of
  // the workflow's input already, or the mask of our own export ("***"), is a secret whose value is not
  // known.
  std::string keep(std::string_view name, std::string_view value);

  // By their names: in the order in which they were kept.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> take() { return std::move(values_); }

private:
  std::string prefix_;
  std::vector<std::pair<std::string, std::string>> values_;
};

// Whether a header field, a parameter or a member of that name holds a credential, as far as names tell.
[[nodiscard]] bool is_secret_name(std::string_view name);
[[nodiscard]] bool is_secret_parameter(std::string_view name); // of a query

// "X-Api-Key" to "API_KEY".
[[nodiscard]] std::string secret_name(std::string_view name);

// RFC 4648, section 4; "" where it is none.
[[nodiscard]] std::string base64_decoded(std::string_view text);

} // namespace http_task::host
