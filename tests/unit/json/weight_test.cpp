#include "json/weight.hpp"

#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

namespace http_task::json {

TEST(Weight, IsAboutTheSizeOfTheText) {
  const value v = parse(R"({"name":"a text of some length","list":[1,2,[true,null]]})").value();
  const std::size_t size = write(v).size();
  EXPECT_GT(weight(v, 1000), size / 2);
  EXPECT_LT(weight(v, 1000), size * 4);
}

TEST(Weight, StopsWhereItIsTooMuch) {
  const value v = array(1'000'000, 1);
  EXPECT_GT(weight(v, 100), 100U);
  EXPECT_LT(weight(v, 100), 200U);
}

} // namespace http_task::json
