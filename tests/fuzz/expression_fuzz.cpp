// Any text as a template over a small context: no crash, literals stay, secrets that come out were noted.
#include "expression/resolve.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace http_task;
  static const json::value context =
      json::parse(
          R"({"workflow":{"input":{"a":"${secrets.K}","n":1,"l":[1,{"b":null}]}},"r":{"output":[[2]]}})")
          .value();
  // It does not begin as an escape of JSON ends: a tab before "he" would be written as \the.
  static const json::value secrets = json::parse(R"({"K":"secret-value-of-K"})").value();
  const std::string_view text(reinterpret_cast<const char*>(data), size);

  redactor used;
  const result<json::value> r =
      expression::resolve(json::value(text), {&context, &secrets.as_object()}, used);
  const bool has_secret = r && json::write(*r).find("secret-value-of-K") != std::string::npos;
  if (has_secret && !used.contains_secret("secret-value-of-K") && text.find("secret-value-of-K") == text.npos)
    std::abort();
  if (r && text.find("${") == text.npos && *r != json::value(text)) std::abort();
  // What the syntax check accepts is not refused for its syntax later.
  const bool good_syntax = expression::check_syntax(json::value(text)).empty();
  if (good_syntax == (!r && r.error().type == "expression.invalid")) std::abort();
  return 0;
}
