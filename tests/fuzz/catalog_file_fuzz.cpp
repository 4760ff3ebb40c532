// A damaged catalogue file: the input says which bytes of a sound one are replaced, and with what, and
// whether the checksums are set right again; then it is opened, described, searched and taken over.
#include "catalog/catalog.hpp"
#include "store/bytes.hpp"
#include "store/checksum.hpp"
#include "store/file.hpp"
#include "store/writer.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

namespace {

using namespace http_task;

constexpr std::string_view document = R"({"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"},
  "servers": [{"url": "https://shop.example"}], "paths": {"/orders": {"get": {"operationId": "orders.list",
  "summary": "List orders", "responses": {"200": {"description": "ok", "content": {"application/json": {"schema":
  {"$ref": "#/components/schemas/Order"}}}}}}, "post": {"responses": {}}}}, "components": {"schemas": {"Order":
  {"type": "object", "properties": {"id": {"type": "integer"}}}}}})";

std::string sound_file() {
  const std::string path = "/tmp/catalog_file_fuzz." + std::to_string(::getpid());
  {
    const auto w = std::move(store::writer::create(path, "").value());
    static_cast<void>(w->add(document, {}).value());
    static_cast<void>(w->add(document, {.api = "shop.example/v2"}).value());
    static_cast<void>(w->finish().value());
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  std::remove(path.c_str());
  return bytes;
}

template<class T>
void put(std::string& bytes, std::size_t offset, const T& value) {
  std::string text;
  store::append_value(text, value);
  bytes.replace(offset, text.size(), text);
}

// So that what a checksum would catch is read as well.
void set_checksums_right(std::string& bytes) {
  if (bytes.size() < sizeof(store::file_header)) return;
  auto header = store::value_at<store::file_header>(bytes, 0);
  const auto part = [&](std::uint64_t offset, std::uint64_t size) {
    return offset <= bytes.size() && size <= bytes.size() - offset
               ? std::string_view(bytes).substr(offset, size)
               : std::string_view();
  };
  const std::string_view tables = part(header.tables.offset, header.tables.size);
  for (std::size_t i = 0; i < 2 && (i + 1) * sizeof(store::api_entry) <= tables.size(); ++i) {
    auto entry = store::value_at<store::api_entry>(tables, i * sizeof(store::api_entry));
    const std::string_view extent = part(entry.extent.offset, entry.extent.size);
    entry.extent.checksum = store::checksum_of(extent);
    if (entry.directory_size <= extent.size())
      entry.directory_checksum = store::checksum_of(extent.substr(extent.size() - entry.directory_size));
    put(bytes, header.tables.offset + i * sizeof(store::api_entry), entry);
  }
  header.size = bytes.size();
  header.tables.checksum = store::checksum_of(part(header.tables.offset, header.tables.size));
  header.index.checksum = store::checksum_of(part(header.index.offset, header.index.size));
  put(bytes, 0, header);
  header.checksum =
      store::checksum_of(std::string_view(bytes).substr(0, sizeof header - sizeof header.checksum));
  put(bytes, 0, header);
}

void use(const std::string& path) {
  catalog::catalog c(false);
  if (!c.open_file(path)) return;
  static_cast<void>(catalog::catalog::check_file(path));
  static_cast<void>(c.file_contents(path));
  static_cast<void>(c.list());
  for (const char* name :
       {"shop.example:GET:/orders", "shop.example/v2:POST:/orders", "orders.list", "nothing"})
    static_cast<void>(c.find(name));
  for (const char* query : {"", "list orders", "ordr", "api:shop.example"})
    static_cast<void>(c.search({.text = query}));
  const auto file = store::file::open(path);
  if (!file) return;
  for (std::uint32_t i = 0; i < (*file)->apis() && i < 4; ++i)
    if (const auto api = (*file)->open_api(i))
      static_cast<void>(api->for_each_operation(
          [&](const store::stored_operation& o) { static_cast<void>(api->describe(o)); }));
  const auto w = store::writer::create(path + ".new", path);
  if (!w) return;
  static_cast<void>((*w)->add(document, {}));
  static_cast<void>((*w)->add(R"({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths":
    {"/orders": {"get": {}}}})",
                              {.api = "shop.example"}));
  static_cast<void>((*w)->finish());
  std::remove((path + ".new").c_str());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string sound = sound_file();
  static const std::string path = "/tmp/catalog_file_fuzz." + std::to_string(::getpid()) + ".damaged";
  std::string bytes = sound;
  const bool right = size > 0 && data[0] % 2 == 1;
  for (std::size_t i = 1; i + 4 <= size; i += 4) {
    const std::size_t at = (data[i] * 65536U + data[i + 1] * 256U + data[i + 2]) % bytes.size();
    bytes[at] = static_cast<char>(data[i + 3]);
  }
  if (size > 2 && data[0] >= 0xF0) bytes.resize((data[1] * 256U + data[2]) % bytes.size());
  if (right) set_checksums_right(bytes);
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  use(path);
  std::remove(path.c_str());
  return 0;
}
