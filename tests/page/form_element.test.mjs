// <http-task-form> and <http-task-json-editor> in a real browser, under the policy that the server sends.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, stage } from "./support/elements.mjs";
import { formModel, settingsText } from "./support/form_model.mjs";

let theStage;
before(async () => (theStage = await stage()));
after(() => theStage?.close());

async function shown(name, properties = {}, options) {
  const view = await theStage.open(options);
  await view.evaluate(
    ([name, form, text, properties]) => {
      const element = document.createElement(name);
      element.form = form;
      element[name === "http-task-form" ? "settings" : "value"] = json.readJson(text);
      element.completions = [
        { expression: "${workflow.input.name}", type: "string", source: "input", value: "Ada" },
        { expression: "${secrets.PETS}", source: "secret" },
      ];
      element.services = {
        expand: async (field) => [
          {
            ...field,
            more: undefined,
            fields: [
              {
                ...field,
                pointer: `${field.pointer}/city`,
                name: "city",
                type: "string",
                widget: "text",
                more: undefined,
                required: true,
              },
            ],
          },
        ],
        resolve: async (expressions) => expressions.map((expression) => ({ expression, value: "Ada" })),
      };
      Object.assign(element, properties);
      window.text = text;
      window.events = [];
      element.addEventListener("settings-change", (event) => (window.text = json.writeJson(event.detail.settings)));
      element.addEventListener("value-change", (event) => (window.text = json.writeJson(event.detail.value)));
      for (const name of ["field-focus", "draft-change"])
        element.addEventListener(name, (event) => window.events.push(event.detail));
      document.querySelector("test-stage").append(element);
      window.element = element;
    },
    [name, formModel, settingsText, properties],
  );
  return view;
}

const settings = (view) => view.evaluate(() => window.text);
const clean = (view) =>
  assert.deepEqual(
    view.violations.filter((text) => !text.includes("404")),
    [],
  );

test("an edit changes its place and nothing else", async () => {
  const view = await shown("http-task-form");
  const exact = await view.evaluate(() => json.writeJson(json.readJson(window.text)));
  await view.getByLabel("id", { exact: true }).fill("9007199254740995");
  assert.equal(await settings(view), exact.replace("9007199254740993", "9007199254740995"));
  await view.getByLabel("id", { exact: true }).fill("9007199254740993");
  assert.equal(await settings(view), exact);
  await view.getByRole("combobox", { name: "name" }).first().fill("Bello");
  assert.equal(await settings(view), exact.replace('"Rex"', '"Bello"'));
  clean(view);
  await view.context().close();
});

test("numbers that are none stay as typed, half-typed ones are not taken away", async () => {
  const view = await shown("http-task-form");
  const chip = view.getByLabel("chip", { exact: true });
  await chip.fill("");
  await chip.pressSequentially("1.05");
  assert.equal(await chip.inputValue(), "1.05");
  assert.match(await settings(view), /"chip": 1\.05/);
  await chip.fill("12x");
  assert.match(await settings(view), /"chip": "12x"/);
  await view.context().close();
});

