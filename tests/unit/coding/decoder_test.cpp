#include "coding/decoder.hpp"

#include "encode.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::coding {
namespace {

constexpr std::uint64_t enough = std::uint64_t{16} << 20U;

struct decoded {
  std::string content;
  std::string failure; // a problem's type
};

decoded decode(std::string_view codings, std::string_view encoded, std::uint64_t limit = enough,
               std::size_t piece = std::string_view::npos) {
  decoded d;
  auto made = decoder::create(codings, limit);
  if (!made) return {"", made.error().type};
  if (!*made) return {std::string(encoded), ""};
  for (; !encoded.empty(); encoded.remove_prefix(std::min(piece, encoded.size()))) {
    if (const auto written = (*made)->write(encoded.substr(0, piece), d.content); !written) {
      d.failure = written.error().type;
      return d;
    }
  }
  if (const auto finished = (*made)->finish(); !finished) d.failure = finished.error().type;
  return d;
}

std::string sample() {
  std::string text;
  for (int i = 0; i < 20'000; ++i)
    text += "line " + std::to_string(i * i % 977) + "\n";
  return text;
}

struct coding_case {
  const char* name;
  std::string (*encode)(std::string_view);
};
constexpr coding_case cases[] = {
    {"gzip", gzip}, {"deflate", zlib}, {"deflate", raw_deflate}, {"br", brotli}, {"zstd", zstd}};

} // namespace

TEST(Decoder, GivesTheContentBackHoweverItIsCut) {
  const std::string content = sample();
  for (const coding_case& c : cases) {
    const std::string encoded = c.encode(content);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{4096}, encoded.size()}) {
      const decoded d = decode(c.name, encoded, enough, piece);
      EXPECT_EQ(d.failure, "") << c.name << " in pieces of " << piece;
      EXPECT_EQ(d.content, content) << c.name << " in pieces of " << piece;
    }
  }
}

TEST(Decoder, TakesEmptyContent) {
  for (const coding_case& c : cases) {
    EXPECT_EQ(decode(c.name, c.encode("")).failure, "") << c.name;
    EXPECT_EQ(decode(c.name, "").failure, "") << c.name << " without any byte";
  }
}

TEST(Decoder, UndoesSeveralCodingsFromTheLastToTheFirst) {
  EXPECT_EQ(decode("gzip, br", brotli(gzip("hello"))).content, "hello");
  EXPECT_EQ(decode("br,GZIP ,identity", gzip(brotli("hello"))).content, "hello");
}

TEST(Decoder, HasNothingToDoForIdentity) {
  EXPECT_EQ(decode("identity", "hello").content, "hello");
  EXPECT_EQ(decode("none", "hello").content, "hello");
  EXPECT_EQ(decode(" , ", "hello").content, "hello");
}

TEST(Decoder, ReadsAllMembersAndFrames) {
  EXPECT_EQ(decode("gzip", gzip("hel") + gzip("lo")).content, "hello");
  EXPECT_EQ(decode("gzip", gzip("hel") + gzip("lo"), enough, 1).content, "hello");
  EXPECT_EQ(decode("zstd", zstd("hel") + zstd("lo")).content, "hello");
}

TEST(Decoder, NoticesWhatIsCutOff) {
  for (const coding_case& c : cases) {
    const std::string encoded = c.encode(sample());
    for (const std::size_t size : {std::size_t{1}, std::size_t{10}, encoded.size() / 2, encoded.size() - 1}) {
      const decoded d = decode(c.name, std::string_view(encoded).substr(0, size));
      EXPECT_EQ(d.failure, "content.coding") << c.name << " cut after " << size;
      EXPECT_TRUE(sample().starts_with(d.content));
    }
  }
}

TEST(Decoder, NoticesWhatIsChanged) {
  std::string bad_checksum = gzip("hello");
  bad_checksum[bad_checksum.size() - 5] ^= 1;
  EXPECT_EQ(decode("gzip", bad_checksum).failure, "content.coding");
  std::string bad_length = gzip("hello");
  bad_length.back() ^= 1;
  EXPECT_EQ(decode("gzip", bad_length).failure, "content.coding");
  for (const coding_case& c : cases) {
    EXPECT_EQ(decode(c.name, "\xFF\xFFno coding at all").failure, "content.coding") << c.name;
    EXPECT_EQ(decode(c.name, c.encode("hello") + "rest").failure, "content.coding") << c.name;
  }
}

TEST(Decoder, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(decode("compress", "x").failure, "content.coding");
  EXPECT_EQ(decode("gzip, gzip, gzip, gzip, gzip, gzip", "x").failure, "content.coding");
}

TEST(Decoder, StopsAtTheLimitAndKeepsWhatFits) {
  const std::string zeros(1'000'000, '\0');
  for (const coding_case& c : cases) {
    const decoded d = decode(c.name, c.encode(zeros), 1000);
    EXPECT_EQ(d.failure, "limit.decompressed") << c.name;
    EXPECT_EQ(d.content.size(), 1000U) << c.name;
    EXPECT_EQ(decode(c.name, c.encode(zeros), zeros.size()).failure, "") << c.name;
  }
  EXPECT_EQ(decode("gzip, gzip", gzip(gzip(zeros)), 1000).failure, "limit.decompressed");
}

// What the inner coding takes counts as well: 10 MB of empty stored blocks are no content.
TEST(Decoder, BoundsWhatACodingWithinMakes) {
  std::string blocks = raw_deflate("");
  std::string inner;
  for (int i = 0; i < 2'000'000; ++i)
    inner.append(std::string_view("\0\0\0\xFF\xFF", 5));
  EXPECT_EQ(decode("deflate, gzip", gzip(inner + blocks), 1000).failure, "limit.decompressed");
}

TEST(Decoder, HandsOutPortions) {
  const std::string content(20'000'000, 'x');
  for (const std::string_view codings :
       {"gzip", "deflate", "br", "zstd", "gzip, br", "zstd, gzip, deflate"}) {
    std::string encoded = content;
    std::size_t comma = 0;
    for (std::string_view rest = codings; !rest.empty();
         rest.remove_prefix(std::min(comma + 2, rest.size()))) {
      comma = std::min(rest.find(','), rest.size());
      const auto* c = std::ranges::find(cases, rest.substr(0, comma),
                                        [](const coding_case& k) { return std::string_view(k.name); });
      encoded = c->encode(encoded);
    }
    auto made = decoder::create(codings, std::uint64_t{1} << 30U).value();
    std::string_view given = encoded;
    std::size_t taken = 0;
    std::string part;
    do {
      part.clear();
      ASSERT_TRUE(made->write(given, part, 1000)) << codings;
      given = {};
      ASSERT_LE(part.size(), 1000U + (32U << 10U)) << codings;
      taken += part.size();
    } while (made->is_paused());
    EXPECT_EQ(taken, content.size()) << codings;
    EXPECT_TRUE(made->finish()) << codings;
  }
}

} // namespace http_task::coding
