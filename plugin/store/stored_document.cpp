#include "store/stored_document.hpp"

#include "json/parse.hpp"
#include "json/pointer.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <utility>

namespace http_task::store {
namespace {

// Nothing that was taken in is larger or deeper than what the limits of descriptions let pass.
constexpr json::parse_limits part_limits{256, largest_block};

} // namespace

stored_document::stored_document(const block_run& parts)
    : parts_(parts), memory_(boost::json::make_shared_resource<boost::json::monotonic_resource>()) {}

const std::string* stored_document::block(std::uint32_t number) const {
  auto known = blocks_.find(number);
  if (known == blocks_.end()) {
    known = blocks_.emplace(number, parts_.read(number)).first;
    if (!known->second) damaged_ = true;
  }
  return known->second ? &*known->second : nullptr;
}

const json::value* stored_document::find_whole(std::string_view key) const {
  if (const auto parsed = parsed_.find(key); parsed != parsed_.end()) return &parsed->second;
  const std::uint32_t number = parts_.find(key);
  const std::string* entries = number < parts_.size() ? block(number) : nullptr;
  const std::optional<std::string_view> text = entries ? find_entry(*entries, key) : std::nullopt;
  if (!text) return nullptr;
  result<json::value> value = json::parse(*text, part_limits, memory_);
  if (!value) {
    damaged_ = true;
    return nullptr;
  }
  return &parsed_.emplace(std::string(key), std::move(*value)).first->second;
}

const json::value* stored_document::find(std::string_view pointer) const {
  const std::string_view part = description::part_of(pointer);
  const json::value* value = find_whole(part);
  return value ? json::find(*value, pointer.substr(part.size())) : nullptr;
}

} // namespace http_task::store
