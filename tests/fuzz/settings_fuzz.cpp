// Any JSON as request settings, on the whole way to a request and through validation and prefill: what would
// be sent has no byte that could end a line of the header.
#include "request/build.hpp"
#include "request/curl.hpp"
#include "request/resolve.hpp"
#include "settings/prefill.hpp"
#include "settings/read.hpp"
#include "settings/validate.hpp"
#include "json/parse.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace http_task;

void expect(bool good) {
  if (!good) std::abort();
}

void check_request(const message::request& r) {
  const auto visible = [](char c) { return c > 0x20 && c < 0x7F; };
  expect(message::is_token(r.method) && std::ranges::all_of(r.target, visible) && r.target.starts_with('/'));
  for (const message::field& f : r.headers)
    expect(message::is_token(f.name) && message::is_field_value(f.value));
  for (const std::string_view reserved : {"Host", "Content-Length", "Transfer-Encoding", "Connection"})
    expect(!r.headers.contains(reserved));
}

} // namespace

// The text of settings, or of [settings, description].
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const result<json::value> input =
      json::parse({reinterpret_cast<const char*>(data), size}, {.depth = 64, .bytes = 1U << 16U});
  if (!input) return 0;
  const json::array* pair = input->if_array();
  const bool has_description = pair && pair->size() == 2;
  const json::value& stored = has_description ? (*pair)[0] : *input;
  const json::value* description = has_description ? &(*pair)[1] : nullptr;

  const settings::report found = settings::validate(stored, description);
  if (description) {
    if (const result<settings::prefilled> p = settings::prefill(*description, &stored))
      (void)settings::validate(p->settings, description);
  }

  static const json::value context = json::parse(R"({"workflow":{"input":{"a":"/../\r\n","n":1}}})").value();
  static const json::value secrets = json::parse(R"({"K":"hunter22"})").value();
  redactor used;
  const result<json::value> resolved = request::resolve(stored, {&context, &secrets.as_object()}, used);
  if (!resolved) return 0;
  const result<settings::request_settings> read = settings::read(*resolved);
  if (!read) return 0;
  const result<request::prepared> built = request::build(*read, {}, used);
  if (!built) return 0;
  check_request(built->message);
  (void)request::to_curl(built->message, *read, used);
  // What would be sent as it stands was not refused by the check before.
  if (*resolved == stored && !description)
    expect(settings::validate(stored, nullptr, settings::stage::resolved).valid());
  return 0;
}
