"""--sandbox and sandbox: a mock API on loopback, made from the descriptions."""

import http.client
import json
import signal
import ssl
import unittest

from support import CALL_SUBSCRIPTION, WEBHOOK, CommandTest

AUTHORIZATION = {"Authorization": "Bearer x", "Content-Type": "application/json"}


class TestInTheSandbox(CommandTest):
    def test_answers_as_the_description_says(self):
        self.http_task("prefill", CALL_SUBSCRIPTION, "-o", "s.json")
        answer = self.json("test", "s.json", "--sandbox", "--set", "/body/endpoint_id=1000")
        self.assertEqual(answer["response"]["statusCode"], 200)
        self.assertIsInstance(answer["response"]["body"]["id"], int)
        self.assertEqual(answer["connection"]["remoteAddress"], "127.0.0.1")
        self.assertEqual(answer["connection"]["tls"]["serverName"], "dialpad.com")
        self.assertTrue(answer["connection"]["tls"]["verified"])
        self.assertIn({"name": "Host", "value": "dialpad.com"}, answer["request"]["headers"])

    def test_takes_the_id_of_an_endpoint(self):
        self.http_task("test", WEBHOOK, "--sandbox", "--set", "/body/hook_url=https://example.com/hook")

    def test_checks_the_request_against_the_description(self):
        self.http_task("prefill", CALL_SUBSCRIPTION, "-o", "s.json")
        answer = self.json("test", "s.json", "--sandbox", "--set", "/body/target_type=desk", status=5)
        self.assertEqual(answer["response"]["statusCode"], 400)
        self.assertEqual(answer["response"]["body"]["errors"][0]["pointer"], "/body/target_type")

    def test_real_secrets_stay_at_home(self):
        self.write("key", "s3cr3t-value")
        settings = self.write("s.json", {"uri": "https://unknown.example.test/x",
                                         "headers": {"X-Key": "${secrets.KEY}"}})
        answer = self.json("test", settings, "--sandbox", "--secret", "KEY=@key")
        self.assertNotIn("s3cr3t", json.dumps(answer))
        self.assertEqual(answer["response"]["headers"]["x-http-task-sandbox"], ["echo"])

    def test_an_unknown_endpoint_is_echoed(self):
        uri = "http://unknown.example.test/a?b=c"
        settings = self.write("s.json", {"uri": uri, "method": "PUT", "body": [1]})
        echo = self.json("test", settings, "--sandbox")["response"]["body"]
        self.assertEqual((echo["method"], echo["uri"], echo["body"]), ("PUT", uri, [1]))

    def test_a_host_of_ones_own_is_the_same_endpoint(self):
        self.http_task("prefill", CALL_SUBSCRIPTION, "-o", "s.json")
        answer = self.json("test", "s.json", "--sandbox", "--set",
                           "/uri=https://gateway.example.test/api/v2/subscriptions/call")
        self.assertNotEqual(answer["response"]["headers"].get("x-http-task-sandbox"), ["echo"])


class StandaloneSandbox(CommandTest):
    def setUp(self):
        super().setUp()
        self.process = self.start("sandbox", "--json")
        text = ""
        while not text.endswith("}\n") or text.count("{") != text.count("}"):
            line = self.process.stdout.readline()
            self.assertTrue(line, "the sandbox ended")
            text += line
        self.about = json.loads(text)

    def ask(self, method, path, body=None, headers=None, tls=False):
        if tls:
            context = ssl.create_default_context(cadata=self.about["options"]["tls"]["caPem"])
            connection = http.client.HTTPSConnection("127.0.0.1", self.about["port"], timeout=60,
                                                     context=context)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.about["port"], timeout=60)
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response, json.loads(content) if content else None

    def test_serves_plain_and_tls_on_one_port(self):
        body = json.dumps({"hook_url": "https://example.com/hook"})
        for tls in (False, True):
            response, content = self.ask("POST", "/api/v2/webhooks", body, AUTHORIZATION, tls)
            self.assertEqual(response.status, 200, content)
            self.assertIsInstance(content["id"], int)

    def test_refuses_what_breaks_the_description(self):
        response, problem = self.ask("POST", "/api/v2/webhooks", "{}", AUTHORIZATION)
        self.assertEqual(response.status, 400)
        self.assertEqual(response.getheader("Content-Type"), "application/problem+json")
        self.assertTrue(problem["errors"])
        response, _ = self.ask("POST", "/api/v2/webhooks", "{", AUTHORIZATION)
        self.assertEqual(response.status, 400)
        body = json.dumps({"target_type": "desk"})
        response, problem = self.ask("POST", "/api/v2/subscriptions/call", body, AUTHORIZATION)
        self.assertEqual(response.status, 400)
        self.assertEqual(problem["errors"][0]["pointer"], "/body/target_type")

    def test_demands_authentication(self):
        body = json.dumps({"hook_url": "https://example.com/hook"})
        anonymous = {"Content-Type": "application/json"}
        response, _ = self.ask("POST", "/api/v2/webhooks", body, anonymous)
        self.assertEqual(response.status, 401)
        self.assertTrue(response.getheader("WWW-Authenticate").startswith("Bearer"))
        response, _ = self.ask("POST", "/api/v2/webhooks?apikey=k", body, anonymous)
        self.assertEqual(response.status, 200)

    def test_reads_parameters_of_the_path(self):
        response, content = self.ask("GET", "/api/v2/subscriptions/call/1000", None, AUTHORIZATION)
        self.assertEqual(response.status, 200, content)
        response, content = self.ask("GET", "/api/v2/subscriptions/call/not-a-number", None, AUTHORIZATION)
        self.assertEqual(response.status, 400, content)

    def test_its_options_send_another_call_there(self):
        options = self.write("options.json", self.about["options"])
        self.http_task("prefill", WEBHOOK, "-o", "s.json", "--set", "/body/hook_url=https://example.com/h")
        self.write("key", "x")
        self.http_task("test", "s.json", "--options", options, "--secret", "DIALPAD_API_KEY=@key")

    def test_ends_with_ctrl_c(self):
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=60)
        self.assertEqual(self.process.returncode, 0)

    def test_a_taken_port_is_a_problem(self):
        self.http_task("sandbox", "--port", self.about["port"], status=3)


if __name__ == "__main__":
    unittest.main()
