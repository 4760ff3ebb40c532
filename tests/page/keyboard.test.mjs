// From an empty definition to a tested and saved Dialpad subscription, with the keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dialpad } from "./support/environment.mjs";
import { openBrowser, openPage, startEditor } from "./support/editor.mjs";

test("search, fill in, test, save without a mouse", async () => {
  const browser = await openBrowser();
  const editor = await startEditor();
  try {
    const page = await openPage(browser, editor);
    const keys = page.keyboard;
    await page.locator("http-task-steps").waitFor({ state: "attached" });
    await keys.press("/");
    await keys.type("create call subscription");
    await keys.press("Enter"); // straight away: the page waits for the answer to what is typed
    await page.locator("http-task-form").waitFor();
    // The focus is in the form now.
    await page.waitForFunction(() => {
      const request = document.querySelector("http-task-editor").shadowRoot.querySelector("http-task-request");
      return request.shadowRoot.activeElement?.localName === "http-task-form";
    });
    await keys.press("Control+Enter");
    await page.locator("http-task-test-bar .outcome").getByText(/^200/).waitFor();
    await keys.press("Control+s");
    await page.getByRole("dialog").locator(".added").first().waitFor();
    await keys.press("Enter");
    await page.getByText("Saved workflow.json.").waitFor();
    const saved = JSON.parse(editor.read("workflow.json"));
    assert.equal(saved.tasks.length, 1);
    assert.equal(saved.tasks[0].inputParameters.http_request.endpoint.id, "dialpad.com:POST:/api/v2/subscriptions/call");
    assert.equal(saved.tasks[0].taskReferenceName, dialpad ? "call_event_create" : "create_call_event_subscription");
    assert.deepEqual(page.faults, []);
  } finally {
    await browser.close();
    await editor.stop();
  }
});
