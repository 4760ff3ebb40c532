#include "files/file_name.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

TEST(FileName, GoesBothWays) {
  for (const char* text :
       {"dialpad.com", "a/b", "../../etc/passwd", ".hidden", "with space", "ü", "100%", "a%2Fb"})
    EXPECT_EQ(text_of_file_name(file_name_of(text)), text);
  EXPECT_EQ(file_name_of("dialpad.com"), "dialpad.com");
  EXPECT_EQ(file_name_of("../x").find('/'), std::string::npos);
  EXPECT_NE(file_name_of("..").front(), '.');
}

TEST(FileName, TakesAnyNameBack) {
  for (const char* name : {"%", "%4", "%zz", "a%"})
    EXPECT_EQ(text_of_file_name(name), name);
}

} // namespace
} // namespace http_task::host
