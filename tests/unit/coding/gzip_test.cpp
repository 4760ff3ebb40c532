#include "coding/gzip.hpp"

#include "coding/decoder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace http_task::coding {
namespace {

// Gives `pieces` one by one; each only after it was allowed to.
class pieces_source final : public message::body_source {
public:
  explicit pieces_source(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}
  [[nodiscard]] std::optional<std::uint64_t> size() const override { return std::nullopt; }
  [[nodiscard]] bool ready() const override { return allowed > next_; }
  [[nodiscard]] result<std::size_t> read(std::span<char> into) override {
    if (next_ == pieces_.size()) return std::size_t{0};
    const std::string& p = pieces_[next_++];
    std::memcpy(into.data(), p.data(), p.size());
    return p.size();
  }
  [[nodiscard]] result<void> rewind() override {
    next_ = 0;
    return {};
  }
  std::size_t allowed = 1000;

private:
  std::vector<std::string> pieces_;
  std::size_t next_ = 0;
};

std::string undone(std::string_view encoded, bool whole = true) {
  auto d = decoder::create("gzip", 1U << 30U).value();
  std::string content;
  EXPECT_TRUE(d->write(encoded, content));
  EXPECT_EQ(d->finish().has_value(), whole);
  return content;
}

std::string noise(std::size_t size) {
  std::string text(size, '\0');
  unsigned state = 1;
  for (char& c : text) {
    state = state * 1'664'525U + 1'013'904'223U;
    c = static_cast<char>(state >> 24U);
  }
  return text;
}

std::string read_all(message::body_source& source, std::size_t room) {
  std::string all;
  std::vector<char> piece(room);
  while (true) {
    EXPECT_TRUE(source.ready());
    const std::size_t got = source.read(piece).value();
    if (got == 0) return all;
    all.append(piece.data(), got);
  }
}

} // namespace

TEST(gzip, gives_the_content_back) {
  for (const std::string& content :
       {std::string(), std::string("hello"), std::string(3'000'000, 'x'), noise(300'000)})
    EXPECT_TRUE(undone(to_gzip(content)) == content) << content.size();
  EXPECT_LT(to_gzip(std::string(3'000'000, 'x')).size(), 10'000U);
}

TEST(gzip, of_a_source_is_the_same_with_any_room_and_once_more) {
  const auto content = std::make_shared<pieces_source>(
      std::vector<std::string>{"hello", noise(60'000), std::string(60'000, 'x'), "world"});
  const auto encoded = to_gzip(std::static_pointer_cast<message::body_source>(content));
  EXPECT_EQ(encoded->size(), std::nullopt);
  const std::string expected = "hello" + noise(60'000) + std::string(60'000, 'x') + "world";
  for (const std::size_t room : {std::size_t{1}, std::size_t{100}, std::size_t{1} << 20U}) {
    EXPECT_TRUE(undone(read_all(*encoded, room)) == expected) << room;
    ASSERT_TRUE(encoded->rewind());
  }
}

TEST(gzip, each_piece_can_be_undone_before_the_next_is_there) {
  const auto content = std::make_shared<pieces_source>(std::vector<std::string>{"hello", "world"});
  content->allowed = 1;
  const auto encoded = to_gzip(std::static_pointer_cast<message::body_source>(content));
  std::string sent;
  std::array<char, 1000> piece;
  while (encoded->ready())
    sent.append(piece.data(), encoded->read(piece).value());
  EXPECT_EQ(undone(sent, false), "hello");
}

} // namespace http_task::coding
