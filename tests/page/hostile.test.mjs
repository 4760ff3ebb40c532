// What others write shows as text and does nothing: an API description full of traps. And who may talk to the page's
// server: forged tokens, a second tab, a server that stops in the middle of a test.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openBrowser, openPage, searchAndPick, startEditor } from "./support/editor.mjs";

const trap = '<script>window.caught=1</script><img src=x onerror="window.caught=2"><svg onload="window.caught=3"></svg>';
const prose = `${trap}\n\n[link](javascript:window.caught=4) <a href="javascript:window.caught=5" onclick="window.caught=6">x</a>\n\n<style>*{display:none}</style><iframe src="https://elsewhere.test"></iframe> ![i](https://elsewhere.test/i.png)\n\n\u202Eevil ${"x".repeat(100_000)}`;
const description = {
  openapi: "3.1.0",
  info: { title: `Hostile ${trap}`, version: "1" },
  servers: [{ url: "https://hostile.test", description: trap }],
  paths: {
    "/things": {
      post: {
        operationId: "trap",
        summary: `Trap ${trap} \u202Egnp`,
        description: prose,
        requestBody: {
          content: { "application/json": { schema: { type: "object", properties: { ["n" + trap]: { type: "string", description: prose, enum: [trap, "b"], default: trap } } } } },
        },
        responses: { 200: { description: prose, content: { "application/json": { schema: { type: "object", properties: { a: { type: "string", description: trap } } }, example: { a: trap } } } } },
      },
    },
  },
};

test("a hostile description is text", async () => {
  const folder = mkdtempSync(join(tmpdir(), "http-task-hostile-"));
  const file = join(folder, "hostile.json");
  writeFileSync(file, JSON.stringify(description));
  const browser = await openBrowser();
  const editor = await startEditor({ apis: [file] });
  try {
    const page = await openPage(browser, editor);
    await page.locator("http-task-steps").waitFor({ state: "attached" });
    await searchAndPick(page, "trap things hostile", "Trap");
    const documentation = page.locator("http-task-documentation");
    await documentation.getByText("Responses").waitFor();
    for (const summary of await documentation.locator("summary").all()) await summary.click();
    await page.getByRole("button", { name: "Test request" }).click();
    await page.locator("http-task-test-bar .outcome").waitFor();
    const found = await page.evaluate(() => {
      const bad = [];
      const walk = (root) => {
        for (const element of root.querySelectorAll("*")) {
          if (/^(script|iframe|img|object|embed|form)$/.test(element.localName) && !(element.localName === "form" && element.id === "form")) bad.push(element.outerHTML.slice(0, 200));
          for (const attribute of element.attributes) {
            if (/^on/.test(attribute.name) || /^\s*javascript:/i.test(attribute.value)) bad.push(`${element.localName} ${attribute.name}`);
          }
          if (element.shadowRoot) walk(element.shadowRoot);
        }
      };
      walk(document.body);
      return { bad, caught: window.caught };
    });
    assert.deepEqual(found, { bad: [], caught: undefined });
    assert.ok(!page.requests.some((url) => url.includes("elsewhere.test")));
    assert.deepEqual(page.faults, []);
  } finally {
    await browser.close();
    await editor.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a forged token is told what to do; a second tab works by itself", async () => {
  const browser = await openBrowser();
  const editor = await startEditor();
  try {
    const forged = await openPage(browser, editor, { url: `${editor.url.split("#")[0]}#token=forged` });
    await forged.getByRole("alert").getByText("This page needs its start link").waitFor();
    const first = await openPage(browser, editor);
    const second = await openPage(browser, editor);
    for (const page of [first, second]) await page.locator("http-task-steps").waitFor({ state: "attached" });
    await searchAndPick(first, "create webhook", "reate");
    assert.equal(await second.getByRole("list", { name: "Steps" }).count(), 0);
    await searchAndPick(second, "list call subscription", "ist");
    assert.equal(await first.getByRole("list", { name: "Steps" }).getByRole("listitem").count(), 1);
    // Both save under the same name: the second hears of it.
    await first.keyboard.press("Control+s");
    await first.getByRole("dialog").locator(".added").first().waitFor();
    await first.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await first.getByText("Saved workflow.json.").waitFor();
    await second.keyboard.press("Control+s");
    await second.getByRole("dialog").locator(".added").first().waitFor();
    await second.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await second.getByRole("dialog").getByText(/changed meanwhile|exists/).first().waitFor();
  } finally {
    await browser.close();
    await editor.stop();
  }
});

test("a test is canceled; the server stopped in the middle of one", async () => {
  const sockets = new Set();
  const silent = createServer(() => {}); // takes the request and never answers
  silent.on("connection", (socket) => sockets.add(socket));
  await new Promise((done) => silent.listen(0, "127.0.0.1", done));
  const uri = `http://127.0.0.1:${silent.address().port}/`;
  const workflow = { name: "w", tasks: [{ name: "s", taskReferenceName: "s", type: "HTTP", inputParameters: { http_request: { method: "GET", uri } } }] };
  const browser = await openBrowser();
  const editor = await startEditor({
    files: { "w.json": JSON.stringify(workflow) },
    workflow: "w.json",
    options: { egress: { allow: ["127.0.0.1/32"] } },
  });
  try {
    const page = await openPage(browser, editor);
    await page.locator("http-task-test-bar").getByText("Real API").click();
    await page.getByRole("button", { name: "Test request" }).click();
    await page.locator("http-task-test-bar .phases .now", { hasText: "Wait" }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.locator("http-task-test-bar .outcome").getByText(/cancel/i).first().waitFor();
    await page.getByRole("button", { name: "Test request" }).click();
    await page.locator("http-task-test-bar .phases .now", { hasText: "Wait" }).waitFor();
    editor.kill();
    await page.locator("http-task-test-bar .outcome").getByText(/stopped|does not answer/).waitFor();
    assert.equal(await page.getByRole("list", { name: "Steps" }).getByRole("listitem").count(), 1);
  } finally {
    await browser.close();
    await editor.stop();
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
});
