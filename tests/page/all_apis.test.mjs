// What a workflow author does with the catalogue of all public APIs: endpoints of the largest descriptions are searched,
// read, filled in, tested and saved, and no step blocks the page.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { screenshots } from "./support/environment.mjs";
import { allApis, openBrowser, openPage, searchFor, startEditor, whyNoApis } from "./support/editor.mjs";

const endpoints = [
  {
    words: "github create an issue",
    id: "github.com/api.github.com:POST:/repos/{owner}/{repo}/issues",
    fields: { owner: "octocat", repo: "hello", value: "It broke" }, // of title, which takes text or a number
  },
  { words: "stripe create customer", id: "stripe.com:POST:/v1/customers", optional: ["email", "ada@example.org"] },
  { words: "microsoft graph send mail", id: "microsoft.com/graph:POST:/me/microsoft.graph.sendMail", fields: {} },
  {
    words: "graph list messages in a chat",
    id: "microsoft.com/graph:GET:/chats/{chat-id}/messages",
    fields: { "chat-id": "19:abc" },
  },
];

let browser;
let editor;
before(async () => {
  if (whyNoApis) return;
  mkdirSync(screenshots, { recursive: true });
  browser = await openBrowser();
  editor = await startEditor({ apis: [allApis] });
});
after(async () => {
  await browser?.close();
  await editor?.stop();
});

test("from all public APIs to a tested and saved step", { skip: whyNoApis }, async (each) => {
  const page = await openPage(browser, editor);
  await page.locator("http-task-steps").waitFor({ state: "attached" });
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: "longtask" });
  });
  for (const endpoint of endpoints) {
    await each.test(endpoint.id, async () => {
      await choose(page, endpoint);
      await fillIn(page, endpoint);
      await page.keyboard.press("Control+Enter");
      await page.locator("http-task-test-bar .outcome").getByText(/^2\d\d/).waitFor();
      await page.screenshot({ path: join(screenshots, `all-${endpoints.indexOf(endpoint)}.png`) });
    });
  }
  await save(page);
  console.log(`all public APIs: longest task of the page ${Math.round(await page.evaluate(() => window.longest))} ms`);
  assert.deepEqual(page.faults, []);
});

async function choose(page, { words, id }) {
  await page.keyboard.press("Control+k");
  const query = page.getByRole("combobox", { name: "What should the step do?" });
  await query.fill("");
  await query.pressSequentially(words.slice(0, 8)); // results at each key
  await page.locator("http-task-palette mark").first().waitFor();
  await searchFor(page, words);
  await page.getByRole("combobox", { name: "Only of this API" }).fill(id.split(":")[0]);
  await page.waitForFunction((api) => {
    const palette = document.querySelector("http-task-editor").shadowRoot.querySelector("http-task-palette");
    return palette.results.length > 0 && palette.results.every((result) => result.api === api);
  }, id.split(":")[0]);
  const index = await page.evaluate((id) => {
    const palette = document.querySelector("http-task-editor").shadowRoot.querySelector("http-task-palette");
    return palette.results.findIndex((result) => result.id === id);
  }, id);
  assert.ok(index >= 0, `${words} does not find ${id}`);
  await page.locator("http-task-palette").getByRole("option").nth(index).click();
  await page.waitForFunction((id) => {
    const root = document.querySelector("http-task-editor").shadowRoot;
    const form = root.querySelector("http-task-request").shadowRoot.querySelector("http-task-form");
    return form?.form.endpoint === id && root.querySelector("http-task-side").shadowRoot.querySelector("http-task-documentation").endpoint.id === id;
  }, id);
  // The next search is in all of them again.
  await page.evaluate(() => {
    const palette = document.querySelector("http-task-editor").shadowRoot.querySelector("http-task-palette");
    palette.shadowRoot.querySelector("[aria-label='Only of this API']").value = "";
    palette.filter = {};
  });
}

async function fillIn(page, { fields = {}, optional }) {
  for (const [name, value] of Object.entries(fields)) {
    await page.locator("http-task-form").getByRole("combobox", { name, exact: true }).first().fill(value);
  }
  if (optional) {
    const [name, value] = optional;
    const add = page.getByRole("button", { name: /Add body field/ });
    await add.click();
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    const field = page.locator(`http-task-form [data-pointer="/body/${name}"]`).locator("input, textarea");
    await field.fill(value);
    await page.locator("http-task-documentation .current").waitFor(); // the focus is followed there
  }
  const request = page.locator("http-task-request");
  await request.getByRole("tab", { name: "JSON" }).click();
  await page.locator("http-task-json-editor .cm-content").waitFor();
  for (const value of [...Object.values(fields), ...(optional ? [optional[1]] : [])]) {
    await page.locator("http-task-json-editor").getByText(value).first().waitFor();
  }
  await request.getByRole("tab", { name: "Form" }).click();
  await page.locator("http-task-form").waitFor();
}

async function save(page) {
  await page.keyboard.press("Control+s");
  await page.getByRole("dialog").locator(".added").first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Saved workflow.json.").waitFor();
  const saved = JSON.parse(editor.read("workflow.json"));
  assert.deepEqual(
    saved.tasks.map((task) => task.inputParameters.http_request.endpoint.id),
    endpoints.map(({ id }) => id),
  );
}
