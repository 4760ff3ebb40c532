// Documents, and files made of them, for the tests of this folder.
#pragma once

#include "store/file.hpp"
#include "store/writer.hpp"
#include "support/temp_folder.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::store::test {

// Orders and their items: shared parameters, schemas that refer to each other, security, a server.
inline std::string shop(std::string_view version = "1", std::string_view limit = "integer") {
  return R"({"openapi": "3.0.3", "info": {"title": "Shop", "version": ")" + std::string(version) +
         R"(", "x-preferred": true}, "servers": [{"url": "https://shop.example/v1"}],
    "security": [{"key": []}],
    "paths": {
      "/orders": {
        "parameters": [{"$ref": "#/components/parameters/Limit"}],
        "get": {"operationId": "orders.list", "summary": "List orders", "tags": ["Orders"],
                "description": "<p>All <b>orders</b> of the shop. Rate limit: 100 per minute.</p>",
                "responses": {"200": {"description": "ok", "content": {"application/json": {"schema":
                  {"type": "array", "items": {"$ref": "#/components/schemas/Order"}}}}}}},
        "post": {"operationId": "orders.create", "requestBody": {"content": {"application/json": {"schema":
                   {"$ref": "#/components/schemas/Order"}}}}, "responses": {}}},
      "/orders/{id}": {"delete": {"deprecated": true, "responses": {}}, "put": 5}},
    "components": {
      "parameters": {"Limit": {"name": "limit", "in": "query", "schema": {"type": ")" +
         std::string(limit) + R"("}}},
      "schemas": {"Order": {"type": "object", "required": ["items"], "properties": {
                    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
                    "price": {"type": "number", "default": 0.1}, "id": {"type": "integer", "readOnly": true}}},
                  "Item": {"type": "object", "properties": {"order": {"$ref": "#/components/schemas/Order"}}}},
      "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}}})";
}

inline std::string one_pet(std::string_view host = "pets.example") {
  return R"({"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "servers": [{"url": "https://)" +
         std::string(host) + R"("}], "paths": {"/pets": {"get": {"operationId": "pets.list"}}}})";
}

using files = std::vector<std::pair<add_options, std::string>>;

// Fails the test's process by an exception where one of the documents cannot be added.
inline void write_file(const std::string& path, const files& documents, const std::string& base = {}) {
  const std::unique_ptr<writer> w = std::move(writer::create(path, base).value());
  for (const auto& [options, document] : documents)
    static_cast<void>(w->add(document, options).value());
  static_cast<void>(w->finish().value());
}

inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

inline void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

} // namespace http_task::store::test
