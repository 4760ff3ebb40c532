// A source document in a catalogue file: its parts are unpacked and parsed when they are asked for.
#pragma once

#include "description/document.hpp"
#include "store/blocks.hpp"
#include "json/value.hpp"

#include <boost/json/storage_ptr.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace http_task::store {

// For one thread and one description. What it gave lives as long as it does.
class stored_document final : public description::document {
public:
  explicit stored_document(const block_run& parts);

  [[nodiscard]] const json::value* find(std::string_view pointer) const override;
  // The part of that key, whatever it is the pointer of.
  [[nodiscard]] const json::value* find_whole(std::string_view key) const;

  // Whether something that was asked for could not be read.
  [[nodiscard]] bool damaged() const noexcept { return damaged_; }

private:
  [[nodiscard]] const std::string* block(std::uint32_t number) const;

  block_run parts_;
  boost::json::storage_ptr memory_; // of all values: they go together
  mutable std::map<std::uint32_t, std::optional<std::string>> blocks_;
  mutable std::map<std::string, json::value, std::less<>> parsed_;
  mutable bool damaged_ = false;
};

} // namespace http_task::store
