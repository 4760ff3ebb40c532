#include "abi/guard.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace http_task::abi {
namespace {

struct report_to {
  std::string& text;
  void operator()(const char* what) const noexcept { text = what; }
};

TEST(guard, passes_the_status_through) {
  std::string reported;
  EXPECT_EQ(guarded(report_to{reported}, [] { return HTTP_TASK_E_NOT_FOUND; }), HTTP_TASK_E_NOT_FOUND);
  EXPECT_EQ(reported, "");
}

TEST(guard, turns_exceptions_into_statuses) {
  std::string reported;
  const auto status_of = [&](auto thrower) {
    return guarded(report_to{reported}, [&]() -> std::int32_t {
      thrower();
      return HTTP_TASK_OK;
    });
  };
  EXPECT_EQ(status_of([] { throw std::bad_alloc(); }), HTTP_TASK_E_MEMORY);
  EXPECT_EQ(reported, "");
  EXPECT_EQ(status_of([] { throw std::logic_error("words"); }), HTTP_TASK_E_INTERNAL);
  EXPECT_EQ(reported, "words");
  EXPECT_EQ(status_of([] { throw 7; }), HTTP_TASK_E_INTERNAL);
  EXPECT_EQ(reported, "an exception of an unknown type");
}

TEST(guard, text_of_the_caller) {
  EXPECT_EQ(borrowed("abc", 2), "ab");
  EXPECT_EQ(borrowed(nullptr, 0), "");
  EXPECT_EQ(borrowed("", 0), "");
  EXPECT_FALSE(borrowed(nullptr, 1).has_value());
}

} // namespace
} // namespace http_task::abi
