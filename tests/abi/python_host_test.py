#!/usr/bin/env python3
"""A host in Python with ctypes alone (examples/python/host.py) against the built plugin.

    python_host_test.py LIBRARY
"""
import http.server
import json
import pathlib
import select
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "examples" / "python"))
import host  # noqa: E402

LIBRARY = sys.argv.pop() if len(sys.argv) > 1 else None
OPTIONS = {"egress": {"allow": ["127.0.0.1/32"]}}
ENDPOINT = "dialpad.com:POST:/api/v2/subscriptions/call"
PATIENCE = 60  # seconds


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        text = json.dumps({"method": self.command, "path": self.path, "body": body,
                           "authorization": self.headers.get("Authorization")}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256  # connections that are refused for want of a place come back a second later


class PythonHost(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(("127.0.0.1", 0), Echo)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.server.server_port}"

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def test_searches(self):
        with host.Plugin(LIBRARY) as plugin:
            self.assertEqual(plugin.search("create call subscription")[0]["id"], ENDPOINT)

    def test_prefills_and_tests(self):
        with host.Plugin(LIBRARY, OPTIONS) as plugin:
            settings = plugin.prefill(ENDPOINT, {"uri": self.url + "/calls"})
            self.assertTrue(plugin.validate(settings)["valid"])
            answer = plugin.test(settings, timeout=PATIENCE, secrets={"DIALPAD_API_KEY": "sesame-street"})
        self.assertEqual(answer["status"], "COMPLETED", answer)
        echoed = answer["response"]["body"]
        self.assertEqual((echoed["method"], echoed["path"]), ("POST", "/calls"))
        self.assertTrue(json.loads(echoed["body"])["enabled"])
        self.assertNotIn("sesame-street", json.dumps(answer["request"]))

    def test_one_thread_serves_many_tasks(self):
        with host.Plugin(LIBRARY, OPTIONS) as plugin:
            for tag in range(100):
                plugin.submit({"uri": f"{self.url}/{tag}"}, user_tag=tag)
            completed = {}
            while len(completed) < 100 and select.select([plugin.event_fd()], [], [], PATIENCE)[0]:
                for kind, _, tag, document in plugin.next_events():
                    self.assertEqual(kind, host.EVENT_COMPLETED)
                    self.assertNotIn(tag, completed)
                    completed[tag] = document["response"]["body"]["path"]
            self.assertEqual(completed, {tag: f"/{tag}" for tag in range(100)})
            self.assertEqual(plugin.next_events(), [])

    def test_failures_carry_the_problem(self):
        with host.Plugin(LIBRARY) as plugin:
            with self.assertRaises(host.Failure) as raised:
                plugin.prefill("no:GET:/where")
        self.assertEqual(raised.exception.problem["type"], "catalog.not_found")
        with self.assertRaises(host.Failure) as raised:
            host.Plugin(LIBRARY, {"unknown": 1})
        self.assertEqual(raised.exception.problem["type"], "options.invalid")


if __name__ == "__main__":
    if LIBRARY is None:
        sys.exit(__doc__)
    unittest.main()
