#include "catalog/file_apis.hpp"

namespace http_task::catalog {

std::vector<api_summary> file_apis::list() const {
  std::vector<api_summary> list;
  for (std::uint32_t i = 0; i < file_->apis(); ++i) {
    const store::stored_api api = file_->api(i);
    list.push_back(
        {std::string(api.id), std::string(api.title), std::string(api.version), api.entry.endpoints, false});
  }
  return list;
}

const search::index* file_apis::index() const {
  return file_->apis() == 0 ? nullptr : &file_->index();
}

result<std::optional<description::endpoint>>
file_apis::describe(std::string_view api, std::string_view method, std::string_view path) const {
  const std::optional<std::uint32_t> number = file_->find_api(api);
  if (!number) return std::nullopt;
  const result<store::api_extent> of = file_->open_api(*number);
  if (!of) return of.error();
  const auto operation = of->find(path, method);
  if (!operation) return in_source(operation.error(), file_->path());
  if (!*operation) return std::nullopt;
  result<description::endpoint> made = of->describe(**operation);
  if (!made) return in_source(made.error(), file_->path());
  return std::move(*made);
}

std::vector<endpoint_name> file_apis::with_operation_id(std::string_view name, std::string_view api) const {
  std::vector<endpoint_name> found;
  const search::index& index = file_->index();
  index.for_each_operation_id(search::name_hash(name), [&](std::uint32_t record) {
    const search::record_info info = index.info(record);
    const std::string_view of = index.api_id(info.api);
    if (!api.empty() && of != api) return;
    const search::coded_record texts = index.record(record);
    const auto text = [&](search::field f) { return index.text(texts.texts[static_cast<std::size_t>(f)]); };
    if (text(search::field::operation_id) != name) return;
    const std::string method(index.method(record));
    const std::string path = text(search::field::path);
    found.push_back({description::make_id(of, method, path), method, path, text(search::field::title)});
  });
  return found;
}

std::vector<endpoint_name> file_apis::near(std::string_view name, std::string_view api) const {
  std::vector<endpoint_name> found;
  const std::optional<std::uint32_t> number = file_->find_api(api);
  if (!number) return found;
  const result<store::api_extent> of = file_->open_api(*number);
  // What cannot be read is no suggestion.
  if (of)
    static_cast<void>(of->for_each_operation([&](const store::stored_operation& o) {
      const description::outline& shown = o.outline;
      if (is_near(name, shown)) found.push_back({shown.id, shown.method, shown.path, shown.title});
    }));
  return found;
}

} // namespace http_task::catalog
