"""test: one request sent, for every status and every failure."""

import json
import signal
import ssl
import unittest

from support import CommandTest, certificate_authority, free_port, http_server, raw_server


class Answers(CommandTest):
    def setUp(self):
        super().setUp()
        server = http_server()
        self.server = server.__enter__()
        self.addCleanup(server.__exit__, None, None, None)

    def settings(self, path="/x", **members):
        return self.write("s.json", {"uri": self.server.url + path, **members})

    def test_shows_no_less_than_curl(self):
        settings = self.settings(method="POST", body={"a": 1})
        text = self.http_task("test", settings, "--allow", "127.0.0.1").stdout
        for part in ("> POST /x HTTP/1.1", "> Host: 127.0.0.1", "> Content-Type: application/json", '"a": 1',
                     "< HTTP/1.1 200 OK", "Content-Type: application/json", '"id": 9007199254740993',
                     "Connection", "127.0.0.1:", "Timings", "connect", "total", "Attempts", "Checks",
                     "Verdict", "COMPLETED"):
            self.assertIn(part, text)

    def test_json_is_the_structured_response(self):
        answer = self.json("test", self.settings(), "--allow", "127.0.0.1")
        self.assertEqual(answer["status"], "COMPLETED")
        self.assertEqual(answer["response"]["statusCode"], 200)
        self.assertEqual(answer["response"]["body"]["id"], 9007199254740993)
        self.assertGreater(answer["timings"]["total"], 0)
        self.assertEqual(answer["connection"]["remoteAddress"], "127.0.0.1")

    def test_a_status_that_is_not_accepted_keeps_the_answer(self):
        for status in (404, 500):
            with self.subTest(status):
                settings = self.settings(f"/status/{status}")
                answer = self.json("test", settings, "--allow", "127.0.0.1", status=5)
                self.assertEqual(answer["response"]["statusCode"], status)
                self.assertEqual(answer["error"]["type"], "status.not_accepted")
        accepting = self.settings("/status/404", acceptedStatusCodes=["2XX", 404])
        self.http_task("test", accepting, "--allow", "127.0.0.1")

    def test_redirects_are_followed_and_each_hop_is_shown(self):
        settings = self.settings("/to/to/x", method="POST", body={"a": 1})
        text = self.http_task("test", settings, "--allow", "127.0.0.1").stdout
        for part in ("> POST /to/to/x HTTP/1.1", "< HTTP/1.1 302 Found", "redirected to GET", "without Content-Type, body",
                     "> GET /to/x HTTP/1.1", "> GET /x HTTP/1.1", "< HTTP/1.1 200 OK"):
            self.assertIn(part, text)
        answer = self.json("test", settings, "--allow", "127.0.0.1")
        self.assertEqual([hop["nextMethod"] for hop in answer["redirects"]], ["GET", "GET"])
        self.assertEqual(answer["request"]["uri"], self.server.url + "/x")
        kept = self.settings("/to/x", redirect={"follow": False}, acceptedStatusCodes=[302])
        self.assertEqual(self.json("test", kept, "--allow", "127.0.0.1")["response"]["statusCode"], 302)
        few = self.settings("/to/to/x", redirect={"maxRedirects": 1})
        self.assertEqual(self.json("test", few, "--allow", "127.0.0.1", status=6)["error"]["type"], "limit.redirects")

    def test_a_body_in_gzip_is_read(self):
        answer = self.json("test", self.settings("/gzip"), "--allow", "127.0.0.1")
        self.assertEqual(answer["response"]["body"]["id"], 9007199254740993)
        self.assertEqual(answer["response"]["headers"]["content-encoding"], ["gzip"])
        self.assertNotEqual(answer["sizes"]["responseBody"], answer["sizes"]["responseContent"])

    def test_bodies_from_and_to_files(self):
        (self.folder / "work").mkdir()
        (self.folder / "work/in.txt").write_text("from the file")
        settings = self.settings(method="PUT", bodyFile="in.txt", contentType="text/plain", outputFile="out/answer.json")
        answer = self.json("test", settings, "--allow", "127.0.0.1", "--files", "work")
        self.assertEqual(self.server.requests[-1]["body"], "from the file")
        self.assertEqual(answer["response"]["bodyFile"], "out/answer.json")
        self.assertEqual(self.read_json("work/out/answer.json")["path"], "/x")
        outside = self.settings(outputFile="../answer.json")
        run = self.http_task("test", outside, "--allow", "127.0.0.1", "--files", "work", status=3)
        self.assertIn("/outputFile", run.stdout)
        self.http_task("test", settings, "--allow", "127.0.0.1", status=3)

    def test_the_exchange_as_har(self):
        settings = self.settings("/to/x?a=1&b=", headers={"X-Key": "${secrets.KEY}"})
        self.http_task("test", settings, "--allow", "127.0.0.1", "--har", "out.har", "--secret", "KEY=env:KEY",
                       environment={"KEY": "hunter22"})
        text = (self.folder / "out.har").read_text()
        self.assertNotIn("hunter22", text)
        log = json.loads(text)["log"]
        self.assertEqual(log["version"], "1.2")
        first, last = log["entries"]
        self.assertEqual((first["response"]["status"], first["response"]["redirectURL"]), (302, "/x?a=1&b="))
        self.assertEqual(last["request"]["queryString"], [{"name": "a", "value": "1"}, {"name": "b", "value": ""}])
        self.assertEqual(json.loads(last["response"]["content"]["text"])["id"], 9007199254740993)
        for entry in (first, last):
            for member in ("startedDateTime", "time", "cache", "timings", "serverIPAddress"):
                self.assertIn(member, entry)
            self.assertGreaterEqual(entry["timings"]["wait"], 0)

    def test_output_filter_gives_the_output(self):
        settings = self.settings(outputFilter={"id": "$.response.body.id", "none": "$.response.body.nope",
                                               "numbers": "$.response.body[?@ > 5]"})
        answer = self.json("test", settings, "--allow", "127.0.0.1")
        self.assertEqual(answer["output"], {"id": 9007199254740993, "none": None,
                                            "numbers": [9007199254740993, 443037]})
        missing = [check for check in answer["checks"] if not check["pass"]]
        self.assertEqual([(c["rule"], c["pointer"]) for c in missing], [("output filter", "/outputFilter/none")])
        self.assertIn("Output\n{", self.http_task("test", settings, "--allow", "127.0.0.1").stdout)

    def test_success_condition_decides(self):
        settings = self.settings(successCondition="$.response.body.population > 1e6")
        answer = self.json("test", settings, "--allow", "127.0.0.1", status=5)
        self.assertEqual(answer["status"], "FAILED_WITH_TERMINAL_ERROR")
        self.assertEqual(answer["error"]["type"], "status.not_successful")
        self.assertIn("$.response.body.population > 1e6", answer["verdict"])
        self.http_task("test", self.settings(successCondition="$.response.body.population < 1e6"), "--allow",
                       "127.0.0.1")

    def test_loopback_is_refused_unless_allowed(self):
        run = self.http_task("test", self.settings(), status=9)
        self.assertIn("--allow 127.0.0.1", run.stdout)
        self.assertEqual(self.server.requests, [])

    def test_options_allow_and_resolve(self):
        port = self.server.server_port
        self.write("options.json", {"egress": {"allow": ["127.0.0.1/32"]},
                                    "resolve": {"api.example.test": ["127.0.0.1"]}})
        settings = self.write("s.json", {"uri": f"http://api.example.test:{port}/x"})
        self.http_task("test", settings, "--options", "options.json")
        self.assertEqual(self.server.requests[0]["headers"]["Host"], f"api.example.test:{port}")

    def test_wrong_options_are_named(self):
        self.write("options.json", {"egress": {"alow": []}})
        self.assertEqual(self.json("test", self.settings(), "--options", "options.json", status=3)["type"],
                         "options.invalid")

    def test_set_and_standard_input(self):
        settings = json.dumps({"uri": self.server.url, "method": "POST"})
        self.http_task("test", "-", "--set", "/body/name=Zoë", "--allow", "127.0.0.1", stdin=settings)
        self.assertEqual(json.loads(self.server.requests[0]["body"]), {"name": "Zoë"})

    def test_input_fills_expressions(self):
        settings = self.settings(body={"city": "${workflow.input.city}"}, method="POST")
        self.write("in.json", {"city": "Zurich"})
        self.http_task("test", settings, "--input", "in.json", "--allow", "127.0.0.1")
        self.assertEqual(json.loads(self.server.requests[0]["body"]), {"city": "Zurich"})
        self.assertEqual(self.json("test", settings, "--allow", "127.0.0.1", status=3)["error"]["type"],
                         "expression.unresolved")

    def test_secrets_are_sent_and_masked(self):
        self.write("key", "s3cr3t-value\n")
        settings = self.settings(authentication={"type": "bearer", "token": "${secrets.KEY}"})
        for source in ("KEY=@key", "KEY=env:THE_KEY"):
            run = self.http_task("test", settings, "--allow", "127.0.0.1", "--secret", source, "--level",
                                 "TRACE", environment={"THE_KEY": "s3cr3t-value"})
            self.assertEqual(self.server.requests[-1]["headers"]["Authorization"], "Bearer s3cr3t-value")
            self.assertNotIn("s3cr3t", run.stdout + run.stderr)

    def test_missing_secrets_are_named_with_the_way_to_give_them(self):
        settings = self.settings(authentication={"type": "bearer", "token": "${secrets.KEY}"})
        run = self.http_task("test", settings, "--allow", "127.0.0.1", status=3)
        self.assertIn("--secret KEY=env:KEY", run.stderr)
        self.assertEqual(self.server.requests, [])
        self.http_task("test", settings, "--secret", "KEY=env:NO_SUCH_VARIABLE", status=3)

    def test_a_secret_in_the_arguments_is_refused_and_not_repeated(self):
        run = self.http_task("test", self.settings(), "--secret", "KEY=hunter2", status=2)
        self.assertIn("@FILE", run.stderr)
        self.assertNotIn("hunter2", run.stdout + run.stderr)

    def test_a_dry_run_shows_the_bytes_and_sends_nothing(self):
        settings = self.settings(method="POST", body={"a": 1},
                                 authentication={"type": "bearer", "token": "${secrets.KEY}"})
        run = self.http_task("test", settings, "--dry-run")
        self.assertTrue(run.stdout.startswith("POST /x HTTP/1.1"))
        self.assertIn('{"a":1}', run.stdout)
        self.assertIn("curl --request POST", run.stdout)
        self.assertIn("Authorization: Bearer ***", run.stdout)
        self.assertEqual(self.server.requests, [])
        self.assertIn("curl", self.json("test", settings, "--dry-run")["request"])

    def test_a_conductor_task_is_taken(self):
        task = {"name": "t", "taskReferenceName": "t", "type": "HTTP",
                "inputParameters": {"http_request": {"uri": self.server.url + "/conductor", "method": "GET"}}}
        self.http_task("test", self.write("task.json", task), "--allow", "127.0.0.1")
        self.assertEqual(self.server.requests[0]["path"], "/conductor")

    def test_invalid_settings_are_not_sent(self):
        settings = self.settings(headers={"X": "a\nb"})
        answer = self.json("test", settings, "--allow", "127.0.0.1", status=3)
        self.assertEqual(answer["status"], "FAILED_WITH_TERMINAL_ERROR")
        self.assertEqual(self.server.requests, [])

    def test_neither_a_file_nor_an_endpoint(self):
        run = self.http_task("test", "no-such-thing", status=4)
        self.assertIn("no file", run.stderr)


