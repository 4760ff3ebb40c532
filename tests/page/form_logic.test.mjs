// What the form and the JSON editor know without a browser: fields and values, completion, places in JSON text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formModel, settingsText } from "./support/form_model.mjs";
import { source } from "./support/source.mjs";

const {
  chosen,
  converted,
  expressionsIn,
  firstSentence,
  hasExpression,
  isUncheckedExample,
  moved,
  renamed,
  startValue,
  unknownMembers,
} = await source("form/field-model.ts");
const { matchingCompletions, openExpression } = await source("form/completion.ts");
const { placeAt, rangeOf, rangesOf } = await source("json-editor/json-places.ts");
const { optionsAt } = await source("json-editor/json-completion.ts");
const { readJson, writeJson } = await source("json-text.ts");

const field = (pointer) => formModel.fields.find((each) => each.pointer === pointer);

test("JSON is read and written without loss", () => {
  for (const text of [
    "12345678901234567890",
    "-0.1234567890123456789",
    "1e400",
    '{"__proto__":1,"b":[{}]}',
    '"\\ud83d\\ude00"',
    "9007199254740993",
  ])
    assert.equal(writeJson(readJson(text), 0).replace("\u{1f600}", "\\ud83d\\ude00"), text);
  assert.equal(writeJson(readJson(settingsText)), writeJson(readJson(writeJson(readJson(settingsText)))));
  for (const [text, line, column] of [
    ['{"a":1,\n"a":2}', 2, 1],
    ["[1,]", 1, 4],
    ['{"a" 1}', 1, 6],
    ["", 1, 1],
    ["[".repeat(2000), 1, 1002],
    ["01", 1, 2],
    ['"\\x"', 1, 2],
    ["nul", 1, 1],
  ])
    assert.throws(
      () => readJson(text),
      (error) => error instanceof SyntaxError && error.line === line && error.column === column,
      text,
    );
});

test("expressions are recognised as the resolver does", () => {
  assert.ok(hasExpression("a ${x.y} b"));
  assert.ok(!hasExpression("$${x}") && !hasExpression("${x") && !hasExpression(5));
  assert.deepEqual(expressionsIn("${a} $${b} ${c.d} ${a}"), ["${a}", "${c.d}"]);
});

test("which of several a value is", () => {
  const food = field("/body/food");
  assert.equal(chosen(food, { type: "fresh" }), 1);
  assert.equal(chosen(food, { type: "dry", grams: 1 }), 0);
  assert.equal(chosen(food, "beef"), 2);
  assert.equal(chosen(food, undefined), 0);
  assert.deepEqual(converted({ type: "dry", grams: 1, other: 2 }, food.choices[1].field), { type: "fresh" });
  assert.equal(converted({ a: 1 }, food.choices[2].field), undefined);
});

test("what a field begins with, and what nobody stands for", () => {
  assert.deepEqual(startValue(field("/body/food")), { type: "dry" });
  assert.deepEqual(startValue(field("/body/tags")), []);
  assert.equal(startValue(field("/body/name")), undefined);
  assert.equal(startValue(field("/readTimeOut")), 60000);
  assert.deepEqual(unknownMembers(field("/body/owner").fields, { name: 1, x: 2 }), ["x"]);
  assert.ok(isUncheckedExample(field("/body/name"), "Rex") && !isUncheckedExample(field("/body/name"), "Bello"));
  assert.deepEqual(moved([1, 2, 3], 0, 2), [2, 3, 1]);
  assert.deepEqual(Object.keys(renamed(readJson('{"b":1,"a":2}'), "b", "c")), ["c", "a"]);
  assert.equal(firstSentence("A [link](javascript:x) with `code`. More."), "A link with code.");
});

test("completion of expressions", () => {
  assert.deepEqual(openExpression("x ${work} y", 6), { start: 2, end: 9, words: "wo" });
  assert.equal(openExpression("$${wo", 5), undefined);
  assert.equal(openExpression("${a} b", 6), undefined);
  const items = ["${workflow.input.name}", "${a.output.response.body.workId}", "${secrets.KEY}"].map((expression) => ({
    expression,
  }));
  assert.deepEqual(
    matchingCompletions(items, "work").map(({ expression }) => expression),
    ["${workflow.input.name}", "${a.output.response.body.workId}"],
  );
  assert.equal(matchingCompletions(items, "skey")[0].expression, "${secrets.KEY}");
});

test("ranges of pointers, also in text that is not complete", () => {
  const text = '{"a": {"b~/c": [1, "x"]}, "d": tr';
  const ranges = rangesOf(text);
  const at = (pointer) => text.slice(...Object.values(rangeOf(ranges, pointer)));
  assert.equal(at("/a/b~0~1c/1"), '"x"');
  assert.equal(at("/a/b~0~1c"), '[1, "x"]');
  assert.equal(at("/a/missing/x"), '"a"');
  assert.equal(at("/d"), "tr");
  assert.equal(at("/nothing"), "{");
  assert.ok(rangesOf("[".repeat(20_000)).size > 0);
});

test("what is being typed at a place", () => {
  const place = (text) => {
    const at = text.indexOf("|");
    const found = placeAt(text.replace("|", ""), at);
    return found && [found.kind, found.path.join("/"), found.quoted];
  };
  assert.deepEqual(place('{"body": {"na|"}}'), ["name", "body", true]);
  assert.deepEqual(place('{"body": {"name": "R|'), ["value", "body/name", true]);
  assert.deepEqual(place('{"body": {|'), ["name", "body", false]);
  assert.deepEqual(place('{"a": [1, |'), ["value", "a/1", false]);
  assert.deepEqual(place('{"a": 1, |}'), ["name", "", false]);
});

test("completion of names and values from the form model", () => {
  const options = (text) => {
    const at = text.indexOf("|");
    const value = { body: { food: { type: "fresh" } } };
    return (
      optionsAt(
        text.replace("|", ""),
        at,
        formModel.fields,
        [{ expression: "${secrets.PETS}", source: "secret" }],
        value,
      )?.options.map(({ label }) => label) ?? []
    );
  };
  assert.ok(options('{"body": {"|"}}').includes("chip"));
  assert.ok(!options('{"body": {"chip": 1, "|"}}').includes("chip"));
  assert.ok(options("{|}").includes("pathParameters"));
  assert.deepEqual(options('{"body": {"kind": |}}').slice(0, 3), ["dog", "cat", "parrot"]);
  assert.deepEqual(options('{"body": {"name": "a ${|"}}'), ["${secrets.PETS}"]);
  assert.deepEqual(options('{"body": {"owner": {"|"}}}'), ["name", "email", "address"]);
  assert.deepEqual(options('{"body": {"food": {"type": |}}}').slice(0, 1), ["fresh"]);
  assert.deepEqual(options('{"body": {"tags": [|]}}'), ["${secrets.PETS}"]);
});
