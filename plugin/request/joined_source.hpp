// Texts and other sources, whose sizes are known, one after the other as one body.
#pragma once

#include "message/body_stream.hpp"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace http_task::request {

class joined_source final : public message::body_source {
public:
  using piece = std::variant<std::string, std::shared_ptr<message::body_source>>;

  explicit joined_source(std::vector<piece> pieces) : pieces_(std::move(pieces)) {}

  [[nodiscard]] std::optional<std::uint64_t> size() const override;
  [[nodiscard]] result<std::size_t> read(std::span<char> into) override;
  [[nodiscard]] result<void> rewind() override;

private:
  std::vector<piece> pieces_;
  std::size_t current_ = 0;
  std::size_t offset_ = 0; // in a text
};

} // namespace http_task::request
