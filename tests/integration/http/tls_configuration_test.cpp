// What steps and the host of an instance may say about TLS: certificates of the client, authorities,
// versions, revocation lists.
#include "tls_fixture.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace http_task::testing {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

class tls_configuration : public tls_fixture {
protected:
  http::exchange_options with_certificate() const {
    const test_ca::identity own = ca.client({.common_name = "step"});
    http::exchange_options o;
    o.tls.certificate = {own.certificate, own.key, ""};
    return o;
  }

  // An outcome that a client certificate brings about, in both versions.
  template<class Check>
  void in_both_versions(Check check) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
      SCOPED_TRACE(version == TLS1_2_VERSION ? "TLS 1.2" : "TLS 1.3");
      check(test_ca::server_options{.max_version = version, .ask_client_certificate = true});
    }
  }

  temp_folder folder;
};

TEST_F(tls_configuration, a_client_certificate_opens_the_door) {
  in_both_versions([&](const test_ca::server_options& asks) {
    const test_ca::context context = ca.server(good(), asks);
    scripted_server server({answer_always(hello)}, context.get());
    const message::exchange e = fetch(secure(server.port()), with_certificate());
    ASSERT_FALSE(e.error) << e.error->detail;
    EXPECT_EQ(e.response->body, "hello");
  });
}

TEST_F(tls_configuration, what_one_step_opened_is_not_for_a_step_without_certificate) {
  in_both_versions([&](const test_ca::server_options& asks) {
    const test_ca::context context = ca.server(good(), asks);
    scripted_server server({answer_always(hello)}, context.get());
    const http::exchange_options mine = with_certificate();
    ASSERT_EQ(error_type(fetch(secure(server.port()), mine)), "none");
    const message::exchange other = fetch(secure(server.port()));
    EXPECT_THAT(error_type(other), AnyOf("tls.client_cert_required", "conn.reset", "conn.closed"));
    EXPECT_FALSE(other.connection.reused);
    EXPECT_FALSE(other.connection.tls->resumed);
    EXPECT_TRUE(fetch(secure(server.port()), mine).connection.reused);
  });
}

TEST_F(tls_configuration, a_certificate_that_the_server_does_not_know) {
  in_both_versions([&](const test_ca::server_options& asks) {
    const test_ca::context context = ca.server(good(), asks);
    scripted_server server({answer_always(hello)}, context.get());
    const test_ca::identity stranger = test_ca().client({});
    http::exchange_options o;
    o.tls.certificate = {stranger.certificate, stranger.key, ""};
    EXPECT_THAT(error_type(fetch(secure(server.port()), o)),
                AnyOf("tls.client_cert_rejected", "conn.reset", "conn.closed"));
  });
}

TEST_F(tls_configuration, encrypted_key) {
  const test_ca::context context = ca.server(good(), {.ask_client_certificate = true});
  scripted_server server({answer_always(hello)}, context.get());
  const test_ca::identity own = ca.client({}, "correct horse");
  http::exchange_options o;
  o.tls.certificate = {own.certificate, own.key, "correct horse"};
  EXPECT_EQ(error_type(fetch(secure(server.port()), o)), "none");
  o.tls.certificate.passphrase = "battery";
  message::exchange e = fetch(secure(server.port()), o);
  EXPECT_EQ(error_type(e), "config.tls_client_key");
  EXPECT_THAT(e.error->detail, Not(HasSubstr("battery")));
  o.tls.certificate.passphrase = "";
  e = fetch(secure(server.port()), o);
  EXPECT_EQ(error_type(e), "config.tls_client_key");
  EXPECT_THAT(e.error->detail, HasSubstr("no passphrase"));
}

TEST_F(tls_configuration, certificate_and_key_in_one_text) {
  const test_ca::context context = ca.server(good(), {.ask_client_certificate = true});
  scripted_server server({answer_always(hello)}, context.get());
  const test_ca::identity own = ca.client({});
  http::exchange_options o;
  o.tls.certificate.certificate = own.key + own.certificate;
  EXPECT_EQ(error_type(fetch(secure(server.port()), o)), "none");
}

