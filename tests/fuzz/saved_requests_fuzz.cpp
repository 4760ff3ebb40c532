// Any JSON as a Postman collection and as a HAR file: what is read is described.
#include "description/read.hpp"
#include "json/parse.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace http_task;
  const auto document = json::parse({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  description::read_options options;
  options.limits.operations = 50;
  for (const auto read : {description::read_postman, description::read_har})
    if (const auto api = read(*document, options))
      for (std::size_t i = 0; i < api->endpoints.size(); ++i)
        static_cast<void>(api->describe(i));
  return 0;
}
