#include "description/read.hpp"

#include "description/bundle.hpp"
#include "description/document_text.hpp"
#include "description/looks_like.hpp"

namespace http_task::description {

result<api> read_value(json::value document, const read_options& options) {
  result<api> read = [&]() -> result<api> {
    switch (kind_of(document)) {
    case document_kind::openapi: return read_openapi(std::move(document), options);
    case document_kind::native: return read_native(std::move(document), options);
    case document_kind::postman: return read_postman(document, options);
    case document_kind::har: return read_har(document, options);
    case document_kind::other: break;
    }
    return unsupported_document(value_looks_like(document));
  }();
  if (!read) return in_source(read.error(), options.source);
  return read;
}

namespace {

result<api> read_parsed(result<parsed_document> document, const read_options& options) {
  if (!document) return in_source(document.error(), options.source);
  result<api> read = read_value(std::move(document->value), options);
  if (read)
    read->warnings.insert(read->warnings.begin(), document->findings.begin(), document->findings.end());
  return read;
}

} // namespace

result<api> read_document(std::string_view bytes, const read_options& options) {
  return read_parsed(parse_document(bytes, options.limits), options);
}

result<api> read_files(const file_reader& files, std::string_view name, const read_options& options) {
  return read_parsed(read_bundle(files, name, options.limits), options);
}

} // namespace http_task::description
