#include "store/writer.hpp"

#include "description/display_text.hpp"
#include "search/index_builder.hpp"
#include "store/bytes.hpp"
#include "store/changes.hpp"
#include "store/checksum.hpp"
#include "store/file.hpp"
#include "store/imported_api.hpp"
#include "store/mapped_file.hpp"
#include "store/search_record.hpp"
#include "store/source_document.hpp"
#include "store/temporary_file.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace http_task::store {
namespace {

// An API of the file to be. Its extent is in the temporary file, or still in the base.
struct pending_api {
  std::string title;
  std::string version;
  std::string source;
  api_entry entry; // without the places of strings
  std::optional<std::uint32_t> in_base;
};

std::uint32_t add_string(std::string& strings, std::string_view text) {
  const auto offset = static_cast<std::uint32_t>(strings.size());
  append_value(strings, static_cast<std::uint32_t>(text.size()));
  strings += text;
  return offset;
}

void set_flag(std::uint32_t& flags, api_flag flag, bool on) {
  flags = on ? flags | flag : flags & ~static_cast<std::uint32_t>(flag);
}

} // namespace

struct writer::state {
  std::string path;
  std::shared_ptr<const file> base; // nullptr if there is none
  std::optional<temporary_file> out;
  compressor packer;
  std::map<std::string, pending_api, std::less<>> apis;

  void take_over() {
    for (std::uint32_t i = 0; i < base->apis(); ++i) {
      const stored_api api = base->api(i);
      apis[std::string(api.id)] = {std::string(api.title), std::string(api.version), std::string(api.source),
                                   api.entry, i};
    }
  }

  [[nodiscard]] file_counts counts() const {
    file_counts sum;
    for (const auto& [id, api] : apis) {
      ++sum.apis;
      sum.endpoints += api.entry.endpoints;
    }
    return sum;
  }

  // The API of the base that has these bytes, was not replaced since, and is not damaged; apis.end() if there
  // is none.
  auto find_unchanged(const source_digest& digest, const std::string& wanted) {
    const auto is_same = [&](const pending_api& api) {
      return api.in_base && api.entry.digest == digest && base->bytes_of_api(*api.in_base);
    };
    if (!wanted.empty()) {
      const auto found = apis.find(wanted);
      return found != apis.end() && is_same(found->second) ? found : apis.end();
    }
    // One whose id was chosen would get another id now.
    return std::ranges::find_if(apis, [&](const auto& api) {
      return (api.second.entry.flags & named_flag) == 0 && is_same(api.second);
    });
  }

  result<add_summary> keep(const std::string& id, pending_api& api, const add_options& options) {
    const result<api_extent> before = base->open_api(*api.in_base);
    if (!before) return before.error();
    result<std::vector<finding>> warnings = before->warnings();
    if (!warnings) return warnings.error();
    api.source = options.source;
    if (options.preferred) set_flag(api.entry.flags, preferred_flag, *options.preferred);
    add_summary summary{id, api.title, api.version, api.entry.endpoints, std::move(*warnings), true, {}};
    summary.changes.emplace();
    return summary;
  }

  // Beside something damaged there is nothing to compare.
  api_changes changes_of(std::uint32_t number, const imported_api& made, const add_options& options) {
    const result<api_extent> before = base->open_api(number);
    const result<api_extent> now =
        api_extent::open(made.extent, made.directory_size, {made.id, options.source, made.flags});
    if (!before || !now) return {};
    result<api_changes> changes = compare(*before, *now);
    return changes ? std::move(*changes) : api_changes{};
  }

  result<add_summary> store(imported_api made, const source_digest& digest, const add_options& options) {
    add_summary summary{made.id, made.title, made.version, made.endpoints, {}, false, {}};
    if (const auto number = base ? base->find_api(made.id) : std::nullopt)
      summary.changes = changes_of(*number, made, options);
    pending_api api{made.title, made.version, options.source, {}, {}};
    api.entry.extent = {out->size(), made.extent.size(), checksum_of(made.extent)};
    api.entry.directory_size = made.directory_size;
    api.entry.directory_checksum =
        checksum_of(std::string_view(made.extent).substr(made.extent.size() - made.directory_size));
    api.entry.digest = digest;
    api.entry.endpoints = made.endpoints;
    api.entry.flags = made.flags;
    if (options.preferred) set_flag(api.entry.flags, preferred_flag, *options.preferred);
    set_flag(api.entry.flags, named_flag, !options.api.empty());
    if (const result<void> written = out->append(made.extent); !written) return written.error();
    summary.warnings = std::move(made.warnings);
    apis[made.id] = std::move(api);
    return summary;
  }

