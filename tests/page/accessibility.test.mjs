// Each view in light and dark, wide and at 360 px: axe-core finds nothing, and nothing sticks out sideways. The
// screenshots lie in page/screenshots of the build tree.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { screenshots } from "./support/environment.mjs";
import { axeFindings, openBrowser, openPage, startEditor } from "./support/editor.mjs";

let browser;
let editor;
before(async () => {
  mkdirSync(screenshots, { recursive: true });
  browser = await openBrowser();
  editor = await startEditor();
});
after(async () => {
  await browser?.close();
  await editor?.stop();
});

for (const [name, options] of Object.entries({
  light: { width: 1360, height: 860 },
  dark: { width: 1360, height: 860, dark: true },
  narrow: { width: 360, height: 740 },
})) {
  test(`axe-core and the width, ${name}`, async () => {
    const page = await openPage(browser, editor, options);
    const findings = [];
    const look = async (view) => {
      await page.screenshot({ path: join(screenshots, `${name}-${view}.png`) });
      findings.push(...(await axeFindings(page)).map((line) => `${view}: ${line}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) findings.push(`${view}: ${wide} px stick out`);
    };
    const narrow = name === "narrow";
    const tab = (text) => page.getByRole("tablist", { name: "Part of the editor" }).getByRole("tab", { name: text }).click();

    await page.locator("http-task-steps").waitFor({ state: "attached" });
    await look("1-empty");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("create call subscription");
    await page.getByRole("option").filter({ hasText: "reate" }).first().waitFor();
    await look("2-search");
    await page.keyboard.press("Enter");
    await page.locator("http-task-form").waitFor();
    await page.waitForTimeout(300);
    await look("3-form");
    if (narrow) {
      await tab("Steps");
      await look("4-steps");
      await tab("Docs");
      await look("5-documentation");
      await tab("Request");
    }
    await page.keyboard.press("Control+Enter");
    await page.locator("http-task-test-bar .outcome").waitFor();
    await page.waitForTimeout(300);
    await look("6-answer");
    await page.keyboard.press("Control+s");
    await page.getByRole("dialog").locator(".added").first().waitFor();
    await look("7-save");
    await page.keyboard.press("Escape");
    if (narrow) await tab("Request");
    await page.locator("http-task-request").getByRole("tab", { name: "JSON" }).click();
    await page.locator("http-task-json-editor .cm-content").waitFor();
    await look("8-json");
    await page.getByRole("button", { name: "Paste a curl command" }).click();
    await look("9-curl");
    await page.keyboard.press("Escape");
    await page.locator("http-task-test-bar").getByText("Real API").click();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog", { name: /real API/ }).waitFor();
    await look("10-confirm");
    assert.deepEqual(findings, []);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}
