#include "serve/kept_body.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

std::string all_of(const kept_body& body) {
  std::string text(static_cast<std::size_t>(body.size()), '\0');
  EXPECT_EQ(body.read(0, text), text.size());
  return text;
}

TEST(KeptBody, SmallOnesAndLargeOnesReadTheSame) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kept_body::most_in_memory,
                                 kept_body::most_in_memory + 1, std::size_t{3} << 20U}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
      bytes[i] = static_cast<char>(i * 31 % 251);
    const auto body = kept_body::keep(bytes, {}).value();
    EXPECT_EQ(body->size(), size);
    EXPECT_EQ(all_of(*body), bytes) << size;
  }
}

TEST(KeptBody, GivesAnyPart) {
  for (const std::size_t filling : {std::size_t{0}, kept_body::most_in_memory}) {
    const auto body = kept_body::keep("0123456789" + std::string(filling, 'x'), {}).value();
    std::string part(4, '?');
    EXPECT_EQ(body->read(3, part), 4U);
    EXPECT_EQ(part, "3456");
    EXPECT_EQ(body->read(body->size() - 1, part), 1U);
    EXPECT_EQ(body->read(body->size(), part), 0U);
    EXPECT_EQ(body->read(~std::uint64_t{0}, part), 0U);
  }
}

TEST(KeptBody, SecretsAreMasked) {
  const std::string large(kept_body::most_in_memory, 'x');
  EXPECT_EQ(all_of(*kept_body::keep("a secret b", {"secret"}).value()), "a *** b");
  EXPECT_EQ(all_of(*kept_body::keep(large + "secret" + large, {"secret"}).value()), large + "***" + large);
}

} // namespace
} // namespace http_task::host
