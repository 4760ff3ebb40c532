#include "http/tls_contexts.hpp"

#include "support/test_ca.hpp"

#include <gtest/gtest.h>

#include <set>

namespace http_task::http {
namespace {

std::unique_ptr<tls_contexts> contexts_for(const tls_options& options = {}) {
  return std::move(tls_contexts::create(options).value());
}

TEST(tls_contexts, one_for_each_configuration) {
  const testing::test_ca ca;
  const auto contexts = contexts_for();
  const auto id = [&](const exchange_tls& tls, bool with_certificate = true) {
    return contexts->select(tls, "a.test", with_certificate).value()->id();
  };
  const testing::test_ca::identity own = ca.client({});
  const exchange_tls plain;
  exchange_tls with_ca;
  with_ca.ca_pem = ca.root_pem();
  exchange_tls with_certificate;
  with_certificate.certificate = {own.certificate, own.key, ""};
  exchange_tls only_1_3;
  only_1_3.min_version = tls_version::v1_3;
  const std::set<std::uint64_t> all{id(plain), id(with_ca), id(with_certificate), id(only_1_3)};
  EXPECT_EQ(all.size(), 4U);
  EXPECT_EQ(all, (std::set<std::uint64_t>{id(plain), id(with_ca), id(with_certificate), id(only_1_3)}))
      << "the same when asked again";
  EXPECT_TRUE(contexts->select(with_certificate, "a.test", true).value()->has_client_certificate());
  EXPECT_FALSE(contexts->select(with_certificate, "a.test", false).value()->has_client_certificate());
  EXPECT_EQ(all.count(contexts_for()->select(plain, "a.test", true).value()->id()), 0U)
      << "those of another client are others";
}

TEST(tls_contexts, are_bounded) {
  const testing::test_ca ca;
  const auto contexts = contexts_for();
  exchange_tls tls;
  tls.ca_pem = ca.root_pem();
  const std::weak_ptr<tls_context> first = contexts->select(tls, "a.test", true).value();
  EXPECT_FALSE(first.expired());
  for (int i = 0; i < 100; ++i) {
    tls.ca_pem += "\n";
    ASSERT_TRUE(contexts->select(tls, "a.test", true));
  }
  EXPECT_TRUE(first.expired());
}

} // namespace
} // namespace http_task::http
