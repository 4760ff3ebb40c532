"""http-task serve: who may ask, what is too much, and how it ends."""

import contextlib
import json
import os
import signal
import socket
import time
import unittest

from editor_client import EditorTest, events_of
from support import TIMEOUT, raw_server


class WhoMayAsk(EditorTest):
    def setUp(self):
        super().setUp()
        self.serve()
        self.port = self.about["port"]

    def refused(self, status, **headers):
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        response, content = self.request("GET", "/api/v1/session", headers=fields)
        self.assertEqual(response.status, status, content)
        return json.loads(content)["type"]

    def test_the_token_is_asked_for(self):
        for authorization in ("", "Bearer", "Bearer x", "Bearer " + self.about["token"][:-1], "Basic dXNlcjpw",
                              "Bearer " + self.about["token"] + "x"):
            response, _ = self.request("GET", "/api/v1/session", headers={"Authorization": authorization})
            self.assertEqual((response.status, response.getheader("WWW-Authenticate")), (401, "Bearer"))
        response, content = self.request("POST", "/api/v1/tests", "{}", token=False)
        self.assertEqual(response.status, 401)
        self.described("POST", "/tests", response, content)
        self.call("GET", "/session")

    def test_the_host_is_this_server(self):
        for host in (f"evil.example:{self.port}", "127.0.0.1", f"127.0.0.1:{self.port + 1}", "", f"10.0.0.1:{self.port}",
                     f"localhost.evil.example:{self.port}"):
            self.assertEqual(self.refused(421, Host=host), "access.host")
        response, _ = self.request("GET", "/", headers={"Host": "evil.example"}, token=False)
        self.assertEqual(response.status, 421)
        self.call("GET", "/session", headers={"Host": f"LOCALHOST:{self.port}"})

    def test_the_origin_is_this_server(self):
        for origin in ("https://evil.example", "null", f"https://127.0.0.1:{self.port}", "http://127.0.0.1",
                       f"http://127.0.0.1:{self.port}.evil.example"):
            self.assertEqual(self.refused(403, Origin=origin), "access.origin")
        self.call("GET", "/session", headers={"Origin": f"http://127.0.0.1:{self.port}"})

    def test_a_page_of_elsewhere_gets_no_leave(self):
        response, _ = self.request("OPTIONS", "/api/v1/session", token=False, headers={
            "Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"})
        self.assertEqual(response.status, 403)
        self.assertIsNone(response.getheader("Access-Control-Allow-Origin"))

    def test_every_answer_forbids_what_is_not_needed(self):
        for target in ("/", "/nothing", "/api/v1/session", "/api/v1/nothing"):
            response, _ = self.request("GET", target)
            policy = response.getheader("Content-Security-Policy")
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(response.getheader("X-Content-Type-Options"), "nosniff")
            self.assertEqual(response.getheader("Referrer-Policy"), "no-referrer")
            self.assertEqual(response.getheader("Cross-Origin-Resource-Policy"), "same-origin")
        self.assertEqual(self.request("GET", "/nothing")[0].status, 404)

    def test_two_starts_have_two_tokens(self):
        first = dict(self.about)
        self.serve()
        self.assertNotEqual(first["token"], self.about["token"])
        response, _ = self.request("GET", "/api/v1/session",
                                   headers={"Authorization": "Bearer " + first["token"]})
        self.assertEqual(response.status, 401)


class TooMuch(EditorTest):
    def setUp(self):
        super().setUp()
        self.serve()

    def raw(self, content):
        """What the server says to these bytes until it closes."""
        with socket.create_connection(("127.0.0.1", self.about["port"]), timeout=TIMEOUT) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(content)
            answer = b""
            with contextlib.suppress(ConnectionError):
                while piece := connection.recv(65536):
                    answer += piece
            return answer

    def test_bodies_and_headers_are_bounded(self):
        host = f"Host: 127.0.0.1:{self.about['port']}\r\n".encode()
        token = f"Authorization: Bearer {self.about['token']}\r\n".encode()
        head = b"POST /api/v1/validate HTTP/1.1\r\n" + host + token
        self.assertIn(b" 413 ", self.raw(head + b"Content-Length: 99999999999\r\n\r\n"))
        self.assertIn(b" 431 ", self.raw(head + b"X: " + b"x" * 40000 + b"\r\n\r\n"))
        self.assertIn(b" 400 ", self.raw(b"nonsense\r\n\r\n"))
        self.assertIn(b" 421 ", self.raw(b"GET / HTTP/1.1\r\n" + host + host + b"\r\n"))
        chunks = b"10000\r\n" + b" " * 65536 + b"\r\n"
        self.assertIn(b" 413 ", self.raw(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks * 330))
        self.call("GET", "/session")

    def test_a_client_that_says_nothing_holds_up_nobody(self):
        silent = [socket.create_connection(("127.0.0.1", self.about["port"])) for _ in range(20)]
        silent[0].sendall(b"GET / HT")
        self.call("GET", "/session")
        for connection in silent:
            connection.close()

    def test_another_method_and_another_path(self):
        response, _ = self.request("DELETE", "/api/v1/session")
        self.assertEqual((response.status, response.getheader("Allow")), (405, "GET"))
        self.assertEqual(self.request("GET", "/api/v1/no/such/call")[0].status, 404)
        self.assertEqual(self.request("GET", "/api/v2/session")[0].status, 404)
        self.assertEqual(self.request("POST", "/", "x")[0].status, 405)
        self.assertEqual(self.request("GET", "/../../etc/passwd")[0].status, 404)


