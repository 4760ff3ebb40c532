#include "catalogue/source_reader.hpp"

#include "catalogue/fetch.hpp"
#include "catalogue/folder_documents.hpp"
#include "files/read_file.hpp"

#include <system_error>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

problem gone(std::string detail) {
  return make_problem("file.not_found", std::move(detail));
}

} // namespace

result<std::string> import_document::read() const {
  if (text) return *text;
  return read_file(file, max_description_bytes);
}

json::object import_document::options() const {
  json::object o{{"source", source}};
  if (!api.empty()) o.emplace("api", api);
  if (!folder.empty()) {
    o.emplace("folder", folder.string());
    o.emplace("file", name);
  }
  return o;
}

source_reader::source_reader(sdk::instance& plugin, std::function<void(std::string_view)> talk,
                             std::function<bool()> cancelled)
    : plugin_(plugin), talk_(std::move(talk)), cancelled_(std::move(cancelled)) {}

result<std::vector<import_document>> source_reader::documents_of(const source& named) {
  if (named.kind == source_kind::folder) return documents_below(named.root, named);
  if (named.kind == source_kind::npm) {
    const auto folder = unpacked(named.root);
    if (!folder) return folder.error();
    return documents_below(*folder, named);
  }
  auto one = single(named);
  if (!one) return std::move(one).error();
  std::vector<import_document> documents;
  documents.push_back(*std::move(one));
  return documents;
}

result<import_document> source_reader::single(const source& named) {
  import_document d;
  d.source = to_record(named);
  d.named = true;
  if (named.kind == source_kind::url) {
    talk_("Fetching " + named.root);
    auto text = fetch_description(plugin_, named.root, cancelled_);
    if (!text) return std::move(text).error();
    d.text = *std::move(text);
  } else if (named.kind == source_kind::standard_input) {
    auto text = read_input("-", max_description_bytes);
    if (!text) return std::move(text).error();
    d.text = *std::move(text);
  } else {
    d.file = named.root;
    const auto text = read_file(d.file, max_description_bytes);
    if (!text) return text.error();
    const std::string name = d.file.filename().string();
    if (!files_referred_to(*text, name).empty()) {
      d.folder = d.file.parent_path();
      d.name = name;
    }
  }
  return d;
}

result<std::vector<import_document>> source_reader::documents_below(const fs::path& folder,
                                                                    const source& named) {
  auto found = documents_in(folder, cancelled_);
  if (!found) return std::move(found).error();
  if (found->empty()) return gone(to_record(named) + " has no file that ends in .json, .yaml, .yml or .har.");
  std::vector<import_document> documents;
  for (folder_document& f : *found) {
    import_document d;
    d.source = to_record({named.kind, named.root, f.name});
    d.api = std::move(f.api);
    d.file = folder / f.name;
    d.is_referred_to = f.is_referred_to;
    if (f.has_parts) {
      d.folder = folder;
      d.name = std::move(f.name);
    }
    documents.push_back(std::move(d));
  }
  return documents;
}

result<import_document> source_reader::document_of(std::string_view recorded, std::string_view api) {
  source s = read_record(recorded);
  if (s.kind == source_kind::standard_input) return gone("It was read from standard input.");
  import_document d;
  if (s.kind == source_kind::url || (s.kind == source_kind::file && s.member.empty())) {
    std::error_code error;
    if (s.kind == source_kind::file && !fs::exists(s.root, error))
      return gone(s.root + " is not there any more.");
    auto one = single(s);
    if (!one) return one;
    d = *std::move(one);
  } else {
    fs::path folder = s.root;
    if (s.kind == source_kind::npm) {
      const auto documents = unpacked(s.root);
      if (!documents) return documents.error();
      folder = *documents;
    }
    d.file = folder / s.member;
    const auto text = read_file(d.file, max_description_bytes);
    if (!text)
      return text.error().type == "file.not_found" ? gone(to_record(s) + " is not there any more.")
                                                   : text.error();
    if (!files_referred_to(*text, s.member).empty()) {
      d.folder = folder;
      d.name = s.member;
    }
  }
  d.source = recorded;
  d.api = api;
  return d;
}

void source_reader::keep_packages() noexcept {
  for (auto& [name, unpacked] : packages_) {
    if (unpacked) unpacked->package.keep();
  }
}

result<fs::path> source_reader::unpacked(const std::string& name) {
  auto known = packages_.find(name);
  if (known == packages_.end()) {
    talk_("Fetching npm:" + name);
    auto fetched = npm_package::unpack(name, cancelled_);
    if (fetched) {
      fs::path documents = common_folder_of_documents(fetched->files());
      known = packages_.try_emplace(name, unpacked_package{*std::move(fetched), std::move(documents)}).first;
    } else {
      known = packages_.try_emplace(name, fetched.error()).first;
    }
  }
  if (!known->second) return known->second.error();
  return known->second->documents;
}

} // namespace http_task::host
