// What the page does without a browser: definitions, marks, servers, numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./support/source.mjs";

const definition = await source("workflow/definition.ts");
const { pieces } = await source("search/marks.ts");
const { serverOf, onServer } = await source("workflow/servers.ts");
const json = await source("json.ts");
const pointer = await source("pointer.ts");

const flow = {
  name: "flow",
  version: 3,
  unknown: { kept: true },
  tasks: [
    { name: "a", taskReferenceName: "a", type: "HTTP", asyncComplete: false, inputParameters: { http_request: { method: "GET", uri: "x" } } },
    { name: "b", taskReferenceName: "b", type: "HTTP", inputParameters: { uri: "y", method: "GET" } },
    { name: "w", taskReferenceName: "w", type: "WAIT", inputParameters: {} },
    { name: "c", taskReferenceName: "c", type: "HTTP", inputParameters: { http_request: "${workflow.input.r}" } },
  ],
};

test("steps of a definition, and which can be edited", () => {
  const steps = definition.steps(flow);
  assert.deepEqual(steps.map((step) => [step.ref, step.editable]), [["a", true], ["b", true], ["w", false], ["c", false]]);
  assert.deepEqual(steps[1].settings, { uri: "y", method: "GET" });
});

test("settings go where they were, and nothing else changes", () => {
  const inside = definition.withSettings(flow, 0, { uri: "z" });
  assert.deepEqual(inside.tasks[0], { ...flow.tasks[0], inputParameters: { http_request: { uri: "z" } } });
  assert.deepEqual(definition.withSettings(flow, 1, { uri: "z" }).tasks[1].inputParameters, { uri: "z" });
  assert.deepEqual(inside.unknown, { kept: true });
  assert.equal(inside.tasks[2], flow.tasks[2]);
  assert.equal(flow.tasks[0].inputParameters.http_request.uri, "x");
});

test("a step's new name is followed by the expressions that use it", () => {
  const using = definition.withSettings(flow, 1, { uri: "${a.output.response.body.id}/${ab.output.x}/${a}" });
  const renamed = definition.withRef(using, 0, "first");
  assert.equal(renamed.tasks[0].taskReferenceName, "first");
  assert.equal(renamed.tasks[0].name, "first");
  assert.equal(renamed.tasks[1].inputParameters.uri, "${first.output.response.body.id}/${ab.output.x}/${first}");
});

test("names for steps", () => {
  assert.equal(definition.suggestRef(flow, "Call Event -- Create"), "call_event_create");
  assert.equal(definition.suggestRef(flow, "a"), "step");
  assert.equal(definition.suggestRef(flow, "B"), "b_2");
  assert.equal(definition.suggestRef(flow, "2 things"), "step_2_things");
  assert.equal(definition.suggestRef(flow, "\u202e"), "step");
  for (const wrong of ["", "a b", "1x", "workflow", "secrets", "b"]) assert.notEqual(definition.refProblem(flow, 0, wrong), null, wrong);
  assert.equal(definition.refProblem(flow, 1, "b"), null);
});

test("marks are counted in bytes of UTF-8", () => {
  const result = { id: "", api: "", method: "GET", path: "", title: "Größe “ändern” \u{1F600}x", summary: "", deprecated: false,
    matches: [{ field: "title", offset: 11, length: 7 }, { field: "title", offset: 22, length: 4 }] };
  const found = pieces(result, "title");
  assert.equal(found.map((piece) => piece.text).join(""), result.title);
  assert.deepEqual(found.filter((piece) => piece.marked).map((piece) => piece.text), ["ändern", "\u{1F600}"]);
});

test("marks beyond the text, and characters that turn the direction", () => {
  const result = { title: "a\u202eb", matches: [{ field: "title", offset: 0, length: 1 }, { field: "title", offset: 99, length: 5 }] };
  assert.deepEqual(pieces(result, "title"), [{ text: "a", marked: true }, { text: "\uFFFDb", marked: false }]);
});

test("the server of an address, and the same address on another", () => {
  const servers = [{ url: "https://dialpad.com/" }, { url: "https://sandbox.dialpad.com" }, { url: "https://{region}.example.com/v{version}", variables: { region: { default: "eu" }, version: { default: "2" } } }];
  assert.equal(serverOf("https://dialpad.com/api/v2/x", servers), 0);
  assert.equal(serverOf("https://dialpad.com.evil.test/api", servers), -1);
  assert.equal(serverOf("https://us.example.com/v1/items?x=1", servers), 2);
  assert.equal(serverOf("${workflow.input.base}/x", servers), -1);
  assert.equal(onServer("https://dialpad.com/api/v2/x", servers, 1), "https://sandbox.dialpad.com/api/v2/x");
  assert.equal(onServer("https://dialpad.com/api/v2/x", servers, 2), "https://eu.example.com/v2/api/v2/x");
  assert.equal(onServer("${workflow.input.base}/x", servers, 1), "${workflow.input.base}/x");
});

test("numbers that a double would change stay as they are written", () => {
  assert.equal(json.numberOf("9007199254740993").toString(), "9007199254740993");
  assert.equal(json.numberOf("1e2"), 100);
  assert.equal(json.numberOf("1.50"), 1.5);
  assert.equal(json.numberOf("0x10"), null);
  assert.equal(json.numberOf("01"), null);
  assert.equal(json.numberOf("-0.0000001").valueOf(), -1e-7);
  assert.ok(json.equal([new json.ExactNumber("12345678901234567890")], [new json.ExactNumber("12345678901234567890")]));
  assert.ok(!json.equal({ a: 1 }, { a: 1, b: undefined }));
});

test("pointers", () => {
  const document = { a: [{ "b/c": 1 }] };
  assert.equal(pointer.at(document, "/a/0/b~1c"), 1);
  assert.deepEqual(pointer.put(document, "/a/-", 2), { a: [{ "b/c": 1 }, 2] });
  assert.deepEqual(pointer.put({}, "/x/y", 1), { x: { y: 1 } });
  assert.deepEqual(pointer.drop(document, "/a/0"), { a: [] });
  assert.equal(pointer.drop(document, "/nothing/here"), document);
});
