#include "http/certificate.hpp"

#include <boost/asio/ip/address.hpp>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>

namespace http_task::http {
namespace {

std::string name_of(const X509_NAME* name) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  // Control characters stay escaped; UTF-8 does not.
  X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

std::string time_of(const ASN1_TIME* time) {
  std::tm utc{};
  if (ASN1_TIME_to_tm(time, &utc) != 1) return {};
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

std::string hex(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += digits[bytes[i] >> 4U];
    text += digits[bytes[i] & 0xFU];
  }
  return text;
}

std::string serial_of(const X509* certificate) {
  const ASN1_INTEGER* serial = X509_get0_serialNumber(certificate);
  return hex(ASN1_STRING_get0_data(serial), static_cast<std::size_t>(ASN1_STRING_length(serial)));
}

std::string address_of(const ASN1_OCTET_STRING* bytes) {
  const unsigned char* data = ASN1_STRING_get0_data(bytes);
  const auto size = static_cast<std::size_t>(ASN1_STRING_length(bytes));
  if (boost::asio::ip::address_v4::bytes_type v4; size == v4.size()) {
    std::memcpy(v4.data(), data, size);
    return boost::asio::ip::address_v4(v4).to_string();
  }
  if (boost::asio::ip::address_v6::bytes_type v6; size == v6.size()) {
    std::memcpy(v6.data(), data, size);
    return boost::asio::ip::address_v6(v6).to_string();
  }
  return hex(data, size);
}

std::vector<std::string> names_in(const X509* certificate) {
  std::vector<std::string> list;
  const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
      &GENERAL_NAMES_free);
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    int type = 0;
    const void* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type);
    if (type == GEN_DNS) {
      const auto* text = static_cast<const ASN1_STRING*>(value);
      // With its length, since a NUL within the name is the oldest trick.
      list.push_back("DNS:" + std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                                          static_cast<std::size_t>(ASN1_STRING_length(text))));
    } else if (type == GEN_IPADD) {
      list.push_back("IP:" + address_of(static_cast<const ASN1_OCTET_STRING*>(value)));
    }
  }
  return list;
}

std::string sha256_of(const X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) return {};
  return hex(digest.data(), size);
}

} // namespace

message::certificate describe_certificate(X509* certificate) {
  message::certificate c;
  c.subject = name_of(X509_get_subject_name(certificate));
  c.issuer = name_of(X509_get_issuer_name(certificate));
  c.serial = serial_of(certificate);
  c.not_before = time_of(X509_get0_notBefore(certificate));
  c.not_after = time_of(X509_get0_notAfter(certificate));
  c.subject_alt_names = names_in(certificate);
  c.sha256 = sha256_of(certificate);
  return c;
}

} // namespace http_task::http