TEST_F(tls_configuration, mistakes_are_found_before_anything_is_dialled) {
  const test_ca::identity own = ca.client({});
  const auto expect = [&](const http::exchange_tls& tls, const char* type, const char* pointer) {
    http::exchange_options o;
    o.tls = tls;
    const message::exchange e = fetch(secure(closed_port()), o);
    ASSERT_EQ(error_type(e), type);
    EXPECT_EQ(e.error->pointer, pointer);
    EXPECT_EQ(e.error->source, "settings");
    EXPECT_EQ(e.error->retryable, false);
    EXPECT_EQ(e.connection.remote_address, "");
    EXPECT_THAT(e.error->detail, Not(HasSubstr("BEGIN")));
    EXPECT_EQ(client->check(secure(443), o).error().type, type);
  };
  expect({.ca_pem = "garbage"}, "config.tls_ca", "/tls/ca");
  expect({.ca_pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"}, "config.tls_ca",
         "/tls/ca");
  expect({.certificate = {own.certificate, ca.client({}).key, ""}}, "config.tls_client_key",
         "/tls/clientCertificate/key");
  expect({.certificate = {own.certificate, "garbage", ""}}, "config.tls_client_key",
         "/tls/clientCertificate/key");
  expect({.certificate = {own.certificate, "", ""}}, "config.tls_client_key", "/tls/clientCertificate/key");
  expect({.certificate = {"garbage", own.key, ""}}, "config.tls_client_cert",
         "/tls/clientCertificate/certificate");
  expect({.certificate_name = "unknown"}, "config.tls_client_cert", "/tls/clientCertificate");
}

TEST_F(tls_configuration, a_step_names_no_file) {
  const test_ca::identity own = ca.client({});
  http::exchange_options o;
  o.tls.certificate = {own.certificate, folder.write("own.key", own.key).string(), ""};
  EXPECT_EQ(error_type(fetch(secure(closed_port()), o)), "config.tls_client_key");
  o.tls = {};
  o.tls.ca_pem = folder.write("root.pem", ca.root_pem()).string();
  EXPECT_EQ(error_type(fetch(secure(closed_port()), o)), "config.tls_ca");
}

TEST_F(tls_configuration, certificates_of_the_host_by_name) {
  const test_ca::identity own = ca.client({}, "secret words");
  http::client_options options = trusting_options();
  options.tls.client_certificates["partner"] = {folder.write("own.pem", own.certificate).string(),
                                                folder.write("own.key", own.key).string(),
                                                "secret words",
                                                {"*.example.test"}};
  make_client(options);
  const test_ca::context context =
      ca.server({.names = {"DNS:good.example.test", "DNS:other.test"}}, {.ask_client_certificate = true});
  scripted_server server({answer_always(hello)}, context.get());
  http::exchange_options o;
  o.tls.certificate_name = "partner";
  EXPECT_EQ(error_type(fetch(secure(server.port()), o)), "none");
  const message::exchange e = fetch(secure(server.port(), "other.test"), o);
  EXPECT_EQ(error_type(e), "config.tls_client_cert");
  EXPECT_THAT(e.error->detail, HasSubstr("may not be shown to other.test"));

  options.tls.client_certificates["partner"].passphrase = "wrong";
  const auto created = http::client::create(io, options);
  ASSERT_FALSE(created);
  EXPECT_EQ(created.error().type, "config.tls_client_key");
  EXPECT_EQ(created.error().pointer, "/tls/clientCertificates/partner/keyFile");
  options.tls.client_certificates["partner"].key_file = "/nowhere/own.key";
  EXPECT_EQ(http::client::create(io, options).error().type, "config.tls_client_key");
}

TEST_F(tls_configuration, a_redirect_to_another_origin_leaves_the_certificate_behind) {
  const test_ca::context asks = ca.server(good(), {.ask_client_certificate = true});
  scripted_server elsewhere({answer_always(hello)}, asks.get());
  scripted_server server(
      {answer_always("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: https://good.example.test:" +
                     std::to_string(elsewhere.port()) + "/\r\n\r\n")},
      asks.get());
  http::exchange_options o = with_certificate();
  ASSERT_EQ(error_type(fetch(secure(elsewhere.port()), o)), "none");
  o.max_redirects = 5;
  const message::exchange e = fetch(secure(server.port()), o);
  EXPECT_THAT(error_type(e), AnyOf("tls.client_cert_required", "conn.reset", "conn.closed"));
  ASSERT_EQ(e.redirects.size(), 1U);
  EXPECT_THAT(e.redirects[0].removed, ::testing::Contains("client certificate"));
}

TEST_F(tls_configuration, authority_of_a_step) {
  const test_ca elsewhere;
  const test_ca::context context = elsewhere.server(good());
  scripted_server server({answer_always(hello)}, context.get());
  EXPECT_EQ(error_type(fetch(secure(server.port()))), "tls.untrusted");
  http::exchange_options o;
  o.tls.ca_pem = elsewhere.root_pem();
  EXPECT_EQ(error_type(fetch(secure(server.port()), o)), "none");
  EXPECT_EQ(error_type(fetch(secure(server.port()))), "tls.untrusted") << "for that step alone";
}

TEST_F(tls_configuration, minimum_version) {
  const test_ca::context old = ca.server(good(), {.max_version = TLS1_2_VERSION});
  scripted_server server({answer_always(hello)}, old.get());
  http::exchange_options o;
  o.tls.min_version = http::tls_version::v1_3;
  EXPECT_EQ(error_type(fetch(secure(server.port()), o)), "tls.version");
  EXPECT_EQ(error_type(fetch(secure(server.port()))), "none");
  http::client_options options = trusting_options();
  options.tls.min_version = http::tls_version::v1_3;
  make_client(options);
  EXPECT_EQ(error_type(fetch(secure(server.port()))), "tls.version") << "a step cannot ask for less";
}

TEST_F(tls_configuration, revocation_lists_fail_closed) {
  const test_ca::context context = ca.server(good());
  scripted_server server({answer_always(last_hello)}, context.get());
  const auto outcome_with = [&](const std::string& list) {
    http::client_options options = trusting_options();
    options.tls.crl_file = folder.write("list.crl", list).string();
    make_client(options);
    return error_type(fetch(secure(server.port())));
  };
  EXPECT_EQ(outcome_with(ca.revocation_list(false)), "none");
  EXPECT_EQ(outcome_with(ca.revocation_list(true)), "tls.revoked");
  EXPECT_EQ(outcome_with(ca.revocation_list(false, -60)), "tls.crl_expired");
  EXPECT_EQ(outcome_with(test_ca().revocation_list(false)), "tls.untrusted") << "of another issuer";

  http::client_options options = trusting_options();
  options.tls.crl_file = folder.write("list.crl", ca.revocation_list(false)).string();
  make_client(options);
  EXPECT_EQ(error_type(fetch(secure(server.port()))), "none");
  folder.write("list.crl", "garbage");
  EXPECT_EQ(error_type(fetch(secure(server.port()))), "none") << "the lists of before count on";
  folder.write("list.crl", ca.revocation_list(true));
  EXPECT_EQ(error_type(fetch(secure(server.port()))), "tls.revoked") << "a new list counts at once";

  options.tls.crl_file = folder.write("list.crl", "garbage").string();
  EXPECT_EQ(http::client::create(io, options).error().type, "config.tls_crl");
  options.tls.crl_file = "/nowhere/list.crl";
  EXPECT_EQ(http::client::create(io, options).error().pointer, "/tls/crlFile");
}

} // namespace
} // namespace http_task::testing
