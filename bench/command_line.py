#!/usr/bin/env python3
"""What the command line costs: process start to first search result, and one test request beside curl.

    bench/command_line.py [--rounds 50] [--bin build/release/bin/http-task]

Both programs run in turn in the same loop against the same server on loopback; medians and the middle half.
"""

import argparse
import http.server
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BODY = json.dumps({"items": [{"id": i, "name": f"item {i}"} for i in range(20)]}).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_):
        pass


def measure(command, environment):
    """Wall clock and CPU time of one process, in ms."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    wall = (time.perf_counter() - start) * 1000
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command} ended with status {child.returncode}")
    return wall, (usage.ru_utime + usage.ru_stime) * 1000


def quartiles(values):
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:8.2f}  ({low:.2f} to {high:.2f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--bin", default=str(ROOT / "build/release/bin/http-task"))
    options = parser.parse_args()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/items"
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, HOME=home, XDG_DATA_HOME=f"{home}/data", XDG_CONFIG_HOME=f"{home}/config")
        settings = pathlib.Path(home) / "settings.json"
        settings.write_text(json.dumps({"uri": url, "method": "GET"}))
        commands = {
            "http-task --version": [options.bin, "--version"],
            "http-task search create call subscription": [options.bin, "search", "create", "call", "subscription"],
            "http-task test (GET on loopback)": [options.bin, "test", str(settings), "--allow", "127.0.0.1"],
            "curl -v (the same GET)": ["curl", "-sv", url],
        }
        wall = {name: [] for name in commands}
        cpu = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                w, c = measure(command, environment)
                wall[name].append(w)
                cpu[name].append(c)
    server.shutdown()

    print(f"{'ms, median (middle half)':45}{'wall clock':>30}{'CPU':>30}")
    for name in commands:
        print(f"{name:45}{quartiles(wall[name]):>30}{quartiles(cpu[name]):>30}")
    ours, curls = list(commands)[2:]
    print(f"test beside curl: {statistics.median(wall[ours]) / statistics.median(wall[curls]):.2f} of its wall clock, "
          f"{statistics.median(cpu[ours]) / statistics.median(cpu[curls]):.2f} of its CPU")


if __name__ == "__main__":
    main()
