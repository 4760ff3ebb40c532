// Where in a document a reader is: a list on the stack that becomes a JSON Pointer only when somebody asks.
#pragma once

#include "json/pointer.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace http_task::description {

// A trail refers to its parent and to the text of its token; it is passed down a call chain and never stored.
class trail {
public:
  explicit trail(std::string start) : start_(std::move(start)) {}
  trail(const trail& parent, std::string_view token) : parent_(&parent), token_(token) {}
  trail(const trail& parent, std::size_t index)
      : parent_(&parent), start_(std::to_string(index)), token_(start_) {}
  trail(const trail&) = delete;
  trail& operator=(const trail&) = delete;

  [[nodiscard]] std::string pointer() const {
    return parent_ ? json::join(parent_->pointer(), token_) : start_;
  }

private:
  const trail* parent_ = nullptr;
  std::string start_; // of the first: the pointer that it begins with
  std::string_view token_;
};

} // namespace http_task::description
