#include "http/pem.hpp"

#include "support/test_ca.hpp"

#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <gmock/gmock.h>

namespace http_task::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const pem_source source{"config.tls_client_key", "/key", "settings", "The text of the key"};

// PKCS #8 with PBKDF2 of so many iterations.
std::string sealed_key(int iterations) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  const key_ptr key(EVP_EC_gen("P-256"));
  PKCS8_PRIV_KEY_INFO* plain = EVP_PKEY2PKCS8(key.get());
  X509_SIG* sealed = PKCS8_encrypt(-1, EVP_aes_128_cbc(), "secret", 6, nullptr, 0, 1,
                                   plain); // cheap; the number is changed below
  PKCS8_PRIV_KEY_INFO_free(plain);
  X509_ALGOR* algorithm = nullptr;
  ASN1_OCTET_STRING* bytes = nullptr;
  X509_SIG_getm(sealed, &algorithm, &bytes);
  X509_ALGOR* other = PKCS5_pbe2_set_iv(EVP_aes_128_cbc(), iterations, nullptr, 0, nullptr, -1);
  ASN1_TYPE_free(algorithm->parameter);
  algorithm->parameter = other->parameter;
  other->parameter = nullptr;
  X509_ALGOR_free(other);
  PEM_write_bio_PKCS8(out.get(), sealed);
  X509_SIG_free(sealed);
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

TEST(pem, keys_with_and_without_passphrase) {
  const testing::test_ca ca;
  EXPECT_TRUE(read_key(ca.client({}).key, "", source));
  EXPECT_TRUE(read_key(ca.client({}).key, "not needed", source));
  EXPECT_TRUE(read_key(ca.client({}, "secret").key, "secret", source));
  for (const char* wrong : {"", "wrong"}) {
    const auto key = read_key(ca.client({}, "secret").key, wrong, source);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().type, "config.tls_client_key");
    EXPECT_EQ(key.error().pointer, "/key");
    EXPECT_EQ(key.error().source, "settings");
  }
  EXPECT_FALSE(read_key(ca.client({}, "secret").key, std::string(2000, 'x'), source));
}

TEST(pem, no_key_takes_for_ever) {
  const auto key = read_key(sealed_key(2'000'000'000), "secret", source);
  ASSERT_FALSE(key);
  EXPECT_THAT(key.error().detail, HasSubstr("more steps"));
  EXPECT_THAT(read_key(sealed_key(1000), "secret", source).error().detail, HasSubstr("cannot be decrypted"));
}

TEST(pem, certificates) {
  const testing::test_ca ca;
  EXPECT_EQ(read_certificates(ca.root_pem() + "text between\n" + ca.root_pem(), source)->size(), 2U);
  EXPECT_EQ(read_certificates(ca.client({}).key + ca.root_pem(), source)->size(), 1U)
      << "others are passed over";
  for (const std::string& bad :
       {std::string(), std::string("garbage"), ca.client({}).key,
        ca.root_pem() + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ca.root_pem().substr(0, 200), std::string("/etc/ssl/cert.pem")}) {
    const auto read = read_certificates(bad, source);
    ASSERT_FALSE(read) << bad;
    EXPECT_THAT(read.error().detail, Not(HasSubstr("BEGIN")));
  }
}

TEST(pem, files) {
  EXPECT_THAT(read_pem_file("/nowhere/x.pem", source).error().detail, HasSubstr("cannot be read"));
  EXPECT_FALSE(read_pem_file("/", source));
}

} // namespace
} // namespace http_task::http
