// Keeps secrets out of whatever a person or a log sees.
//
// A redactor knows the values of the secrets that went into one task and replaces each of them by "***", also
// where it is written with escapes (base/encoded_match.hpp) or in base64, by itself or within something
// longer. Immutable after filling; const members are thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace http_task {

class redactor {
public:
  // What stands in place of a secret.
  static constexpr std::string_view mask = "***";

  // Values shorter than this are not searched for in text: they would mask half of it. They are still kept
  // out of the places that are secret by origin (an Authorization field).
  static constexpr std::size_t shortest = 4;

  void add(std::string_view secret);

  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }
  [[nodiscard]] bool contains_secret(std::string_view text) const;
  [[nodiscard]] std::string redact(std::string_view text) const;

private:
  struct found {
    std::size_t begin;
    std::size_t end;
  };
  // The next secret from `from` on; `begin` is the size of the text if there is none.
  [[nodiscard]] found find(std::string_view text, std::size_t from) const;
  [[nodiscard]] std::size_t match(std::string_view text, std::size_t at) const;
  void add_base64(std::string_view secret);

  // The longest first, so that a secret within a secret leaves no rest.
  std::vector<std::string> values_; // as they are
  std::vector<std::string> base64_;
  std::array<bool, 256> begins_{}; // the bytes with which one of them can begin
};

} // namespace http_task
