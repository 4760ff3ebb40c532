// Each tab has a definition of its own, whatever others open; and who is not the page gets nothing: a forged token, a
// page of another origin, a name that somebody else made point to the server.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { openBrowser, openPage, searchAndPick, startEditor } from "./support/editor.mjs";

const hook = {
  method: "POST",
  uri: "https://dialpad.com/api/v2/webhooks",
  endpoint: { id: "dialpad.com:POST:/api/v2/webhooks" },
  headers: { "Content-Type": "application/json" },
  authentication: { type: "bearer", token: "${secrets.DIALPAD_API_KEY}" },
  body: { hook_url: "https://example.org/hook" },
};
const step = (ref, settings) => ({ name: ref, taskReferenceName: ref, type: "HTTP", inputParameters: { http_request: settings } });
const definition = (name, ...tasks) => JSON.stringify({ name, version: 1, schemaVersion: 2, tasks }, null, 2);

let browser;
let editor;
before(async () => {
  browser = await openBrowser(["--host-resolver-rules=MAP rebound.test 127.0.0.1"]);
  editor = await startEditor({
    files: { "one.json": definition("one", step("first_hook", hook)), "two.json": definition("two", step("second_hook", hook)) },
    workflow: "one.json",
  });
});
after(async () => {
  await browser?.close();
  await editor?.stop();
});

const steps = (page) => page.getByRole("list", { name: "Steps" });

async function opened(url) {
  const page = await openPage(browser, editor, { url });
  await page.locator("http-task-steps").waitFor({ state: "attached" });
  return page;
}

test("a second tab opens, tests and saves another file; the first one stays with its own", async () => {
  const first = await opened();
  await steps(first).getByText("first_hook").waitFor();
  const second = await opened();
  await second.getByRole("button", { name: /open another workflow/ }).click();
  await second.getByRole("dialog").getByRole("button", { name: /two/ }).click();
  await steps(second).getByText("second_hook").waitFor();
  assert.equal(new URL(second.url()).searchParams.get("workflow"), "two.json");
  await second.getByRole("button", { name: "Test request" }).click();
  await second.locator("http-task-test-bar .outcome").getByText(/^200/).waitFor();

  // The first tab completes with its own steps, and saves into its own file.
  await searchAndPick(first, "create call subscription", "reate");
  const completions = await first.evaluate(async () => {
    const { model } = document.querySelector("http-task-editor");
    await model.refreshCompletions();
    return [...new Set(model.completions.map(({ ref }) => ref).filter(Boolean))];
  });
  assert.deepEqual(completions, ["first_hook"]);
  await first.keyboard.press("Control+s");
  await first.getByRole("dialog").locator(".added").first().waitFor();
  await first.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await first.getByText("Saved one.json.").waitFor();
  assert.equal(JSON.parse(editor.read("one.json")).tasks.length, 2);
  assert.equal(JSON.parse(editor.read("two.json")).tasks.length, 1);

  // Both come back to their own after a reload and when they get the focus.
  for (const [page, ref] of [[first, "first_hook"], [second, "second_hook"]]) {
    await page.reload();
    await steps(page).getByText(ref).waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  }
  assert.deepEqual([first.faults, second.faults], [[], []]);
  await first.context().close();
  await second.context().close();
});

test("a value of an answer goes into the field of a later step; what refers to nothing is said", async () => {
  const page = await opened();
  await steps(page).getByText("first_hook").waitFor();
  if ((await steps(page).getByRole("listitem").count()) < 2) await searchAndPick(page, "create call subscription", "reate");
  else await steps(page).getByRole("button").filter({ hasText: "/subscriptions/call" }).click();
  await page.getByRole("button", { name: "Add endpoint_id" }).click();
  const field = page.getByRole("textbox", { name: "endpoint_id" });
  await field.focus();
  await steps(page).getByText("first_hook").click();
  await page.keyboard.press("Control+Enter");
  await page.locator("http-task-test-bar .outcome").getByText(/^200/).waitFor();
  const row = page.locator("http-task-tree-rows").getByText("id", { exact: true });
  await row.click();
  await page.getByRole("button", { name: "Insert" }).click();
  const put = page.getByRole("combobox", { name: "endpoint_id" });
  await put.waitFor();
  assert.equal(await put.inputValue(), "${first_hook.output.response.body.id}");
  await put.fill("${first_hok.output.response.body.id}");
  await page.getByText("Did you mean ${first_hook.output.response.body.id}?").first().waitFor();
  await page.getByRole("button", { name: /^Take \$\{first_hook/ }).click();
  assert.equal(await put.inputValue(), "${first_hook.output.response.body.id}");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a page of another origin that knows the token reads nothing and starts nothing", async () => {
  const stranger = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<title>x</title>"));
  await new Promise((done) => stranger.listen(0, "127.0.0.1", done));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const statuses = [];
    page.on("response", (response) => response.url().includes("/api/v1/") && statuses.push(response.status()));
    await page.goto(`http://127.0.0.1:${stranger.address().port}/`);
    const read = await page.evaluate(
      async ([origin, token]) => {
        const body = JSON.stringify({ definition: { tasks: [] }, path: "stolen.json" });
        const headers = { Authorization: `Bearer ${token}` };
        const outcomes = [];
        for (const [path, options] of [
          ["session", { headers }],
          ["workflow", { method: "PUT", headers, body }],
          ["session", { mode: "no-cors" }],
          ["tests", { method: "POST", mode: "no-cors", body: '{"mode": "sandbox", "settings": {}}' }],
        ]) {
          outcomes.push(await fetch(`${origin}/api/v1/${path}`, options).then((answer) => answer.type, () => "refused"));
        }
        return outcomes;
      },
      [new URL(editor.url).origin, editor.token],
    );
    assert.deepEqual(read.slice(0, 2), ["refused", "refused"]);
    assert.ok(read.slice(2).every((outcome) => outcome !== "cors" && outcome !== "basic"), String(read));
    assert.ok(statuses.every((status) => status === 401 || status === 403), String(statuses));
    assert.throws(() => editor.read("stolen.json"));
  } finally {
    await context.close();
    stranger.close();
  }
});

test("a name that somebody made point to the server is not served", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const { port } = new URL(editor.url);
  const answer = await page.goto(`http://rebound.test:${port}/#token=${editor.token}`);
  assert.equal(answer.status(), 421);
  const call = await page.evaluate(
    async (token) => (await fetch("/api/v1/session", { headers: { Authorization: `Bearer ${token}` } })).status,
    editor.token,
  );
  assert.equal(call, 421);
  await context.close();
});
