#!/usr/bin/env python3
"""A host with a page of its own that has <http-task-editor> in it.

    python3 host.py [--port PORT] [FOLDER]

It starts `http-task serve` for the definitions in FOLDER, and hands on to it what the element asks for below
/http-task/. The start token stays here: who may use this page is the host's own business (here: whoever reaches
this port of this machine). HTTP_TASK_BIN names the command; without it `http-task` of the PATH is taken.
"""

import argparse
import http.client
import http.server
import json
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).parent
FILES = {"/": ("index.html", "text/html; charset=utf-8"), "/host.css": ("host.css", "text/css; charset=utf-8"),
         "/host.js": ("host.js", "text/javascript; charset=utf-8")}
# What the element needs of a host's policy: scripts, styles, requests and its worker from where it comes from, and
# pictures as data. No 'unsafe-inline', no eval.
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; "
          "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
TO_EDITOR = ("Accept", "Accept-Encoding", "Content-Type", "If-Match", "If-None-Match", "Range")
PREFIX = "/http-task"


def make_handler(editor, own_port):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            path = self.path.split("?")[0]
            if path.startswith(PREFIX + "/"):
                self.hand_on()
            elif path in FILES:
                name, media_type = FILES[path]
                self.answer(200, (HERE / name).read_bytes(), media_type)
            else:
                self.answer(404, b"There is no such page.\n", "text/plain")

        def do_change(self):
            if self.path.startswith(PREFIX + "/api/"):
                self.hand_on()
            else:
                self.answer(405, b"", "text/plain")

        do_POST = do_PUT = do_DELETE = do_change

        def answer(self, status, content, media_type):
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(content)

        def is_ours(self):
            """Not a page of another origin, nor a name that somebody else made point to this machine."""
            names = {f"127.0.0.1:{own_port()}", f"localhost:{own_port()}"}
            origin = self.headers.get("Origin")
            return self.headers.get("Host") in names and (origin is None or origin.removeprefix("http://") in names)

        def hand_on(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if not self.is_ours():
                self.answer(403, b"", "text/plain")
                return
            headers = {name: self.headers[name] for name in TO_EDITOR if name in self.headers}
            headers["Authorization"] = "Bearer " + editor["token"]
            connection = http.client.HTTPConnection("127.0.0.1", editor["port"], timeout=300)
            try:
                connection.request(self.command, self.path[len(PREFIX):], body or None, headers)
                self.pass_back(connection.getresponse())
            finally:
                connection.close()

        def pass_back(self, response):
            self.send_response(response.status)
            for name, value in response.getheaders():
                if name.lower() not in ("connection", "transfer-encoding", "server", "date"):
                    self.send_header(name, value)
            if response.getheader("Content-Length") is None and response.status != 204:
                self.send_header("Connection", "close")  # events of a test: as they come, until the end
                self.close_connection = True
            self.end_headers()
            while piece := response.read1(65536):
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, *_):
            pass

    return Handler


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, default=8080)
    arguments.add_argument("folder", nargs="?", default=".")
    asked = arguments.parse_args()
    command = os.environ.get("HTTP_TASK_BIN", "http-task")
    with subprocess.Popen([command, "serve", "--json", "--no-open", "--port", "0"], cwd=asked.folder,
                          stdout=subprocess.PIPE, text=True) as process:
        try:
            editor = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")
            server = http.server.ThreadingHTTPServer(("127.0.0.1", asked.port), lambda *a: None)
            server.RequestHandlerClass = make_handler(editor, lambda: server.server_address[1])
            print(f"http://127.0.0.1:{server.server_address[1]}/", flush=True)
            server.serve_forever()
        except KeyboardInterrupt:
            pass
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
