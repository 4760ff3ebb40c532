// Keeps secrets out of whatever a person or a log sees.
//
// A redactor knows the values of the secrets that went into one task and replaces each of them, also in the
// encodings in which requests carry them, by "***". Immutable after filling; const members are thread-safe.
#pragma once

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

  [[nodiscard]] bool empty() const noexcept { return needles_.empty(); }
  [[nodiscard]] bool contains_secret(std::string_view text) const noexcept;
  [[nodiscard]] std::string redact(std::string_view text) const;

private:
  std::vector<std::string> needles_; // the longest first, so that a secret within a secret leaves no rest
};

} // namespace http_task
