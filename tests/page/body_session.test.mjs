// What the worker makes of bodies of every kind, in node: the index of JSON on hostile input, text, differences.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./support/source.mjs";

const { BodySession } = await source("workers/body-session.ts");
const utf8 = (text) => new TextEncoder().encode(text);

function opened(body, mediaType = "application/json") {
  return new Promise((resolve) => {
    const session = new BodySession((state) => {
      if (state.phase === "ready" || state.phase === "failed") resolve({ session, state });
    });
    session.open({ bytes: typeof body === "string" ? utf8(body) : body }, mediaType);
  });
}

const shown = (rows) =>
  rows.map((row) => `${"  ".repeat(row.depth)}${row.name ?? (row.depth ? row.index : "$")}=${row.text || row.count}`);

test("the rows of a tree, folded and not", async () => {
  const { session, state } = await opened(
    '\ufeff {"a": [1, {"b": null}], "c\\u0064": "x\\ny", "n": 12345678901234567890, "e": {}}',
  );
  assert.equal(state.kind, "json");
  assert.equal(state.fault, undefined);
  assert.deepEqual(shown(session.tree(0, 99)), ["$=4", "  a=2", "  cd=x\u21b5y", "  n=12345678901234567890", "  e=0"]);
  assert.equal(session.toggle(1), 7);
  assert.equal(session.toggle(3), 8);
  assert.deepEqual(shown(session.tree(1, 4)), ["  a=2", "    0=1", "    1=1", "      b=null"]);
  assert.deepEqual(session.describe(4), { path: ["a", 1, "b"], value: "null", cut: false, kind: "null" });
  assert.deepEqual(session.describe(5), { path: ["cd"], value: "x\ny", cut: false, kind: "string" });
  assert.equal(session.describe(3).value, '{"b": null}');
  assert.equal(session.toggle(1), 5);
  assert.equal(session.toggle(0), 1);
  assert.deepEqual(session.reveal(["a", 1, "b"]), { row: 4, rows: 8 });
  assert.equal(session.reveal(["a", 9]).row, -1);
  assert.equal(session.closeAll(), 5);
});

test("a filter shows matches and what they are in", async () => {
  const { session } = await opened('{"users":[{"name":"Ada","tags":[]},{"name":"Zo\\u00eb","age":36}],"Name":1}');
  assert.deepEqual(await session.filter("NAME"), { rows: 7, matches: 3, limited: false });
  assert.deepEqual(shown(session.tree(0, 9)), [
    "$=2",
    "  users=2",
    "    0=2",
    "      name=Ada",
    "    1=2",
    "      name=Zo\u00eb",
    "  Name=1",
  ]);
  assert.deepEqual(await session.filter("zo\u00eb"), { rows: 4, matches: 1, limited: false });
  assert.deepEqual(session.describe(3).path, ["users", 1, "name"]);
  assert.deepEqual(await session.filter("36"), { rows: 4, matches: 1, limited: false });
  assert.equal((await session.filter("nothing")).rows, 0);
  assert.equal((await session.filter("")).rows, 3);
});

test("findings of the documented schema are marked, and what they are in", async () => {
  const { session } = await opened('{"a":{"b":[1,2]},"c":3}');
  session.mark([
    { pointer: "/a/b/1", message: "Too big." },
    { pointer: "/c/missing", message: "Not there." },
  ]);
  session.reveal(["a", "b", 1]);
  const rows = session.tree(0, 9);
  assert.deepEqual(
    rows.map((row) => [row.name ?? row.index, row.problem, row.problemBelow]),
    [
      [0, undefined, true],
      ["a", undefined, true],
      ["b", undefined, true],
      [0, undefined, false],
      [1, "Too big.", false],
      ["c", "Not there.", false],
    ],
  );
});

test("what is no JSON is shown as far as it is, and told where it stops", async () => {
  for (const [text, line, truncated, rows] of [
    ['{"a":1,\n"b":[1,2', 2, true, 3],
    ['{"a":1,\n"b":tru}', 2, false, 3],
    ["[1,2,3] x", 1, false, 4],
    ['{"a":"un', 1, true, 2],
    ['{"a":1,"a":2}', undefined, undefined, 3],
  ]) {
    const { session, state } = await opened(text);
    assert.equal(state.fault?.line, line, text);
    assert.equal(state.fault?.truncated, truncated, text);
    assert.ok(session.tree(0, 9).length <= rows, text);
  }
  const { state } = await opened("<html>an error page</html>");
  assert.equal(state.kind, "text");
  assert.ok(state.fault);
});

test("20,000 levels deep", async () => {
  const depth = 20_000;
  const { session, state } = await opened("[".repeat(depth) + "]".repeat(depth));
  assert.equal(state.fault, undefined);
  assert.equal(state.maxDepth, depth);
  let all = session.openBelow(0);
  assert.equal(all.all, false);
  const deep = session.reveal(new Array(depth - 1).fill(0));
  assert.equal(deep.row, depth - 1);
  assert.equal(session.tree(deep.row, 5)[0].depth, depth - 1);
  assert.equal(session.describe(deep.row).path.length, depth - 1);
  assert.equal((await session.filter("x")).rows, 0);
  const cut = await opened('{"a":'.repeat(depth));
  assert.equal(cut.state.fault.truncated, true);
  assert.equal(cut.session.reveal(new Array(depth - 1).fill("a")).row, depth - 1);
});

