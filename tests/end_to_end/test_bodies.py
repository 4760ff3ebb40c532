"""test --output, --upload-file and --events: bodies of any size, piece by piece."""

import hashlib
import http.server
import json
import threading
import unittest

from support import CommandTest, TIMEOUT

PIECE = bytes(range(256)) * 256
PIECES = 400


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/events":
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write(b"data: one\n\nevent: two\nid: 7\ndata: a\ndata: b\n\n")
            self.close_connection = True
        elif self.path == "/missing":
            self.send_response(404)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"no")
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(len(PIECE) * PIECES))
            self.end_headers()
            for _ in range(PIECES):
                self.wfile.write(PIECE)

    def do_PUT(self):
        digest = hashlib.sha256()
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                digest.update(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
        else:
            digest.update(self.rfile.read(int(self.headers["Content-Length"])))
        answer = json.dumps({"sha256": digest.hexdigest(), "chunked": "Transfer-Encoding" in self.headers}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


class Bodies(CommandTest):
    def setUp(self):
        super().setUp()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        self.addCleanup(thread.join, TIMEOUT)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.url = f"http://127.0.0.1:{server.server_port}"

    def settings(self, path="/", **members):
        return self.write("s.json", {"uri": self.url + path, **members})

    def test_the_answer_goes_to_a_file_whatever_its_size(self):
        self.http_task("test", self.settings(), "--allow", "127.0.0.1", "--output", "out.bin")
        self.assertEqual((self.folder / "out.bin").read_bytes(), PIECE * PIECES)  # above maxResponseBytes
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["home", "out.bin", "s.json"])

    def test_the_answer_goes_to_standard_output_alone(self):
        run = self.http_task("test", self.settings("/events"), "--allow", "127.0.0.1", "--output", "-")
        self.assertTrue(run.stdout.startswith("data: one\n"))
        self.assertIn("COMPLETED", run.stderr)

    def test_a_refusal_makes_no_file(self):
        self.http_task("test", self.settings("/missing"), "--allow", "127.0.0.1", "--output", "out.bin", status=5)
        self.assertFalse((self.folder / "out.bin").exists())

    def test_events_are_lines_of_json(self):
        run = self.http_task("test", self.settings("/events"), "--allow", "127.0.0.1", "--events")
        self.assertEqual([json.loads(line) for line in run.stdout.splitlines()],
                         [{"event": "message", "data": "one"}, {"event": "two", "data": "a\nb", "id": "7"}])

    def test_a_file_and_standard_input_go_up(self):
        (self.folder / "in.bin").write_bytes(PIECE * 50)
        settings = self.settings(method="PUT", contentType="application/octet-stream")
        answer = self.json("test", settings, "--allow", "127.0.0.1", "--upload-file", "in.bin")
        self.assertEqual(answer["response"]["body"],
                         {"sha256": hashlib.sha256(PIECE * 50).hexdigest(), "chunked": False})
        answer = self.json("test", settings, "--allow", "127.0.0.1", "--upload-file", "-", stdin="hello")
        self.assertEqual(answer["response"]["body"], {"sha256": hashlib.sha256(b"hello").hexdigest(), "chunked": True})


if __name__ == "__main__":
    unittest.main()
