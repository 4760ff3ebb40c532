// What a workflow author does, step by step, in a real browser on a real `http-task serve`; with the mouse where the
// keyboard run (keyboard.test.mjs) does not go.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { dialpad } from "./support/environment.mjs";
import { openBrowser, openPage, searchAndPick, startEditor, searchFor } from "./support/editor.mjs";

const flow = `{
    "name": "calls",
    "version": 1,
    "tasks": [
        { "name": "create_webhook", "taskReferenceName": "create_webhook", "type": "HTTP", "inputParameters": {
            "http_request": { "method": "POST", "uri": "https://dialpad.com/api/v2/webhooks",
                "endpoint": { "id": "dialpad.com:POST:/api/v2/webhooks" },
                "body": { "hook_url": "https://example.org/hook" } } } },
        { "name": "pause", "taskReferenceName": "pause", "type": "WAIT" }
    ]
}
`;
const create = dialpad ? "Call Event -- Create" : "Create a call event subscription";
if (!dialpad) console.log("The 193 Dialpad endpoints are missing (HTTP_TASK_SHARED): with the built-in ones instead.");

let browser;
let editor;
before(async () => {
  browser = await openBrowser();
  editor = await startEditor({ files: { "calls.json": flow } });
});
after(async () => {
  await browser?.close();
  await editor?.stop();
});

async function opened(options) {
  const page = await openPage(browser, editor, options);
  await page.locator("http-task-steps").waitFor({ state: "attached" });
  return page;
}

async function closed(page) {
  assert.deepEqual(page.faults, []);
  const elsewhere = page.requests.filter((url) => !url.startsWith(new URL(editor.url).origin) && !/^(blob|data):/.test(url));
  assert.deepEqual(elsewhere, []);
  await page.context().close();
}

test("the token leaves the address; an open definition shows its steps", async () => {
  const page = await opened();
  assert.equal(new URL(page.url()).hash, "");
  await page.getByRole("button", { name: /open another workflow/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: /calls/ }).click();
  const steps = page.getByRole("list", { name: "Steps" });
  await steps.getByText("create_webhook").waitFor();
  assert.match(await steps.textContent(), /WAIT, not edited here/);
  await page.reload();
  await steps.getByText("create_webhook").waitFor();
  await closed(page);
});

test("the search marks what it found, filters, and follows each key", async () => {
  const page = await opened();
  await page.keyboard.press("/");
  const field = page.getByRole("combobox", { name: "What should the step do?" });
  await field.pressSequentially("create call subscription");
  const best = page.getByRole("option").filter({ hasText: create }).first();
  await best.waitFor();
  assert.ok((await best.locator("mark").allTextContents()).some((text) => /call/i.test(text)));
  assert.equal(await best.locator(".method").textContent(), "POST");
  assert.equal(await field.getAttribute("aria-activedescendant"), "result-0");
  await page.keyboard.press("ArrowDown");
  assert.equal(await field.getAttribute("aria-activedescendant"), "result-1");
  await page.getByRole("group", { name: "Method" }).getByText("DELETE").click();
  await page.waitForFunction(() => {
    const list = document.querySelector("http-task-editor").shadowRoot.querySelector("http-task-palette").shadowRoot;
    const methods = [...list.querySelectorAll("[role=option] .method")].map((item) => item.textContent);
    return methods.length > 0 && methods.every((method) => method === "DELETE");
  });
  await page.keyboard.press("Escape");
  assert.equal(await field.isVisible(), false);
  await closed(page);
});

test("documentation, form and focus in both directions; servers", async () => {
  const page = await opened();
  await searchAndPick(page, "create call subscription", create);
  const documentation = page.locator("http-task-documentation");
  await documentation.getByRole("button", { name: "call_states" }).waitFor();
  await documentation.getByRole("button", { name: "target_type" }).click();
  await documentation.locator(".entry.current", { hasText: "target_type" }).waitFor();
  const pointer = await page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.localName;
  });
  assert.notEqual(pointer, "body");
  const server = page.getByRole("combobox", { name: /^Server/ });
  await server.selectOption({ index: 1 });
  await page.getByText("https://sandbox.dialpad.com/api/v2/subscriptions/call").first().waitFor();
  await closed(page);
});