test("1,000,000 items", async () => {
  const { session, state } = await opened(
    JSON.stringify({ items: Array.from({ length: 1_000_000 }, (_, i) => ({ id: i })) }),
  );
  assert.equal(state.values, 2_000_002);
  assert.equal(session.toggle(1), 1_000_002);
  assert.deepEqual(shown(session.tree(1_000_000, 9)), ["    999998=1", "    999999=1"]);
  assert.equal(session.toggle(500_000), 1_000_003);
  assert.deepEqual(session.describe(500_001).path, ["items", 499_998, "id"]);
  const { matches } = await session.filter("777777");
  assert.equal(matches, 1);
});

test("100 MB within bounded memory and time", async () => {
  const item = utf8('{"id":9007199254740993,"text":"' + "x".repeat(960) + '"},');
  const bytes = new Uint8Array(item.length * 100_000 + 1);
  for (let i = 0; i < 100_000; i++) bytes.set(item, 1 + i * item.length);
  bytes[0] = 0x5b;
  bytes[bytes.length - 1] = 0x5d;
  const before = process.memoryUsage();
  const begun = performance.now();
  const { session, state } = await opened(bytes);
  const seconds = (performance.now() - begun) / 1000;
  const after = process.memoryUsage();
  assert.equal(state.treeRows, 100_001);
  session.toggle(99_999);
  assert.equal(session.tree(100_000, 1)[0].text, "9007199254740993");
  const held = (after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed) / 1e6;
  console.log(`# 100 MB: ready after ${seconds.toFixed(2)} s, ${held.toFixed(0)} MB beside the bytes given`);
  assert.ok(seconds < 20);
  assert.ok(held < 250);
});

test("rows of text: long lines go on, characters stay whole, numbers of lines are right", async () => {
  const { session, state } = await opened(
    `one\r\n${"\u00e9".repeat(70)}\n\nlast\u202e\u0007`,
    "text/plain; charset=utf-8",
  );
  assert.equal(state.kind, "text");
  assert.deepEqual(await session.lines(51), { rows: 6, lines: 4 });
  const rows = session.lineWindow(0, 9);
  assert.deepEqual(
    rows.map((row) => row.line),
    [1, 2, 0, 0, 3, 4],
  );
  assert.equal(rows[0].text, "one");
  assert.equal(
    rows
      .slice(1, 4)
      .map((row) => row.text)
      .join(""),
    "\u00e9".repeat(70),
  );
  assert.equal(rows[5].text, "last\u27e8U+202E\u27e9\u27e8U+0007\u27e9");
  const many = await opened("line\n".repeat(10_000), "text/plain");
  assert.deepEqual(await many.session.lines(80), { rows: 10_000, lines: 10_000 });
  assert.equal(many.session.lineWindow(9_999, 5)[0].line, 10_000);
  assert.equal(many.session.lineOf(5 * 700 + 2), 700);
});

test("kinds by media type and by the bytes; other encodings", async () => {
  assert.equal((await opened(new Uint8Array([0, 1, 2, 255]), "application/octet-stream")).state.kind, "binary");
  assert.equal((await opened("", "application/json")).state.kind, "empty");
  assert.equal((await opened('{"a":1}', "text/plain")).state.kind, "json");
  assert.equal((await opened("<p>x", "text/html")).state.kind, "html");
  const latin = await opened(new Uint8Array([0x63, 0x61, 0x66, 0xe9]), "text/plain; charset=iso-8859-1");
  assert.equal(latin.session.text(99).text, "caf\u00e9");
  const wide = await opened(new Uint8Array([0xff, 0xfe, 0x5b, 0, 0x31, 0, 0x5d, 0]), "application/json");
  assert.equal(wide.state.values, 2);
});

test("differences of JSON by pointer, of text by line", async () => {
  const { session } = await opened('{"id":12345678901234567891,"same":[1,2],"list":["a","b","c"],"new":true}');
  const told = await session.difference({
    bytes: utf8('{"id":12345678901234567890,"same":[1,2],"list":["a","c"],"old":{}}'),
  });
  assert.equal(told.by, "pointer");
  assert.deepEqual(told.found, [
    { kind: "changed", where: "/id", before: "12345678901234567890", after: "12345678901234567891" },
    { kind: "added", where: "/list/1", before: undefined, after: '"b"' },
    { kind: "removed", where: "/old", before: "{}", after: undefined },
    { kind: "added", where: "/new", before: undefined, after: "true" },
  ]);
  const text = await opened("a\nb\nc\nd", "text/plain");
  assert.deepEqual((await text.session.difference({ bytes: utf8("a\nc\nd") })).found, [
    { kind: "added", where: "2", after: "b" },
  ]);
});
