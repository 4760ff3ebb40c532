#include "store/source_document.hpp"

#include "description/bundle.hpp"
#include "description/folder_files.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <memory>
#include <string>
#include <utility>

namespace http_task::store {
namespace {

// The folder, with the document as it was handed in: it may have changed on the disk since.
class folder_with_document final : public description::file_reader {
public:
  folder_with_document(std::unique_ptr<description::folder_files> folder, std::string_view name,
                       std::string_view bytes)
      : folder_(std::move(folder)), name_(name), bytes_(bytes) {}

  result<std::string> read(std::string_view name, std::size_t most) const override {
    if (name != name_) return folder_->read(name, most);
    if (bytes_.size() > most)
      return make_problem("description.limit", "The document has " + std::to_string(bytes_.size()) +
                                                   " bytes; at most " + std::to_string(most) + " are read.");
    return std::string(bytes_);
  }

private:
  std::unique_ptr<description::folder_files> folder_;
  std::string_view name_;
  std::string_view bytes_;
};

} // namespace

result<description::parsed_document> read_source(std::string_view bytes, const add_options& options) {
  const description::read_limits limits;
  if (options.folder.empty()) {
    // Given back at once when the document goes.
    const auto memory = boost::json::make_shared_resource<boost::json::monotonic_resource>();
    return description::parse_document(bytes, limits, memory);
  }
  result<std::unique_ptr<description::folder_files>> folder = description::folder_files::open(options.folder);
  if (!folder) return folder.error();
  const folder_with_document files(std::move(*folder), options.file, bytes);
  return description::read_bundle(files, options.file, limits);
}

} // namespace http_task::store
