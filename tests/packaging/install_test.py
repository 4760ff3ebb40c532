#!/usr/bin/env python3
"""The installed tree: complete, movable, and enough to build the example hosts in C and C++ from it.

    install_test.py BUILD_FOLDER SOURCE_FOLDER C_COMPILER CXX_COMPILER FLAGS
"""
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

if len(sys.argv) < 6:
    sys.exit(__doc__)
FLAGS, CXX, CC, SOURCE, BUILD = (sys.argv.pop() for _ in range(5))
SOURCE = pathlib.Path(SOURCE)
ENDPOINT = "dialpad.com:POST:/api/v2/subscriptions/call"


def run(*command, **more):
    command = [str(part) for part in command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **more)
    if done.returncode != 0:
        said = done.stdout[-4000:] + done.stderr[-4000:]
        raise AssertionError(f"{command}: exit status {done.returncode}\n{said}")
    return done.stdout


class Counter(http.server.BaseHTTPRequestHandler):
    requests = 0

    def do_POST(self):
        Counter.requests += 1
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "12")
        self.end_headers()
        self.wfile.write(b'{"id": 1001}')

    def log_message(self, *_):
        pass


class InstalledTree(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="http-task-")
        cls.addClassCleanup(cls.folder.cleanup)
        base = pathlib.Path(cls.folder.name)
        run("cmake", "--install", BUILD, "--prefix", base / "first")
        cls.tree = (base / "first").rename(base / "moved")
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counter)
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.server.server_port}/calls"

    def build(self, example):
        build = pathlib.Path(self.folder.name) / example
        language = "C" if example == "c" else "CXX"
        run("cmake", "-G", "Ninja", "-S", SOURCE / "examples" / example, "-B", build, f"-DCMAKE_PREFIX_PATH={self.tree}",
            f"-DCMAKE_{language}_COMPILER={CC if language == 'C' else CXX}",
            f"-DCMAKE_{language}_FLAGS={FLAGS}", "-DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF")
        run("cmake", "--build", build)
        return build / "host"

    def test_is_complete(self):
        plugin = self.tree / "lib" / "http-task"
        manifest = json.loads((plugin / "manifest.json").read_text())
        for file in [*manifest["schemas"].values(), *manifest["library"].values()]:
            self.assertTrue((plugin / file).is_file(), file)
        self.assertTrue((self.tree / "bin" / "http-task").is_file())
        headers = SOURCE / "sdk" / "include"
        for header in headers.rglob("*.h*"):
            self.assertTrue((self.tree / "include" / header.relative_to(headers)).is_file(), header)

    def test_says_nothing_of_where_it_was_built(self):
        for file in self.tree.rglob("*"):
            if file.suffix in {".cmake", ".json", ".h", ".hpp"}:
                text = file.read_text()
                self.assertNotIn(str(BUILD), text, file)
                self.assertNotIn(self.folder.name, text, file)

    def test_a_host_in_c(self):
        before = Counter.requests
        library = self.tree / "lib" / "http-task" / "libhttp_task.so"
        output = run(self.build("c"), library, ENDPOINT, self.url)
        self.assertEqual(Counter.requests, before + 1)
        self.assertIn('"id":1001', output.replace(" ", ""))

    def test_a_host_in_cpp(self):
        before = Counter.requests
        environment = {**os.environ, "HTTP_TASK_PLUGIN_PATH": str(self.tree / "lib" / "http-task")}
        output = run(self.build("cpp"), ENDPOINT, self.url, env=environment)
        self.assertEqual(Counter.requests, before + 1)
        self.assertIn('"id":1001', output.replace(" ", ""))

    def test_the_program_finds_the_plugin_beside_itself(self):
        environment = {name: value for name, value in os.environ.items() if name != "HTTP_TASK_PLUGIN_PATH"}
        environment["XDG_DATA_HOME"] = environment["XDG_CONFIG_HOME"] = self.folder.name
        output = run(self.tree / "bin" / "http-task", "search", "create", "call", "subscription", "--json",
                     env=environment)
        self.assertEqual(json.loads(output)["results"][0]["id"], ENDPOINT)


if __name__ == "__main__":
    unittest.main()
