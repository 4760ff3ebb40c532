#!/usr/bin/env python3
"""What one request costs the client's process, beside libcurl's multi interface, against nginx on loopback.

    bench/http_client.py [--rounds 5] [--build build/release]     (cmake --preset release -DHTTP_TASK_BENCH=ON first)
    bench/http_client.py --instructions

The programs run in turn in each round; the table has the medians of CPU time for one request, the ratios to libcurl of
the same round, and their range. --instructions counts instead of timing: the same on a busy machine, but blind to what
the system does. Needs nginx, openssl and libcurl4-openssl-dev; --instructions needs valgrind.
"""

import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 300s; sendfile on; root {folder}/www;
  types {{ application/json json; }}
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{plain}; location /never {{ proxy_pass http://127.0.0.1:{silent}; proxy_read_timeout 900s; }} }}
  server {{ listen 127.0.0.1:{closing}; keepalive_timeout 0; }}
  server {{ listen 127.0.0.1:{tls} ssl; ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;
            ssl_session_cache shared:S:10m;
            location /never {{ proxy_pass http://127.0.0.1:{silent}; proxy_read_timeout 900s; }} }}
  server {{ listen 127.0.0.1:{tls_closing} ssl; ssl_certificate {folder}/server.pem;
            ssl_certificate_key {folder}/server.key; ssl_session_cache shared:S:10m; keepalive_timeout 0; }}
  server {{ listen 127.0.0.1:{tls_full} ssl; ssl_certificate {folder}/server.pem;
            ssl_certificate_key {folder}/server.key; ssl_session_cache off; ssl_session_tickets off;
            keepalive_timeout 0; }}
}}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def openssl(*arguments, folder):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)


def prepare(folder):
    (folder / "www").mkdir()
    items = [{"id": i, "name": f"item {i}", "price": i * 1.25} for i in range(22)]
    (folder / "www/1k.json").write_text(json.dumps({"items": items}))
    (folder / "www/10m.bin").write_bytes(os.urandom(10 * 1024 * 1024))
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *curve, "-keyout", "root.key", "-out", "root.pem", "-days", "2", "-subj", "/CN=root",
            folder=folder)
    openssl("req", *curve, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=server", folder=folder)
    (folder / "ext").write_text("subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days",
            "2", "-extfile", "ext", "-out", "server.pem", folder=folder)


def start_nginx(folder, **ports):
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, **ports))
    command = [shutil.which("nginx", path="/usr/sbin:/usr/bin") or "nginx", "-p", str(folder), "-c",
               str(folder / "nginx.conf")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", ports["plain"])) == 0:
                return server
        time.sleep(0.05)
    server.kill()
    sys.exit("nginx does not start: " + (folder / "error.log").read_text())


def measure(binary, what, environment, arguments):
    run = subprocess.run([binary, what, *map(str, arguments)], capture_output=True, text=True, timeout=600,
                         env=environment)
    if run.returncode != 0:
        sys.exit(f"{what} {arguments}: {run.stderr}")
    return json.loads(run.stdout)


def instructions(binary, what, environment, arguments):
    """For one request: what a longer run executes more than a shorter one, so that the start does not count."""
    url, requests, *rest = arguments
    counted = []
    few = max(requests // 100, 8)
    for count in (few, 3 * few):
        run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", binary, what, url,
                              str(count), *map(str, rest)], capture_output=True, text=True, timeout=600,
                             env=environment)
        collected = re.search(r"Collected : (\d+)", run.stderr)
        if run.returncode != 0 or not collected:
            sys.exit(f"{what} {arguments}: {run.stderr}")
        counted.append(int(collected[1]))
    return (counted[1] - counted[0]) / (2 * few)


def print_instructions(works, binary, environment):
    print("| work | what | instructions a request | libcurl | ratio |")
    print("|---|---|--:|--:|--:|")
    for name, kinds, arguments in works:
        of_curl = instructions(binary, "curl", environment, arguments)
        for what in kinds:
            count = instructions(binary, what, environment, arguments)
            print(f"| {name} | {what} | {count:,.0f} | {of_curl:,.0f} | {count / of_curl:.2f} |", flush=True)


def print_times(name, kinds, rounds):
    for what in kinds:
        cells = []
        for time_of in (lambda r: r["userMicroseconds"], lambda r: r["cpuMicroseconds"]):
            ratios = [time_of(r[what]) / time_of(r["curl"]) for r in rounds]
            cells.append(f"{statistics.median(time_of(r[what]) for r in rounds):.1f} | "
                         f"{statistics.median(time_of(r['curl']) for r in rounds):.1f} | "
                         f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
        print(f"| {name} | {what} | {cells[0]} | {cells[1]} |", flush=True)


def print_memory(name, kinds, rounds):
    for what in kinds:
        ratios = [r[what]["residentBytes"] / r["curl"]["residentBytes"] for r in rounds]
        kilobytes = [statistics.median(r[k]["residentBytes"] for r in rounds) / 1000 for k in (what, "curl")]
        print(f"| {name} | {what} | {kilobytes[0]:.1f} | {kilobytes[1]:.1f} | "
              f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--instructions", action="store_true", help="count instructions with valgrind")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
    options = parser.parse_args()
    binary = options.build / "bin/bench_http_client"
    if not binary.exists():
        sys.exit(f"There is no {binary}; configure with -DHTTP_TASK_BENCH=ON and build.")
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))  # 2,000 waiting take as many sockets
    environment = {**os.environ, "HTTP_TASK_PLUGIN_PATH": str(options.build.resolve() / "lib/http-task")}
    folder = pathlib.Path(tempfile.mkdtemp(prefix="http_task_bench_"))
    folder.chmod(0o755)  # started by root, nginx reads as somebody else
    ports = {name: free_port() for name in ("plain", "tls", "closing", "tls_closing", "tls_full")}
    silent = socket.create_server(("127.0.0.1", 0), backlog=4096)  # takes connections and never says a word
    prepare(folder)
    server = start_nginx(folder, silent=silent.getsockname()[1], **ports)
    root = str(folder / "root.pem")
    http, closing = (f"http://127.0.0.1:{ports[name]}" for name in ("plain", "closing"))
    https, tls_closing, tls_full = (f"https://127.0.0.1:{ports[name]}" for name in ("tls", "tls_closing", "tls_full"))
    works = [
        ("GET 1 KB, keepalive, 64 in flight", ["floor", "client", "task", "queue"], [http + "/1k.json", 20000, 64]),
        ("the same over TLS", ["client", "task"], [https + "/1k.json", 20000, 64, root]),
        ("new connection each, 16 in flight", ["client"], [closing + "/1k.json", 4000, 16]),
        ("new TLS connection each, full", ["client"], [tls_full + "/1k.json", 1500, 16, root]),
        ("new TLS connection each, resumed", ["client"], [tls_closing + "/1k.json", 1500, 16, root]),
        ("10 MB download, 4 in flight", ["client", "task"], [http + "/10m.bin", 60, 4]),
    ]
    waiting = [
        ("2,000 waiting", ["client", "task"], [http + "/never", 0, 2000]),
        ("2,000 waiting over TLS", ["client", "task"], [https + "/never", 0, 2000, root]),
    ]
    try:
        if options.instructions:
            print_instructions(works, binary, environment)
            return
        print("| work | what | user µs a request | libcurl | ratio (range) | user and system | libcurl | ratio (range) |")
        print("|---|---|--:|--:|--:|--:|--:|--:|")
        for name, kinds, arguments in works:
            print_times(name, kinds, [{what: measure(binary, what, environment, arguments) for what in ["curl", *kinds]}
                                      for _ in range(options.rounds)])
        print("\n| memory | what | KB a request | libcurl | ratio (range) |")
        print("|---|---|--:|--:|--:|")
        for name, kinds, arguments in waiting:
            print_memory(name, kinds, [{what: measure(binary, what, environment, arguments)
                                        for what in ["curl", *kinds]} for _ in range(min(options.rounds, 3))])
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
        silent.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