test("optional fields are added by the keyboard, choices keep what fits, lists are reordered", async () => {
  const view = await shown("http-task-form");
  await view.getByRole("button", { name: /Add body field/ }).click();
  await view.keyboard.type("bor");
  await view.keyboard.press("Enter");
  const born = view.locator("input[type=date]");
  await born.fill("2020-02-29");
  assert.match(await settings(view), /"born": "2020-02-29"/);
  await view.evaluate(() => window.element.insert("/body/name", "${hook.output.id}"));
  await view.evaluate(() => window.element.insert("/body/tags", "${hook.output.tags}"));
  assert.match(await settings(view), /"name": "[^"]*\$\{hook\.output\.id\}",[^]*"tags": "\$\{hook\.output\.tags\}"/);
  await view.getByRole("button", { name: "Expression in place of a value for tags" }).click();
  assert.match(await settings(view), /"tags": \[/, "what stood there comes back");
  await view.getByRole("combobox", { name: "Which of the forms of authentication" }).selectOption("Basic");
  assert.match(await settings(view), /"authentication": \{\s+"type": "basic"\s+\}/);
  const first = view.locator('[data-pointer="/body/tags/0"] input');
  await first.focus();
  await view.keyboard.press("Alt+ArrowDown");
  assert.match(await settings(view), /"tags": \["\$\{create\.output\.response\.body\.tag\}", "good"\]/);
  await view.getByRole("button", { name: "Remove item 1" }).click();
  assert.match(await settings(view), /"tags": \["good"\]/);
  clean(view);
  await view.context().close();
});

test("an expression in place of a number, with completion and what it stands for", async () => {
  const view = await shown("http-task-form");
  const chip = view.getByLabel("chip", { exact: true });
  await chip.fill("");
  await chip.pressSequentially("${");
  const input = view.getByRole("combobox", { name: "chip" });
  await input.waitFor();
  await input.focus();
  await view.keyboard.press("End");
  await view.keyboard.type("wor");
  await view.getByRole("option", { name: /workflow.input.name/ }).waitFor();
  await view.keyboard.press("Enter");
  assert.match(await settings(view), /"chip": "\$\{workflow\.input\.name\}"/);
  await view.locator('[data-pointer="/body/chip"]').getByText('"Ada"').waitFor();
  await view.getByRole("button", { name: "Expression in place of a value for chip" }).click();
  assert.doesNotMatch(await settings(view), /"chip": "\$/);
  await view.context().close();
});

test("problems stand at their field, also at one that is off; a suggestion is one click", async () => {
  const view = await shown("http-task-form", {
    problems: [
      { pointer: "/body/kind", detail: "Expected one of three.", suggestion: '"cat"' },
      { pointer: "/queryParameters/limit", detail: "Missing where verbose is." },
      { pointer: "/retry/maxAttempts", detail: "Too many." },
    ],
  });
  const kind = view.getByLabel("kind", { exact: true });
  assert.equal(await kind.getAttribute("aria-invalid"), "true");
  await view.getByText("Missing where verbose is.").waitFor();
  await view.getByText("Too many.").waitFor();
  await view.getByRole("button", { name: "Take cat" }).click();
  assert.match(await settings(view), /"kind": "cat"/);
  await view.evaluate(() => window.element.focusField("/body/owner/email"));
  await view.waitForFunction(() => window.events.some((event) => event.pointer === "/body/owner/email"));
  await view.context().close();
});

test("what was cut off comes when it is there; JSON that is none is kept beside the value", async () => {
  const view = await shown("http-task-form");
  await view
    .locator('[data-pointer="/body/owner"]')
    .getByRole("button", { name: "Add address" })
    .click();
  await view.getByRole("combobox", { name: "city" }).fill("London");
  assert.match(await settings(view), /"city": "London"/);
  const unknown = view.getByLabel("unknown not described");
  await unknown.fill('{"deep": [1');
  await view.getByText(/Not JSON yet, line 1/).waitFor();
  assert.match(await settings(view), /12345678901234567891/);
  await view.context().close();
});

test("the JSON editor keeps numbers, keeps what is no JSON, and completes", async () => {
  const view = await shown("http-task-json-editor");
  await view.locator(".cm-content").waitFor();
  await view.evaluate(() => window.element.focusPointer("/body/name"));
  await view.keyboard.press("ArrowRight");
  await view.keyboard.type("T-");
  assert.equal(
    await settings(view),
    await view.evaluate((text) => json.writeJson(json.readJson(text.replace('"Rex"', '"T-Rex"'))), settingsText),
  );
  await view.keyboard.press("Home");
  await view.keyboard.type("x");
  await view.getByText(/A name in double quotes is expected/).waitFor();
  const drafts = await view.evaluate(() => window.events);
  assert.ok(drafts.at(-1).draft.text.includes("12345678901234567890"));
  await view.keyboard.press("Backspace");
  assert.equal((await view.evaluate(() => window.events)).at(-1).draft, null);
  await view.evaluate(() => window.element.focusPointer("/body/kind"));
  await view.keyboard.press("Control+Space");
  await view.getByRole("option", { name: "parrot" }).click();
  assert.match(await settings(view), /"kind": "parrot"/);
  clean(view);
  await view.context().close();
});

test("from the form to JSON and back nothing is lost", async () => {
  const view = await shown("http-task-form");
  const before = await view.evaluate(() => json.writeJson(json.readJson(window.text)));
  const after = await view.evaluate(async () => {
    const editor = document.createElement("http-task-json-editor");
    editor.value = window.element.settings;
    document.querySelector("test-stage").append(editor);
    await editor.updateComplete;
    const form = document.createElement("http-task-form");
    form.form = window.element.form;
    form.settings = editor.value;
    document.querySelector("test-stage").append(form);
    await form.updateComplete;
    return json.writeJson(form.settings);
  });
  assert.equal(after, before);
  await view.context().close();
});

test("axe-core finds nothing in the form, its menus and the JSON", { timeout: 120_000 }, async () => {
  const problems = [
    { pointer: "/body/kind", detail: "Expected one of three.", suggestion: '"cat"' },
    { pointer: "/retry/maxAttempts", detail: "Too many." },
  ];
  for (const dark of [false, true]) {
    const form = await shown(
      "http-task-form",
      { problems, warnings: [{ pointer: "/uri", detail: "Plain http." }] },
      { dark },
    );
    assert.deepEqual(await audit(form), []);
    await form.getByRole("button", { name: /Add body field/ }).click();
    assert.deepEqual(await audit(form), []);
    await form.getByRole("combobox", { name: "name" }).first().fill("${");
    assert.deepEqual(await audit(form), []);
    await form.context().close();
    const editor = await shown("http-task-json-editor", { problems }, { dark });
    await editor.locator(".cm-content").waitFor();
    assert.deepEqual(await audit(editor), []);
    await editor.context().close();
  }
});
