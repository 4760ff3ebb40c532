// A secret, and a text in which it may stand: the first line and the rest. Nothing of the secret is left,
// however it is encoded, and the search ends.
#include "base/redact.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace http_task;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::string_view secret = all.substr(0, all.find('\n'));
  const std::string text(all.substr(std::min(secret.size() + 1, all.size())));
  if (secret.size() > 64) return 0; // what is ambiguous is searched for within bounds
  redactor r;
  r.add(secret);
  if (r.empty()) return 0;
  if (r.contains_secret(text) != (r.redact(text) != text) && secret.find('*') == std::string_view::npos)
    std::abort();
  for (const std::string& form :
       {std::string(secret), percent_encode(secret), json_escape(secret), base64_encode(secret)}) {
    if (!r.contains_secret(text + form)) std::abort();
  }
  return 0;
}