class Running(EditorTest):
    """A server that accepts and keeps silent stands for a slow API."""

    def start_slow(self, port):
        settings = {"uri": f"http://127.0.0.1:{port}/x"}
        return self.call("POST", "/tests", {"settings": settings, "mode": "real"}, status=202)["id"]

    def test_is_canceled(self):
        with raw_server() as port:
            self.serve("--allow", "127.0.0.1")
            test = self.start_slow(port)
            self.assertEqual(self.call("GET", f"/tests/{test}"), {"status": "IN_PROGRESS"})
            self.call("GET", f"/tests/{test}/body", status=409)
            self.call("DELETE", f"/tests/{test}", status=204)
            events = events_of(self.call("GET", f"/tests/{test}/events").decode())
            self.assertEqual(events[-1][1]["status"], "CANCELED")
            self.call("DELETE", f"/tests/{test}", status=204)

    def test_two_clients_follow_one_test(self):
        with raw_server() as port:
            self.serve("--allow", "127.0.0.1")
            test = self.start_slow(port)
            streams = []
            for _ in range(2):
                connection = self.connection()
                connection.request("GET", f"/api/v1/tests/{test}/events",
                                   headers={"Authorization": "Bearer " + self.about["token"]})
                streams.append(connection.getresponse())
            self.call("DELETE", f"/tests/{test}", status=204)
            for stream in streams:
                self.assertEqual(events_of(stream.read().decode())[-1][1]["status"], "CANCELED")

    def test_not_too_many_at_once(self):
        with raw_server() as port:
            self.serve("--allow", "127.0.0.1")
            for _ in range(16):
                self.start_slow(port)
            settings = {"uri": f"http://127.0.0.1:{port}/x"}
            self.call("POST", "/tests", {"settings": settings, "mode": "real"}, status=429)

    def test_the_server_ends_in_good_order(self):
        with raw_server() as port:
            process = self.serve("--allow", "127.0.0.1")
            test = self.start_slow(port)
            connection = self.connection()
            connection.request("GET", f"/api/v1/tests/{test}/events",
                               headers={"Authorization": "Bearer " + self.about["token"]})
            stream = connection.getresponse()
            process.send_signal(signal.SIGTERM)
            self.assertEqual(events_of(stream.read().decode())[-1][1]["status"], "CANCELED")
            self.assertEqual(process.wait(TIMEOUT), 0)
            self.assertEqual(process.stderr.read(), "")

    def test_ctrl_c_without_anything_running(self):
        process = self.serve()
        self.call("GET", "/session")
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(TIMEOUT), 0)
        self.assertLess(time.monotonic() - began, TIMEOUT / 2)


class Large(EditorTest):
    def test_a_body_goes_to_the_page_by_itself(self):
        content = json.dumps({"rows": ["x" * 1000] * 2000}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        with raw_server(head.encode() + content) as port:
            self.serve("--allow", "127.0.0.1")
            settings = {"uri": f"http://127.0.0.1:{port}/x"}
            test, events = self.run_test(settings, mode="real", ref="large")
            self.assertEqual(events[-1][1]["response"]["body"], {"omitted": True})
            self.assertEqual(self.call("GET", f"/tests/{test}/body"), content)
            part = self.call("GET", f"/tests/{test}/body", headers={"Range": "bytes=1000000-1000099"}, status=206)
            self.assertEqual(part, content[1000000:1000100])
            step = {"taskReferenceName": "large", "type": "HTTP", "inputParameters": {"http_request": settings}}
            asked = {"expressions": ["${large.output.response.body.rows[1]}", "${large.output.response.body}"],
                     "definition": {"tasks": [step]}}
            results = self.call("POST", "/expressions", asked)["results"]
            self.assertEqual(results[0]["value"], "x" * 1000)
            self.assertTrue(results[1]["omitted"])
        self.assertFalse([name for name in os.listdir(self.folder) if name.startswith("http-task")])


class Listening(EditorTest):
    def test_a_port_that_is_taken(self):
        self.serve()
        run = self.http_task("serve", "--port", self.about["port"], status=3)
        self.assertIn("cannot be taken", run.stderr)

    def test_the_address_on_a_line_of_its_own(self):
        process = self.start("serve", "--port", "0")
        self.assertRegex(process.stdout.readline(), r"^http://127\.0\.0\.1:\d+/#token=[\w-]{43}\n$")

    def test_a_folder_that_is_not_there(self):
        self.http_task("serve", "nowhere/flow.json", status=4)
        self.http_task("serve", "--bind", "nowhere", status=2)
        self.write("broken.json", "{")
        self.http_task("serve", "broken.json", "--port", "0", "--secret", "A=@nothing", status=4)


if __name__ == "__main__":
    unittest.main()
