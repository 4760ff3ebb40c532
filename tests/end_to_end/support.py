"""What the end-to-end tests share: the command as a user runs it, and servers on loopback for it."""

import contextlib
import gzip
import http.server
import json
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = str(pathlib.Path(os.environ.get("HTTP_TASK_BIN", ROOT / "build/debug/bin/http-task")).resolve())
SHARED = pathlib.Path(os.environ.get("HTTP_TASK_SHARED", ROOT.parent / "shared"))
TIMEOUT = 120  # seconds; generous, for sanitizer builds on slow machines

CALL_SUBSCRIPTION = "dialpad.com:POST:/api/v2/subscriptions/call"
WEBHOOK = "dialpad.com:POST:/api/v2/webhooks"
EXAMPLES = ROOT / "examples/workflows"
PETS = {
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1.2"},
    "servers": [{"url": "https://pets.example.test/v1"}],
    "paths": {"/pets/{id}": {"get": {
        "operationId": "getPet", "summary": "Get a pet",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
        "responses": {"200": {"description": "The pet.", "content": {"application/json": {
            "schema": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}},
            "example": {"id": 7}}}}}}}},
}
PET = "pets.example.test:GET:/pets/{id}"


class CommandTest(unittest.TestCase):
    """Each test has a home of its own, and a working folder, `self.folder`."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="http_task_e2e_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.environment = {
            key: value
            for key, value in os.environ.items()
            if not key.lower().endswith("_proxy")
            and not key.startswith(("XDG_", "HTTP_TASK_PLUGIN", "NO_COLOR"))
        }
        self.environment["HOME"] = str(self.folder / "home")
        (self.folder / "home").mkdir()

    def start(self, *arguments, **options):
        """A process that is still running; ended, and its end awaited, when the test is over."""
        process = subprocess.Popen([BINARY, *map(str, arguments)], cwd=self.folder, env=self.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True, **options)

        def end():
            process.kill()
            process.communicate(timeout=TIMEOUT)

        self.addCleanup(end)
        return process

    def run_command(self, *arguments, stdin="", environment=None):
        return subprocess.run([BINARY, *map(str, arguments)], input=stdin, cwd=self.folder,
                              env={**self.environment, **(environment or {})}, capture_output=True, text=True,
                              timeout=TIMEOUT)

    def http_task(self, *arguments, status=0, **options):
        """Runs the command and expects its exit status."""
        run = self.run_command(*arguments, **options)
        self.assertEqual(run.returncode, status, f"{arguments}\n{run.stdout}\n{run.stderr}")
        return run

    def json(self, *arguments, status=0, **options):
        """The JSON that the command writes to standard output."""
        return json.loads(self.http_task(*arguments, "--json", status=status, **options).stdout)

    def write(self, name, content):
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    def read_json(self, name):
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    @property
    def catalog_folder(self):
        return self.folder / "home/.local/share/http-task/catalog"

    def stored(self):
        """The names of the files that the user's catalogue consists of."""
        return sorted(os.listdir(self.catalog_folder)) if self.catalog_folder.exists() else []

    def shared(self, name):
        path = SHARED / name
        if not path.exists():
            self.skipTest(f"{path} is not there (HTTP_TASK_SHARED names the folder)")
        return path


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers /status/N with N, a path of server.files with that content, /to/PATH with a redirect to /PATH, /gzip in gzip, everything else with what it was
    asked; notes requests in server.requests."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.requests.append({"method": self.command, "path": self.path, "body": body,
                                     "headers": dict(self.headers)})
        status = int(self.path.split("/")[2]) if self.path.startswith("/status/") else 200
        content = json.dumps({"path": self.path, "id": 9007199254740993, "population": 443037}).encode()
        if self.path.startswith("/to/"):
            status = 302
        content = self.server.files.get(self.path, content)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.path[3:])
        if self.path == "/gzip":
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def http_server(tls=None):
    """A server on 127.0.0.1; its `url`, `requests` and `files` are there for the test."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.requests = []
    server.files = {}
    server.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(TIMEOUT)


@contextlib.contextmanager
def raw_server(answer=b""):
    """Accepts connections, reads once, sends `answer` and keeps silent, until the test is over."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    over = threading.Event()
    connections = []

    def serve():
        while not over.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = listener.accept()
                connections.append(connection)
                connection.settimeout(TIMEOUT)
                connection.recv(65536)
                connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        thread.join(TIMEOUT)
        for connection in connections:
            connection.close()
        listener.close()


def free_port():
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=TIMEOUT)


def certificate_authority(folder):
    """Makes root.pem and a certificate of it for api.example.test; the answer is the server's TLS context."""
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *curve, "-keyout", folder / "root.key", "-out", folder / "root.pem", "-days", "2",
            "-subj", "/CN=Test root")
    openssl("req", *curve, "-keyout", folder / "server.key", "-out", folder / "server.csr", "-subj",
            "/CN=api.example.test")
    (folder / "server.ext").write_text("subjectAltName=DNS:api.example.test\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", folder / "server.csr", "-CA", folder / "root.pem", "-CAkey",
            folder / "root.key", "-CAcreateserial", "-days", "2", "-extfile", folder / "server.ext", "-out",
            folder / "server.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context
