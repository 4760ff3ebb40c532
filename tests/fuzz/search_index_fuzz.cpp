// A damaged index: the input says which bytes of a sound one are replaced, and with what; then it is
// searched.
#include "search/index_builder.hpp"
#include "search/searcher.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace http_task::search;

std::string sound_index() {
  index_builder builder;
  const std::vector<std::string> tags{"Orders", "Shop"};
  const std::vector<std::string> parameters{"order_id", "limit"};
  for (const char* id : {"shop.example/v1", "shop.example/v2"}) {
    builder.begin_api({.id = id, .title = "Shop API", .version = id});
    for (int i = 0; i < 40; ++i) {
      const std::string path = "/orders/{order_id}/items" + std::to_string(i);
      builder.add({.method = i % 2 == 0 ? "GET" : "POST",
                   .path = path,
                   .operation_id = "listOrderItems",
                   .title = "List items of an order",
                   .summary = "Lists all items.",
                   .description = "Lists all items of the order.",
                   .tags = tags,
                   .parameters = parameters});
    }
  }
  return builder.finish().value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string sound = sound_index();
  std::string bytes = sound;
  std::size_t i = 0;
  for (; i + 4 <= size && data[i] != 0xFF; i += 4) {
    const std::size_t at = (data[i] * 65536U + data[i + 1] * 256U + data[i + 2]) % bytes.size();
    bytes[at] = static_cast<char>(data[i + 3]);
  }
  const auto opened = index::open(bytes);
  if (!opened) return 0;
  const searcher over({*opened});
  const std::string text(reinterpret_cast<const char*>(data) + i, size - i);
  for (const char* query :
       {"", "list order items", "orders/{id}/items3", "ordr itmes", "o", "api:shop.example/v1 tag:shop get"})
    static_cast<void>(over.find({.text = query, .limit = 100}));
  static_cast<void>(over.find({.text = text, .limit = 100}));
  return 0;
}
