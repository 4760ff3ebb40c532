#include "task/instance_options.hpp"

#include <gtest/gtest.h>

namespace http_task::task {
namespace {

TEST(instance_options, empty_text_gives_the_defaults) {
  const result<instance_options> o = read_instance_options("");
  ASSERT_TRUE(o);
  EXPECT_EQ(o->threads, 1U);
  EXPECT_TRUE(o->client.egress.allow.empty());
  EXPECT_TRUE(o->built_in_catalog);
}

TEST(instance_options, reads_every_member) {
  const result<instance_options> o = read_instance_options(R"({
    "egress": {"allow": ["127.0.0.1/32", "intranet.example"]},
    "resolve": {"api.example.test": ["127.0.0.1", "::1"]},
    "connectTo": ["dialpad.com:443:127.0.0.1:8443", "::[::1]:80"],
    "tls": {"caFile": "root.pem", "caPem": "text", "crlFile": "list.crl", "minVersion": "1.3",
      "clientCertificates": {"partner": {"certificateFile": "c.pem", "keyFile": "c.key", "passphrase": "p",
                                         "hosts": ["partner.test"]}}},
    "proxy": {"url": "http://proxy:3128", "noProxy": ["a.test", "10.0.0.0/8"], "fromEnvironment": true},
    "limits": {"tasks": 7, "responseBytes": 8, "totalTimeOut": 9, "connections": 10, "connectionsPerOrigin": 11},
    "threads": 2,
    "catalog": {"builtIn": false}})");
  ASSERT_TRUE(o) << o.error().detail;
  EXPECT_EQ(o->client.egress.allow, (std::vector<std::string>{"127.0.0.1/32", "intranet.example"}));
  EXPECT_EQ(o->client.resolve.at("api.example.test"), (std::vector<std::string>{"127.0.0.1", "::1"}));
  ASSERT_EQ(o->client.connect_to.size(), 2U);
  EXPECT_EQ(o->client.connect_to[0].host, "dialpad.com");
  EXPECT_EQ(o->client.connect_to[0].port, 443);
  EXPECT_EQ(o->client.connect_to[0].to_host, "127.0.0.1");
  EXPECT_EQ(o->client.connect_to[0].to_port, 8443);
  EXPECT_EQ(o->client.connect_to[1].host, "");
  EXPECT_EQ(o->client.connect_to[1].port, 0);
  EXPECT_EQ(o->client.connect_to[1].to_host, "::1");
  EXPECT_EQ(o->client.tls.ca_file, "root.pem");
  EXPECT_EQ(o->client.tls.ca_pem, "text");
  EXPECT_EQ(o->client.tls.crl_file, "list.crl");
  EXPECT_EQ(o->client.tls.min_version, http::tls_version::v1_3);
  const http::named_certificate& partner = o->client.tls.client_certificates.at("partner");
  EXPECT_EQ(partner.certificate_file, "c.pem");
  EXPECT_EQ(partner.key_file, "c.key");
  EXPECT_EQ(partner.passphrase, "p");
  EXPECT_EQ(partner.hosts, std::vector<std::string>{"partner.test"});
  EXPECT_EQ(o->client.proxy.url, "http://proxy:3128");
  EXPECT_EQ(o->client.proxy.no_proxy, (std::vector<std::string>{"a.test", "10.0.0.0/8"}));
  EXPECT_TRUE(o->client.proxy.from_environment);
  EXPECT_EQ(o->max_tasks, 7U);
  EXPECT_EQ(o->max_response_bytes, 8U);
  EXPECT_EQ(o->max_total_timeout, milliseconds(9));
  EXPECT_EQ(o->client.connections, 10U);
  EXPECT_EQ(o->client.connections_per_origin, 11U);
  EXPECT_EQ(o->threads, 2U);
  EXPECT_FALSE(o->built_in_catalog);
}

TEST(instance_options, steps_choose_a_proxy_only_where_the_host_has_none) {
  const auto from_steps = [](const char* text) {
    return read_instance_options(text)->client.proxy.from_steps;
  };
  EXPECT_TRUE(from_steps("{}"));
  EXPECT_TRUE(from_steps(R"({"proxy": {"noProxy": ["x"]}})"));
  EXPECT_FALSE(from_steps(R"({"proxy": {"url": "http://p"}})"));
  EXPECT_FALSE(from_steps(R"({"proxy": {"fromEnvironment": true}})"));
  EXPECT_TRUE(from_steps(R"({"proxy": {"url": "http://p", "fromSteps": true}})"));
  EXPECT_FALSE(from_steps(R"({"proxy": {"fromSteps": false}})"));
}

TEST(instance_options, a_name_that_is_not_known_is_refused_with_the_one_that_was_meant) {
  const result<instance_options> o = read_instance_options(R"({"egres": {"allow": []}})");
  ASSERT_FALSE(o);
  EXPECT_EQ(o.error().type, "options.invalid");
  ASSERT_EQ(o.error().findings.size(), 1U);
  EXPECT_NE(o.error().findings[0].suggestion.find("egress"), std::string::npos);
}

TEST(instance_options, says_where_a_value_is_wrong) {
  const result<instance_options> o = read_instance_options(R"({"limits": {"tasks": "many"}})");
  ASSERT_FALSE(o);
  EXPECT_EQ(o.error().pointer, "/limits/tasks");
  EXPECT_EQ(o.error().source, "options");
}

TEST(instance_options, a_connect_to_rule_has_four_parts) {
  for (const char* rule : {"", "a", "a:1:b", "a:1:b:", "a:1::2", "a:x:b:2", "a:1:b:70000", "a:1:b:2:3"}) {
    const result<instance_options> o =
        read_instance_options(std::string(R"({"connectTo": [")") + rule + R"("]})");
    ASSERT_FALSE(o) << rule;
    EXPECT_EQ(o.error().pointer, "/connectTo/0") << rule;
  }
}

TEST(instance_options, text_that_is_not_json_is_said_to_be) {
  EXPECT_EQ(read_instance_options("{").error().type, "input.not_json");
}

} // namespace
} // namespace http_task::task
