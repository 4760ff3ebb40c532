#include "serve/test_store.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include <thread>

namespace http_task::host {
namespace {

using namespace std::chrono_literals;

std::shared_ptr<const test_outcome> outcome(const char* summary = "{}") {
  const auto o = std::make_shared<test_outcome>();
  o->summary = summary;
  return o;
}

TEST(TestStore, OnlySoManyRun) {
  test_store tests;
  for (std::size_t i = 0; i < test_store::most_running; ++i)
    ASSERT_TRUE(tests.add(true));
  EXPECT_EQ(tests.add(true).error().type, "test.limit");
  tests.running().front()->set_outcome(outcome());
  EXPECT_TRUE(tests.add(true));
}

TEST(TestStore, TheOldestThatHasEndedIsForgotten) {
  test_store tests;
  const auto running = tests.add(true).value();
  for (std::size_t i = 0; i < test_store::most_kept; ++i)
    tests.add(true).value()->set_outcome(outcome());
  EXPECT_TRUE(tests.find(running->id()));
  EXPECT_EQ(tests.find("2").error().type, "test.not_found");
  EXPECT_TRUE(tests.find("3"));
  EXPECT_EQ(tests.running().size(), 1U);
}

TEST(TestStore, TheLastAnswerOfAStepStays) {
  test_store tests;
  tests.remember("flow.json", "a", outcome("1"));
  tests.remember("flow.json", "a", outcome("2"));
  tests.remember("other.json", "a", outcome("3"));
  EXPECT_EQ(tests.last_answers("flow.json").at("a")->summary, "2");
  EXPECT_TRUE(tests.last_answers("").empty());
}

TEST(TestStore, AnswersFollowADefinitionThatIsSaved) {
  test_store tests;
  tests.remember("", "a", outcome("1"));
  tests.was_saved("flow.json");
  EXPECT_EQ(tests.last_answers("flow.json").at("a")->summary, "1");
  EXPECT_TRUE(tests.last_answers("").empty());
  tests.remember("", "a", outcome("2"));
  tests.was_saved("flow.json");
  EXPECT_EQ(tests.last_answers("flow.json").at("a")->summary, "1") << "it was another one's";
}

TEST(TestStore, OfManyDefinitionsTheLastOnesAreRemembered) {
  test_store tests;
  for (std::size_t i = 0; i < test_store::most_definitions; ++i)
    tests.remember(std::to_string(i), "a", outcome());
  tests.remember("0", "b", outcome());
  tests.remember("one more", "a", outcome());
  EXPECT_EQ(tests.last_answers("0").size(), 2U);
  EXPECT_TRUE(tests.last_answers("1").empty());
}

TEST(TestStore, IsForThreadsOfItsOwn) {
  test_store tests;
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&tests, thread] {
      const std::string path = std::to_string(thread % 2);
      for (int i = 0; i < 200; ++i) {
        const auto test = tests.add(true);
        if (!test) continue;
        (*test)->set_progress("{}");
        for (const auto& running : tests.running())
          running->note_interest();
        (*test)->set_outcome(outcome());
        tests.remember(i % 5 == 0 ? std::string() : path, "a", outcome());
        tests.was_saved(path);
        EXPECT_LE(tests.last_answers(path).size(), 1U);
        if (i % 3 == 0) tests.remove((*test)->id());
      }
    });
  }
  threads.clear();
  EXPECT_TRUE(tests.running().empty());
}

TEST(TestRun, TellsItsListeners) {
  boost::asio::io_context io;
  boost::asio::steady_timer timer(io, 1h);
  test_run test("1", true);
  bool woken = false;
  timer.async_wait([&](const boost::system::error_code& error) { woken = static_cast<bool>(error); });
  test.add_listener(timer);
  test.set_progress(R"({"phase":"wait"})");
  test.wake_listeners();
  io.run();
  EXPECT_TRUE(woken);
  EXPECT_EQ(test.look().progress, R"({"phase":"wait"})");
  EXPECT_EQ(test.look().changes, 1U);
  EXPECT_EQ(test.look().outcome, nullptr);
}

TEST(TestRun, IsAbandonedWhenNobodyWaits) {
  boost::asio::io_context io;
  boost::asio::steady_timer timer(io);
  test_run test("1", true);
  const auto later = [] { return test_run::clock::now() + 2min; };
  EXPECT_FALSE(test.is_abandoned(test_run::clock::now(), 1min));
  EXPECT_TRUE(test.is_abandoned(later(), 1min));
  test.add_listener(timer);
  EXPECT_FALSE(test.is_abandoned(later(), 1min)) << "somebody listens";
  test.remove_listener(timer);
  EXPECT_TRUE(test.is_abandoned(later(), 1min));
  test.set_outcome(outcome());
  EXPECT_FALSE(test.is_abandoned(later(), 1min)) << "it has ended";
}

} // namespace
} // namespace http_task::host