class Failures(CommandTest):
    def fails(self, uri, kind, status, *arguments, **members):
        settings = self.write("s.json", {"uri": uri, **members})
        answer = self.json("test", settings, "--allow", "127.0.0.1", *arguments, status=status)
        self.assertTrue(answer["error"]["type"].startswith(kind), answer["error"])
        self.assertTrue(answer["verdict"])
        self.assertNotIn("response", answer)
        return answer

    def test_a_refused_connection(self):
        answer = self.fails(f"http://127.0.0.1:{free_port()}/", "conn.refused", 6)
        self.assertEqual(answer["error"]["phase"], "connect")

    def test_an_unknown_host(self):
        self.fails("http://no-such-host.invalid/", "dns.", 6)

    def test_a_silent_server(self):
        with raw_server() as port:
            answer = self.fails(f"http://127.0.0.1:{port}/", "timeout.", 7, readTimeOut=300)
            self.assertEqual(answer["status"], "TIMED_OUT")

    def test_an_answer_that_is_not_http(self):
        with raw_server(b"SSH-2.0-nonsense\r\n\r\n") as port:
            self.fails(f"http://127.0.0.1:{port}/", "protocol.", 6, readTimeOut=5000)

    def test_an_untrusted_certificate(self):
        with http_server(certificate_authority(self.folder)) as server:
            self.fails(f"https://127.0.0.1:{server.server_port}/", "tls.", 6)

    def test_tls_with_the_right_root_and_the_wrong_name(self):
        with http_server(certificate_authority(self.folder)) as server:
            self.write("options.json", {"tls": {"caFile": str(self.folder / "root.pem")},
                                        "resolve": {"api.example.test": ["127.0.0.1"],
                                                    "other.example.test": ["127.0.0.1"]}})
            good = self.write("good.json", {"uri": f"https://api.example.test:{server.server_port}/"})
            run = self.http_task("test", good, "--allow", "127.0.0.1", "--options", "options.json")
            self.assertIn("CN=api.example.test", run.stdout.replace(" ", ""))
            self.assertIn("TLSv1.", run.stdout)
            self.fails(f"https://other.example.test:{server.server_port}/", "tls.hostname", 6, "--options",
                       "options.json")

    def test_a_client_certificate_from_the_secrets(self):
        tls = certificate_authority(self.folder)
        tls.verify_mode = ssl.CERT_REQUIRED
        tls.load_verify_locations(self.folder / "root.pem")
        with http_server(tls) as server:
            self.write("options.json", {"tls": {"caFile": str(self.folder / "root.pem")},
                                        "resolve": {"api.example.test": ["127.0.0.1"]}})
            url = f"https://api.example.test:{server.server_port}/"
            certificate = (self.folder / "server.pem").read_text()
            settings = self.write("mutual.json", {"uri": url, "tls": {"clientCertificate": {
                "certificate": certificate, "key": "${secrets.CLIENT_KEY}"}}})
            arguments = ["test", settings, "--allow", "127.0.0.1", "--options", "options.json", "--secret"]
            answer = self.json(*arguments, "CLIENT_KEY=@server.key")
            self.assertEqual(answer["response"]["statusCode"], 200)
            self.assertNotIn("PRIVATE", json.dumps(answer))
            answer = self.json(*arguments, "CLIENT_KEY=@root.key", status=3)
            self.assertEqual(answer["error"]["type"], "config.tls_client_key")
            self.assertEqual(answer["error"]["pointer"], "/tls/clientCertificate/key")

    def test_a_proxy_is_used_and_shown_without_its_credentials(self):
        with http_server() as proxy:
            address = f"127.0.0.1:{proxy.server_port}"
            self.write("options.json", {"proxy": {"url": f"http://user:hunter22@{address}"},
                                        "resolve": {"api.example.test": ["8.8.8.8"]}})
            settings = self.write("s.json", {"uri": "http://api.example.test/x"})
            answer = self.json("test", settings, "--options", "options.json")
            self.assertEqual(answer["connection"]["proxy"], f"http://***@{address}")
            self.assertEqual(proxy.requests[0]["path"], "http://api.example.test/x")
            self.assertEqual(proxy.requests[0]["headers"]["Proxy-Authorization"], "Basic dXNlcjpodW50ZXIyMg==")
            self.assertNotIn("aHVudGVy", json.dumps(answer))
            self.assertNotIn("dXNlcjpodW50", json.dumps(answer))
            run = self.http_task("test", settings, "--options", "options.json")
            self.assertIn(f"through the proxy http://***@{address}", run.stdout)
            own = self.write("own.json", {"uri": "http://api.example.test/x", "proxy": {"url": f"http://{address}"}})
            answer = self.json("test", own, "--options", "options.json", status=9)
            self.assertEqual(answer["error"]["type"], "guard.denied")
            self.write("options.json", {"proxy": {"fromSteps": True}, "resolve": {"api.example.test": ["8.8.8.8"]}})
            self.http_task("test", own, "--options", "options.json", status=9)  # its address is judged
            self.http_task("test", own, "--options", "options.json", "--allow", "127.0.0.1")

    def test_the_environment_names_no_proxy_unless_the_host_says_so(self):
        with http_server() as server:
            closed = {"http_proxy": f"http://127.0.0.1:{free_port()}"}
            settings = self.write("s.json", {"uri": server.url + "/x"})
            self.http_task("test", settings, "--allow", "127.0.0.1", environment=closed)
            self.write("options.json", {"proxy": {"fromEnvironment": True}})
            self.http_task("test", settings, "--allow", "127.0.0.1", "--options", "options.json", status=6,
                           environment=closed)

    def test_a_terminal_is_not_at_the_mercy_of_the_server(self):
        evil = b"HTTP/1.1 200 \x9b2J\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n\x1b[2Jx"
        with raw_server(evil) as port:
            settings = self.write("s.json", {"uri": f"http://127.0.0.1:{port}/"})
            run = self.run_command("test", settings, "--allow", "127.0.0.1")
            self.assertNotIn("\x1b", run.stdout)

    def test_ctrl_c_cancels_and_shows_what_there_is(self):
        with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart") as port:
            settings = self.write("s.json", {"uri": f"http://127.0.0.1:{port}/"})
            process = self.start("test", settings, "--allow", "127.0.0.1", "--json")
            with self.assertRaises(Exception):
                process.communicate(timeout=2)  # it waits for the rest
            process.send_signal(signal.SIGINT)
            out, _ = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 130)
            self.assertEqual(json.loads(out)["status"], "CANCELED")


if __name__ == "__main__":
    unittest.main()
