#include "store/file.hpp"

#include "base/paging.hpp"
#include "store/bytes.hpp"
#include "store/checksum.hpp"

#include <utility>

namespace http_task::store {
result<std::shared_ptr<const file>> file::open(std::string path) {
  result<mapped_file> mapped = mapped_file::open(path);
  if (!mapped) return mapped.error();
  std::shared_ptr<file> opened(new file(std::move(path), std::move(*mapped)));
  if (const result<void> read = opened->read_tables(); !read) return read.error();
  return std::shared_ptr<const file>(std::move(opened));
}

result<void> file::read_tables() {
  const std::string_view bytes = mapped_.bytes();
  if (bytes.empty()) return damaged("it is empty");
  expect_scattered_reads(bytes);
  header_ = value_at<file_header>(bytes, 0);
  if (!bytes.starts_with(file_magic)) return damaged("it is no catalogue file");
  // Of a newer version nothing but magic and version is known.
  if (header_.version > file_version) {
    problem p = make_problem("catalog.newer_version",
                             path_ + " is a catalogue file of version " + std::to_string(header_.version) +
                                 "; versions up to " + std::to_string(file_version) + " are read.");
    p.advice = "Update HTTP Task, or make the file again with this version.";
    return p;
  }
  if (bytes.size() < sizeof header_) return damaged("it is cut off");
  if (checksum_of(bytes.substr(0, sizeof header_ - sizeof header_.checksum)) != header_.checksum)
    return damaged("its header does not have the checksum that it should have");
  if (header_.version != file_version) return damaged("its version does not exist");
  if (header_.size != bytes.size())
    return damaged("it has " + std::to_string(bytes.size()) + " bytes and should have " +
                   std::to_string(header_.size));
  if (!fits(header_.tables) || !fits(header_.index)) return damaged("its tables lie outside of it");
  const std::string_view tables = bytes_of(header_.tables);
  read_ahead(tables);
  auto index = search::index::open(bytes_of(header_.index));
  if (index) index->read_ahead();
  if (checksum_of(tables) != header_.tables.checksum)
    return damaged("its tables do not have the checksum that they should have");
  if (header_.apis > tables.size() / sizeof(api_entry)) return damaged("its tables are too short");
  entries_ = tables.substr(0, std::size_t{header_.apis} * sizeof(api_entry));
  strings_ = tables.substr(entries_.size());
  for (std::uint32_t i = 0; i < header_.apis; ++i)
    if (const auto e = value_at<api_entry>(entries_, std::size_t{i} * sizeof(api_entry));
        !fits(e.extent) || e.directory_size > e.extent.size)
      return damaged("an API lies outside of it");
  if (!index) return damaged("its search index cannot be read");
  index_ = *index;
  return {};
}

bool file::fits(const region& r) const noexcept {
  const std::uint64_t size = mapped_.bytes().size();
  return r.offset <= size && r.size <= size - r.offset;
}

std::string_view file::bytes_of(const region& r) const noexcept {
  return mapped_.bytes().substr(static_cast<std::size_t>(r.offset), static_cast<std::size_t>(r.size));
}

std::string_view file::string_at(std::uint32_t offset) const noexcept {
  const auto size = value_at<std::uint32_t>(strings_, offset);
  if (offset >= strings_.size() || strings_.size() - offset < sizeof size + size) return {};
  return strings_.substr(offset + sizeof size, size);
}

problem file::damaged(std::string_view what) const {
  problem p = make_problem("catalog.damaged", path_ + " cannot be used: " + std::string(what) + ".");
  p.advice = "Import its APIs again, or take a copy that is whole.";
  return p;
}

problem file::damaged(const stored_api& api) const {
  return damaged("what it holds of \"" + std::string(api.id) + "\" is damaged");
}

stored_api file::api(std::uint32_t number) const noexcept {
  stored_api api;
  api.entry = value_at<api_entry>(entries_, std::size_t{number} * sizeof(api_entry));
  api.id = string_at(api.entry.id);
  api.title = string_at(api.entry.title);
  api.version = string_at(api.entry.version);
  api.source = string_at(api.entry.source);
  return api;
}

std::optional<std::uint32_t> file::find_api(std::string_view id) const noexcept {
  std::uint32_t begin = 0;
  std::uint32_t end = header_.apis;
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (api(middle).id < id)
      begin = middle + 1;
    else
      end = middle;
  }
  if (begin == header_.apis || api(begin).id != id) return std::nullopt;
  return begin;
}

result<api_extent> file::open_api(std::uint32_t number) const {
  const stored_api of = api(number);
  const std::string_view bytes = bytes_of(of.entry.extent);
  const std::string_view directory = bytes.substr(bytes.size() - of.entry.directory_size);
  read_ahead(directory);
  if (checksum_of(directory) != of.entry.directory_checksum) return damaged(of);
  result<api_extent> opened = api_extent::open(bytes, directory.size(), {of.id, of.source, of.entry.flags});
  if (!opened) return damaged(of);
  return opened;
}

result<std::string_view> file::bytes_of_api(std::uint32_t number) const {
  const stored_api of = api(number);
  const std::string_view bytes = bytes_of(of.entry.extent);
  read_ahead(bytes);
  if (checksum_of(bytes) != of.entry.extent.checksum) return damaged(of);
  return bytes;
}

result<void> file::check() const {
  for (std::uint32_t i = 0; i < header_.apis; ++i)
    if (const result<std::string_view> bytes = bytes_of_api(i); !bytes) return bytes.error();
  read_ahead(bytes_of(header_.index));
  if (checksum_of(bytes_of(header_.index)) != header_.index.checksum)
    return damaged("its search index does not have the checksum that it should have");
  return {};
}

} // namespace http_task::store
