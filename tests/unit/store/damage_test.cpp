#include "documents.hpp"

#include "store/bytes.hpp"
#include "store/checksum.hpp"
#include "json/write.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

namespace http_task::store {
namespace {

using ::testing::HasSubstr;

class damaged_file : public ::testing::Test {
protected:
  damaged_file() {
    test::write_file(path(), {{{}, test::shop()}, {{}, test::one_pet()}});
    sound_ = test::read_bytes(path());
  }

  std::string path() const { return (folder_.path() / "all.httpcat").string(); }

  problem refused(std::string_view bytes) const {
    test::write_bytes(path(), bytes);
    const auto opened = file::open(path());
    return opened ? problem() : opened.error();
  }

  // With the checksum of the header set right again.
  std::string with_header(const std::function<void(file_header&)>& change) const {
    auto header = value_at<file_header>(sound_, 0);
    change(header);
    std::string bytes;
    append_value(bytes, header);
    header.checksum = checksum_of(std::string_view(bytes).substr(0, bytes.size() - sizeof header.checksum));
    bytes.clear();
    append_value(bytes, header);
    return bytes + sound_.substr(bytes.size());
  }

  testing::temp_folder folder_;
  std::string sound_;
};

TEST_F(damaged_file, cut_off_anywhere_is_refused_with_words) {
  for (std::size_t size = 0; size < sound_.size(); size += size < 200 ? 1 : 37) {
    const problem p = refused(sound_.substr(0, size));
    ASSERT_EQ(p.type, "catalog.damaged") << size;
    EXPECT_FALSE(p.advice.empty());
  }
  EXPECT_EQ(refused(sound_ + "x").type, "catalog.damaged");
}

TEST_F(damaged_file, of_a_newer_version_is_refused_as_such) {
  std::string newer = sound_;
  newer[8] = 7;
  const problem p = refused(newer);
  EXPECT_EQ(p.type, "catalog.newer_version");
  EXPECT_THAT(p.detail, HasSubstr("version 7"));
  EXPECT_EQ(refused("HTCATLOG\x02").type, "catalog.damaged"); // not even a version
}

TEST_F(damaged_file, that_is_something_else_is_refused) {
  EXPECT_THAT(refused(std::string(500, 'x')).detail, HasSubstr("no catalogue file"));
  EXPECT_EQ(file::open(folder_.path().string()).error().type, "catalog.file");
  EXPECT_EQ(file::open("/dev/null").error().type, "catalog.file");
  EXPECT_EQ(file::open((folder_.path() / "missing").string()).error().type, "catalog.file");
}

// A bit here and there: refused, or found when it is used, or in the search index, which only check() reads
// as a whole. Never a wrong description.
TEST_F(damaged_file, with_one_bit_changed_gives_no_wrong_description) {
  const auto index = value_at<file_header>(sound_, 0).index;
  std::map<std::string, std::string> right;
  const auto describe_all = [&](const file& f, bool expect_right) {
    bool damage = false;
    for (std::uint32_t i = 0; i < f.apis(); ++i) {
      const auto api = f.open_api(i);
      if (!api) {
        damage = true;
        continue;
      }
      std::vector<stored_operation> operations;
      const auto read = api->for_each_operation([&](const stored_operation& o) { operations.push_back(o); });
      if (!read || !api->warnings()) damage = true;
      for (const stored_operation& o : operations) {
        const auto made = api->describe(o);
        if (!made) {
          EXPECT_EQ(made.error().type, "catalog.damaged");
          damage = true;
        } else if (expect_right) {
          EXPECT_EQ(json::write(made->schema), right[o.outline.id]);
        } else {
          right[o.outline.id] = json::write(made->schema);
        }
      }
    }
    return damage;
  };
  EXPECT_FALSE(describe_all(*file::open(path()).value(), false));
  ASSERT_EQ(right.size(), 4U);
  for (std::size_t at = 0; at < sound_.size(); at += 5) {
    std::string bytes = sound_;
    bytes[at] ^= static_cast<char>(1 << (at % 7));
    test::write_bytes(path(), bytes);
    const auto opened = file::open(path());
    if (!opened) continue;
    EXPECT_FALSE((*opened)->check()) << at;
    const bool in_index = at >= index.offset && at < index.offset + index.size;
    const bool damage = describe_all(**opened, true);
    // A few bits of a frame's header mean nothing: what it holds is right all the same.
    EXPECT_FALSE(damage && in_index) << at;
  }
}

TEST_F(damaged_file, with_tables_that_lie_is_refused) {
  EXPECT_EQ(refused(with_header([](file_header& h) { h.apis = 1'000'000; })).type, "catalog.damaged");
  EXPECT_EQ(refused(with_header([](file_header& h) { h.tables.offset = ~std::uint64_t{0}; })).type,
            "catalog.damaged");
  EXPECT_EQ(refused(with_header([](file_header& h) { h.index.size = ~std::uint64_t{0}; })).type,
            "catalog.damaged");
  EXPECT_EQ(refused(with_header([](file_header& h) { h.version = 0; })).type, "catalog.damaged");
}

TEST_F(damaged_file, is_no_base) {
  std::string bytes = sound_;
  bytes[sizeof(file_header) + 20] ^= 1; // the first API's
  test::write_bytes(path(), bytes);
  const auto w = std::move(writer::create(path() + ".new", path()).value());
  const auto finished = w->finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().type, "catalog.damaged");
  EXPECT_THAT(finished.error().detail, HasSubstr("shop.example"));

  // What is damaged can be imported again, or left out.
  const auto again = std::move(writer::create(path() + ".new", path()).value());
  ASSERT_TRUE(again->add(test::shop("2"), {}));
  EXPECT_EQ(again->finish().value().counts.apis, 2U);
}

} // namespace
} // namespace http_task::store
