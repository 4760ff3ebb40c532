// How long a person waits, measured in the page and printed: from a key to its results, from picking to documentation
// and form. The assertions are generous upper bounds; the figures are what counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allApis, openBrowser, openPage, startEditor, whyNoApis } from "./support/editor.mjs";

const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.max(0, Math.ceil(times.length * share) - 1)];
const figures = (times) =>
  `median ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms of ${times.length}`;

const words = ["create call subscription", "create webhook", "list users", "update contact", "delete room",
  "send message", "get company", "search", "call center", "/v2/users"];

test("key to results and pick to form", () => measure("Dialpad", {}));

test("the same with all public APIs", { skip: whyNoApis }, () => measure("all public APIs", { apis: [allApis] }));

async function measure(name, catalogue) {
  const browser = await openBrowser();
  const editor = await startEditor(catalogue);
  try {
    const page = await openPage(browser, editor);
    await page.locator("http-task-steps").waitFor({ state: "attached" });
    await page.keyboard.press("/");
    await page.getByRole("option").first().waitFor();
    const keys = await page.evaluate(typing, words);
    await page.keyboard.press("Escape");
    const picks = await page.evaluate(picking, { words, each: 5 });
    console.log(`${name}: key to results: ${figures(keys)} (budget 50)`);
    console.log(`${name}: pick to documentation and form: ${figures(picks)} (budget 100)`);
    assert.ok(picks.length >= 20, `${picks.length} picks`); // some 50 of many endpoints, fewer of the built-in ones
    assert.ok(quantile(keys, 0.95) < 2_000);
    assert.ok(quantile(picks, 0.95) < 5_000);
  } finally {
    await browser.close();
    await editor.stop();
  }
}

// In the page: each text key by key.
async function typing(words) {
  const palette = document.querySelector("http-task-editor").shadowRoot.querySelector("http-task-palette");
  const input = palette.shadowRoot.querySelector("#query");
  const times = [];
  for (const text of words) {
    for (let length = 1; length <= text.length; ++length) {
      const begin = performance.now();
      input.value = text.slice(0, length);
      input.dispatchEvent(new Event("input"));
      await palette.pending;
      await palette.updateComplete;
      times.push(performance.now() - begin);
    }
  }
  return times;
}

// In the page: the first results for each of the words, each in a new definition, until both are on the screen.
async function picking({ words, each }) {
  const editor = document.querySelector("http-task-editor");
  const root = editor.shadowRoot;
  const palette = root.querySelector("http-task-palette");
  const input = palette.shadowRoot.querySelector("#query");
  const times = [];
  for (const text of words) {
    for (let index = 0; index < each; ++index) {
      editor.model.startAnew();
      palette.open("step");
      input.value = text;
      input.dispatchEvent(new Event("input"));
      await palette.pending;
      await palette.updateComplete;
      const id = palette.results[index]?.id;
      if (id === undefined) break;
      const begin = performance.now();
      palette.shadowRoot.querySelectorAll("[role=option]")[index].click();
      for (;;) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const form = root.querySelector("http-task-request").shadowRoot.querySelector("http-task-form");
        const documentation = root.querySelector("http-task-side").shadowRoot.querySelector("http-task-documentation");
        if (form?.form?.endpoint === id && documentation.endpoint?.id === id) break;
        if (performance.now() - begin > 20_000) throw new Error(`${id} did not show`);
      }
      times.push(performance.now() - begin);
    }
  }
  return times;
}