test("another endpoint for the step: what would change is shown, and what was typed stays", async () => {
  const page = await opened();
  await searchAndPick(page, "create webhook", dialpad ? "Webhook -- Create" : "Create a webhook");
  await page.locator("http-task-request").getByRole("tab", { name: "JSON" }).click();
  await page.locator("http-task-json-editor .cm-content").waitFor();
  await page.getByRole("button", { name: "Change" }).click();
  await searchFor(page, "create call subscription");
  await page.getByRole("option").filter({ hasText: create }).first().click();
  const dialog = page.getByRole("dialog", { name: /Change the endpoint/ });
  await dialog.getByText("/uri", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Keep it as it is" }).click();
  await page.getByText("https://dialpad.com/api/v2/webhooks").first().waitFor();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByRole("option").filter({ hasText: create }).first().click();
  await dialog.getByRole("button", { name: "Change it" }).click();
  await page.getByText("https://dialpad.com/api/v2/subscriptions/call").first().waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("https://dialpad.com/api/v2/webhooks").first().waitFor();
  await closed(page);
});

test("a test in the sandbox runs through and its answer shows", async () => {
  const page = await opened();
  await searchAndPick(page, "create call subscription", create);
  await page.getByRole("button", { name: "Test request" }).click();
  await page.locator("http-task-test-bar .outcome").getByText(/^200/).waitFor();
  const answer = page.locator("http-task-answer");
  await answer.getByText(/production would/).first().waitFor();
  await closed(page);
});

test("a request that changes things on a real server asks once", async () => {
  const page = await opened();
  await searchAndPick(page, "create call subscription", create);
  await page.locator("http-task-test-bar").getByText("Real API").click();
  await page.getByRole("button", { name: "Test request" }).click();
  const dialog = page.getByRole("dialog", { name: /real API/ });
  await dialog.getByText("https://dialpad.com/api/v2/subscriptions/call").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  assert.equal(await page.locator("http-task-test-bar .outcome").count(), 0);
  await closed(page);
});

test("a secret is set by name and never comes back", async () => {
  const page = await opened();
  await searchAndPick(page, "create call subscription", create);
  await page.locator("http-task-test-bar").getByText("Real API").click();
  await page.getByRole("button", { name: "Set it" }).click();
  await page.getByRole("dialog", { name: /Secret/ }).getByLabel("Value").fill("s3cr3t-value");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Set it" }).waitFor({ state: "detached" });
  assert.ok(!(await page.content()).includes("s3cr3t-value"));
  await closed(page);
});

test("a curl command becomes a step, and what is not taken over is named", async () => {
  const page = await opened();
  await page.getByRole("button", { name: "Paste a curl command" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Paste a curl command" });
  await dialog.getByLabel("Command").fill("curl -X POST https://api.example.test/items --tcp-fastopen -d '{\"a\":1}' -H 'Content-Type: application/json'");
  await dialog.getByRole("button", { name: "Read it" }).click();
  await dialog.getByText("--tcp-fastopen").first().waitFor();
  await dialog.getByRole("button", { name: "Use as a step" }).click();
  await page.getByText("https://api.example.test/items").first().waitFor();
  await closed(page);
});

test("steps are added after a step, renamed, deleted and brought back", async () => {
  const page = await opened();
  const steps = page.getByRole("list", { name: "Steps" });
  await searchAndPick(page, "create webhook", dialpad ? "Webhook -- Create" : "Create a webhook");
  const name = (await steps.locator("[aria-current=step] .ref bdi").textContent()).trim();
  await page.getByRole("button", { name: `Rename ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: "Rename the step" });
  await dialog.getByLabel("Name").fill("workflow");
  await dialog.getByText("means something else").waitFor();
  assert.ok(await dialog.getByRole("button", { name: "Rename" }).isDisabled());
  await dialog.getByLabel("Name").fill("hook");
  await page.keyboard.press("Enter");
  await steps.getByText("hook", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Delete hook" }).click();
  await steps.getByText("hook", { exact: true }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await steps.getByText("hook", { exact: true }).waitFor();
  await closed(page);
});

test("saving shows the difference, and a change from elsewhere is noticed", async () => {
  const page = await opened();
  await page.getByRole("button", { name: /open another workflow/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: /calls/ }).click();
  await page.getByRole("list", { name: "Steps" }).getByText("create_webhook").waitFor();
  await searchAndPick(page, "create call subscription", create);
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog");
  await dialog.locator(".added").first().waitFor();
  editor.write("calls.json", flow.replace('"version": 1', '"version": 2'));
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("The file changed meanwhile").waitFor();
  await dialog.locator(".removed", { hasText: '"version": 2' }).waitFor();
  await dialog.getByRole("button", { name: "Save mine over it" }).click();
  await page.getByText("Saved calls.json.").waitFor();
  const saved = JSON.parse(editor.read("calls.json"));
  assert.equal(saved.version, 1);
  assert.deepEqual(saved.tasks.map((task) => task.type), ["HTTP", "HTTP", "WAIT"]);
  assert.ok(editor.read("calls.json").includes('        { "name": "create_webhook"'), "the rest keeps its layout");
  await closed(page);
});