  result<add_summary> add(std::string_view bytes, const add_options& options) {
    const bool alone = options.folder.empty();
    source_digest digest = digest_of(bytes);
    if (const auto same = alone ? find_unchanged(digest, options.api) : apis.end(); same != apis.end())
      return keep(same->first, same->second, options);
    result<description::parsed_document> document = read_source(bytes, options);
    if (!document) return in_source(document.error(), options.source);
    if (!alone) {
      // Only now is it known which files belong to it.
      digest = digest_of(json::write(document->value));
      if (const auto same = find_unchanged(digest, options.api); same != apis.end())
        return keep(same->first, same->second, options);
    }
    result<imported_api> made = import_api(std::move(*document), options.api, options.source, packer);
    if (!made) return made.error();
    return store(std::move(*made), digest, options);
  }

  result<void> copy_from_base() {
    for (auto& [id, api] : apis) {
      if (!api.in_base) continue;
      const result<std::string_view> bytes = base->bytes_of_api(*api.in_base);
      if (!bytes) return bytes.error();
      api.entry.extent.offset = out->size();
      if (const result<void> written = out->append(*bytes); !written) return written;
    }
    return {};
  }

  // From what the file has by now, by id and key: it depends on nothing else.
  result<std::string> make_index() {
    const result<mapped_file> written = out->map();
    if (!written) return written.error();
    search::index_builder builder;
    for (const auto& [id, api] : apis) {
      const api_entry& e = api.entry;
      const std::string_view bytes = written->bytes().substr(e.extent.offset, e.extent.size);
      const result<api_extent> extent = api_extent::open(bytes, e.directory_size, {id, api.source, e.flags});
      if (!extent) return extent.error();
      builder.begin_api({id, api.title, api.version, (e.flags & preferred_flag) != 0});
      const result<void> added =
          extent->for_each_operation([&](const stored_operation& o) { add_to(builder, o.outline); });
      if (!added) return added.error();
    }
    return builder.finish();
  }

  [[nodiscard]] std::string tables() const {
    std::string entries;
    std::string strings;
    for (const auto& [id, api] : apis) {
      api_entry entry = api.entry;
      entry.id = add_string(strings, id);
      entry.title = add_string(strings, api.title);
      entry.version = add_string(strings, api.version);
      entry.source = add_string(strings, api.source);
      append_value(entries, entry);
    }
    return entries + strings;
  }

  result<region> write_region(std::string_view bytes) {
    const region written{out->size(), bytes.size(), checksum_of(bytes)};
    if (const result<void> done = out->append(bytes); !done) return done.error();
    return written;
  }

  result<void> write_header(file_header header) {
    std::ranges::copy(file_magic, header.magic.begin());
    header.version = file_version;
    const file_counts all = counts();
    header.apis = static_cast<std::uint32_t>(all.apis);
    header.endpoints = all.endpoints;
    header.size = out->size();
    std::string bytes;
    append_value(bytes, header);
    header.checksum = checksum_of(std::string_view(bytes).substr(0, bytes.size() - sizeof header.checksum));
    bytes.clear();
    append_value(bytes, header);
    return out->overwrite(0, bytes);
  }

  result<finished_file> finish() {
    if (result<void> copied = copy_from_base(); !copied) return copied.error();
    file_header header;
    const result<region> tables_at = write_region(tables());
    if (!tables_at) return tables_at.error();
    header.tables = *tables_at;
    const result<std::string> index = make_index();
    if (!index) return index.error();
    const result<region> index_at = write_region(*index);
    if (!index_at) return index_at.error();
    header.index = *index_at;
    if (result<void> written = write_header(header); !written) return written.error();
    const finished_file done{counts(), out->size()};
    if (result<void> committed = out->commit(); !committed) return committed.error();
    return done;
  }
};

writer::writer(std::unique_ptr<state> s) : state_(std::move(s)) {}
writer::~writer() = default;

result<std::unique_ptr<writer>> writer::create(std::string path, const std::string& base) {
  auto s = std::make_unique<state>();
  if (!base.empty()) {
    result<std::shared_ptr<const file>> opened = file::open(base);
    if (!opened) return opened.error();
    s->base = std::move(*opened);
    s->take_over();
  }
  s->path = std::move(path);
  result<temporary_file> out = temporary_file::create(s->path);
  if (!out) return out.error();
  s->out = std::move(*out);
  if (const result<void> room = s->out->append(std::string(sizeof(file_header), '\0')); !room)
    return room.error();
  return std::unique_ptr<writer>(new writer(std::move(s)));
}

result<add_summary> writer::add(std::string_view bytes, const add_options& options) {
  return state_->add(bytes, options);
}

result<std::size_t> writer::remove(std::string_view api) {
  const auto found = state_->apis.find(api);
  if (found == state_->apis.end())
    return make_problem("catalog.not_found",
                        "The catalogue has no API \"" + description::single_line(api, 200) + "\".");
  const std::size_t endpoints = found->second.entry.endpoints;
  state_->apis.erase(found);
  return endpoints;
}

result<finished_file> writer::finish() {
  return state_->finish();
}

file_counts writer::base() const {
  file_counts counts;
  if (state_->base) counts = {state_->base->apis(), static_cast<std::size_t>(state_->base->endpoints())};
  return counts;
}

} // namespace http_task::store
