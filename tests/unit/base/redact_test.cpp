#include "base/redact.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

namespace http_task {
namespace {

redactor knowing(std::initializer_list<std::string_view> secrets) {
  redactor r;
  for (const std::string_view secret : secrets)
    r.add(secret);
  return r;
}

} // namespace

TEST(Redactor, LeavesTextWithoutSecretsAlone) {
  EXPECT_EQ(redactor{}.redact("nothing here"), "nothing here");
  EXPECT_EQ(knowing({"hunter22"}).redact("nothing here"), "nothing here");
  EXPECT_TRUE(redactor{}.empty());
}

TEST(Redactor, MasksEveryOccurrence) {
  const redactor r = knowing({"hunter22"});
  EXPECT_EQ(r.redact("a=hunter22&b=hunter22"), "a=***&b=***");
  EXPECT_TRUE(r.contains_secret("xhunter22x"));
  EXPECT_FALSE(r.contains_secret("hunter2"));
}

TEST(Redactor, MasksTheEncodingsOfRequests) {
  const redactor r = knowing({"p@ss \"w\\rd\""});
  EXPECT_EQ(r.redact("q=p%40ss%20%22w%5Crd%22"), "q=***") << "percent-encoded";
  EXPECT_EQ(r.redact("q=p%40ss+%22w%5Crd%22"), "q=***") << "form";
  EXPECT_EQ(r.redact(R"({"p":"p@ss \"w\\rd\""})"), R"({"p":"***"})") << "JSON";
  EXPECT_EQ(r.redact("cEBzcyAid1xyZCI="), "***") << "base64";
  EXPECT_EQ(r.redact("cEBzcyAid1xyZCI"), "***") << "base64 without padding";
}

TEST(Redactor, MasksBase64WithinSomethingLonger) {
  const redactor r = knowing({"s3cret-t0ken"});
  for (const std::string before : {"", "u", "us", "use", "user:"}) {
    const std::string clean = r.redact("x " + base64_encode(before + "s3cret-t0ken" + "!more"));
    EXPECT_NE(clean.find("***"), std::string::npos) << clean;
    EXPECT_EQ(clean.find(base64_encode(before + "s3cret-t0ken").substr(8, 6)), std::string::npos) << clean;
  }
  const redactor odd = knowing({"\xFB\xFF\xFE\xFB\xFF\xFE"});
  EXPECT_EQ(odd.redact("-__--__-"), "***") << "for URLs";
}

TEST(Redactor, MasksWhatIsEncodedInPart) {
  const redactor r = knowing({"p\xC3\xA4ss/w+rd[1]"});
  EXPECT_EQ(r.redact("/x?k=p%C3%A4ss/w+rd%5B1%5D&l"), "/x?k=***&l") << "as a URL is completed";
  EXPECT_EQ(r.redact("{\"a\":\"p\\u00e4ss\\/w+rd[1]\"}"), "{\"a\":\"***\"}") << "as PHP writes JSON";
}

TEST(Redactor, MasksTheLongerOfTwoSecretsFirst) {
  const redactor r = knowing({"abcd", "abcdefgh"});
  EXPECT_EQ(r.redact("abcdefgh abcd"), "*** ***");
}

TEST(Redactor, DoesNotSearchForValuesThatAreTooShort) {
  const redactor r = knowing({"abc", ""});
  EXPECT_TRUE(r.empty());
  EXPECT_EQ(r.redact("abcabc"), "abcabc");
}

TEST(Redactor, EndsOnASecretThatTheMaskContains) {
  EXPECT_EQ(knowing({"****"}).redact("********"), "******");
}

} // namespace http_task
