#include "cli/exit_status.hpp"

#include "document/json.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

TEST(ExitStatus, FollowsTheFirstPartOfTheType) {
  EXPECT_EQ(exit_status_of("usage"), exit_status::usage);
  for (const char* type :
       {"settings.invalid", "input.not_json", "expression.unresolved", "url.invalid", "description.invalid",
        "options.invalid", "secrets.missing", "workflow.unsupported", "program.failed", "catalog.damaged",
        "catalog.newer_version", "catalog.file"})
    EXPECT_EQ(exit_status_of(type), exit_status::invalid_input) << type;
  for (const char* type : {"catalog.not_found", "catalog.ambiguous", "file.not_found"})
    EXPECT_EQ(exit_status_of(type), exit_status::not_found) << type;
  for (const char* type :
       {"conn.refused", "dns.not_found", "tls.untrusted", "protocol.truncated", "limit.body", "content.json"})
    EXPECT_EQ(exit_status_of(type), exit_status::network) << type;
  EXPECT_EQ(exit_status_of("status.not_accepted"), exit_status::status_not_accepted);
  EXPECT_EQ(exit_status_of("timeout.connect"), exit_status::timeout);
  EXPECT_EQ(exit_status_of("guard.denied"), exit_status::refused);
  EXPECT_EQ(exit_status_of("cancel.requested"), exit_status::interrupted);
}

TEST(ExitStatus, AnUnknownTypeIsADefect) {
  EXPECT_EQ(exit_status_of("something.new"), exit_status::internal);
  EXPECT_EQ(exit_status_of(""), exit_status::internal);
  EXPECT_EQ(exit_status_of("timeouts.connect"), exit_status::internal);
}

exit_status of_response(const char* text) {
  return exit_status_of_response(*parse_object(text, "test"));
}

TEST(ExitStatus, AResponseFollowsItsErrorFirst) {
  EXPECT_EQ(of_response(R"({"status": "COMPLETED"})"), exit_status::ok);
  EXPECT_EQ(of_response(R"({"status": "FAILED", "response": {}, "error": {"type": "status.not_accepted"}})"),
            exit_status::status_not_accepted);
  EXPECT_EQ(of_response(R"({"status": "TIMED_OUT", "error": {"type": "timeout.total"}})"),
            exit_status::timeout);
  EXPECT_EQ(of_response(R"({"status": "CANCELED", "error": {"type": "cancel.requested"}})"),
            exit_status::interrupted);
}

TEST(ExitStatus, AResponseWithoutErrorFollowsItsStatus) {
  EXPECT_EQ(of_response(R"({"status": "TIMED_OUT"})"), exit_status::timeout);
  EXPECT_EQ(of_response(R"({"status": "CANCELED"})"), exit_status::interrupted);
  EXPECT_EQ(of_response(R"({"status": "FAILED", "response": {"statusCode": 500}})"),
            exit_status::status_not_accepted);
  EXPECT_EQ(of_response("{}"), exit_status::network);
}

} // namespace
} // namespace http_task::host
