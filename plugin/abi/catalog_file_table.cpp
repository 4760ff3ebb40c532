#include "abi/answer.hpp"
#include "abi/call_options.hpp"
#include "abi/guard.hpp"
#include "abi/instance.hpp"
#include "abi/tables.hpp"
#include "store/writer.hpp"

#include <memory>
#include <string>
#include <utility>

struct http_task_catalog_writer {
  http_task_instance* instance; // for its log
  std::string path;
  std::unique_ptr<http_task::store::writer> writer;
};

namespace http_task::abi {
namespace {

constexpr std::string_view no_text;

// Paths are handed to the system, which reads them up to the first zero.
result<std::string> path_of(std::string_view text, std::string_view source, std::string pointer = {}) {
  if (text.empty() || text.find('\0') != std::string_view::npos)
    return in_source(make_problem("input.invalid", "Expected the path of a file.", std::move(pointer)),
                     source);
  return std::string(text);
}

// The frame of the functions that take an instance and a path.
template<class Body>
int32_t with_path(http_task_instance* instance, const char* function, const char* path, size_t path_size,
                  http_task_document** document, Body&& body) noexcept {
  if (document == nullptr) return HTTP_TASK_E_ARGUMENT;
  *document = nullptr;
  const auto text = borrowed(path, path_size);
  if (instance == nullptr || !text) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report(function), [&]() -> int32_t {
    const auto named = path_of(*text, "path");
    if (!named) return refuse(document, named.error());
    const result<json::value> made = body(instance->catalog, *named);
    return made ? answer(document, *made) : refuse(document, made.error());
  });
}

// The frame of the functions of a writer.
template<class Body>
int32_t with_writer(http_task_catalog_writer* writer, const char* function, const void* data, size_t size,
                    http_task_document** document, Body&& body) noexcept {
  if (document == nullptr) return HTTP_TASK_E_ARGUMENT;
  *document = nullptr;
  const auto text = borrowed(data, size);
  if (writer == nullptr || !text) return HTTP_TASK_E_ARGUMENT;
  return guarded(writer->instance->report(function), [&]() -> int32_t {
    const result<json::value> made = body(*writer->writer, *text);
    return made ? answer(document, *made) : refuse(document, made.error());
  });
}

json::object counts_of(const store::file_counts& counts) {
  return {{"apis", counts.apis}, {"endpoints", counts.endpoints}};
}

int32_t open(http_task_instance* instance, const char* path, size_t path_size,
             http_task_document** document) noexcept {
  return with_path(
      instance, "open", path, path_size, document,
      [](catalog::catalog& c, const std::string& named) -> result<json::value> {
        const auto opened = c.open_file(named);
        if (!opened) return opened.error();
        return json::object{{"path", named}, {"apis", opened->apis}, {"endpoints", opened->endpoints}};
      });
}

int32_t close(http_task_instance* instance, const char* path, size_t path_size,
              http_task_document** document) noexcept {
  return with_path(instance, "close", path, path_size, document,
                   [](catalog::catalog& c, const std::string& named) -> result<json::value> {
                     const auto closed = c.close_file(named);
                     if (!closed) return closed.error();
                     return json::object{{"path", named}};
                   });
}

int32_t contents(http_task_instance* instance, const char* path, size_t path_size,
                 http_task_document** document) noexcept {
  return with_path(instance, "contents", path, path_size, document,
                   [](catalog::catalog& c, const std::string& named) -> result<json::value> {
                     return c.file_contents(named);
                   });
}

int32_t check(http_task_instance* instance, const char* path, size_t path_size,
              http_task_document** document) noexcept {
  return with_path(instance, "check", path, path_size, document,
                   [](catalog::catalog& c, const std::string& named) -> result<json::value> {
                     const auto checked = c.check_file(named);
                     if (!checked) return checked.error();
                     return json::object{{"path", named}, {"bytes", *checked}};
                   });
}

result<std::string> base_of(std::string_view options) {
  if (options.empty()) return std::string();
  const auto read = read_object(options, "options", {"base"});
  if (!read) return read.error();
  if (!read->contains("base")) return std::string();
  return path_of(json::string_member(*read, "base"), "options", "/base");
}

int32_t writer_create(http_task_instance* instance, const char* path, size_t path_size, const char* options,
                      size_t options_size, http_task_catalog_writer** writer,
                      http_task_document** document) noexcept {
  if (writer != nullptr) *writer = nullptr;
  const auto text = borrowed(options, options_size);
  if (writer == nullptr || !text) {
    if (document != nullptr) *document = nullptr;
    return HTTP_TASK_E_ARGUMENT;
  }
  return with_path(instance, "writer_create", path, path_size, document,
                   [&](catalog::catalog&, const std::string& named) -> result<json::value> {
                     const auto base = base_of(*text);
                     if (!base) return base.error();
                     auto made = store::writer::create(named, *base);
                     if (!made) return made.error();
                     const store::file_counts counts = (*made)->base();
                     *writer = new http_task_catalog_writer{instance, named, std::move(*made)};
                     return counts_of(counts);
                   });
}

result<store::add_options> add_options_of(std::string_view options) {
  store::add_options o;
  if (options.empty()) return o;
  const auto read = read_object(options, "options", {"api", "source", "folder", "file"}, {"preferred"});
  if (!read) return read.error();
  o.api = json::string_member(*read, "api");
  o.source = json::string_member(*read, "source");
  o.folder = json::string_member(*read, "folder");
  o.file = json::string_member(*read, "file");
  if (const auto* preferred = read->if_contains("preferred")) {
    if (!preferred->is_bool())
      return in_source(make_problem("input.invalid", "Expected true or false.", "/preferred"), "options");
    o.preferred = preferred->get_bool();
  }
  if (o.folder.empty() != o.file.empty())
    return in_source(make_problem("input.invalid", "\"folder\" and \"file\" go together.", "/folder"),
                     "options");
  return o;
}

int32_t writer_add(http_task_catalog_writer* writer, const void* bytes, size_t bytes_size,
                   const char* options, size_t options_size, http_task_document** document) noexcept {
  const auto text = borrowed(options, options_size);
  if (!text) {
    if (document != nullptr) *document = nullptr;
    return HTTP_TASK_E_ARGUMENT;
  }
  return with_writer(writer, "writer_add", bytes, bytes_size, document,
                     [&](store::writer& w, std::string_view source) -> result<json::value> {
                       const auto o = add_options_of(*text);
                       if (!o) return o.error();
                       const auto added = w.add(source, *o);
                       if (!added) return added.error();
                       return store::to_json(*added);
                     });
}

int32_t writer_remove(http_task_catalog_writer* writer, const char* api, size_t api_size,
                      http_task_document** document) noexcept {
  return with_writer(writer, "writer_remove", api, api_size, document,
                     [](store::writer& w, std::string_view id) -> result<json::value> {
                       const auto endpoints = w.remove(id);
                       if (!endpoints) return endpoints.error();
                       return json::object{{"api", id}, {"endpoints", *endpoints}};
                     });
}

int32_t writer_finish(http_task_catalog_writer* writer, http_task_document** document) noexcept {
  return with_writer(writer, "writer_finish", no_text.data(), no_text.size(), document,
                     [writer](store::writer& w, std::string_view) -> result<json::value> {
                       const auto finished = w.finish();
                       if (!finished) return finished.error();
                       json::object out{{"path", writer->path}};
                       for (const auto& member : counts_of(finished->counts))
                         out.insert(member);
                       out["bytes"] = finished->bytes;
                       return out;
                     });
}

void writer_destroy(http_task_catalog_writer* writer) noexcept {
  delete writer;
}

} // namespace

const http_task_catalog_file_v1 catalog_file_table = {
    .struct_size = sizeof(http_task_catalog_file_v1),
    .reserved = 0,
    .open = open,
    .close = close,
    .contents = contents,
    .writer_create = writer_create,
    .writer_add = writer_add,
    .writer_remove = writer_remove,
    .writer_finish = writer_finish,
    .writer_destroy = writer_destroy,
    .check = check,
};

} // namespace http_task::abi
