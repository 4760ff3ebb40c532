// examples/embed: the element in another host's page, under that page's own policy and behind its server.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { command, dialpad, tests } from "./support/environment.mjs";
import { axeFindings, openBrowser, openPage, searchAndPick } from "./support/editor.mjs";

const python = spawnSync("python3", ["--version"]).status === 0;

async function startHost(home) {
  const environment = {
    ...process.env,
    HTTP_TASK_BIN: command,
    XDG_DATA_HOME: join(home, "data"),
    XDG_CONFIG_HOME: join(home, "config"),
    HOME: home,
  };
  if (dialpad) spawnSync(command, ["catalog", "add", dialpad], { env: environment, timeout: 120_000 });
  const host = spawn("python3", [resolve(tests, "../../examples/embed/host.py"), "--port", "0", home], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise((done, failed) => {
    host.stdout.once("data", (data) => done(String(data).trim()));
    host.once("exit", (status) => failed(new Error(`the host ended with ${status}`)));
  });
  return {
    url,
    stop: async () => {
      const ended = new Promise((done) => host.once("exit", done));
      host.kill("SIGINT");
      await ended;
    },
  };
}

test("a host's own page: attributes, events, policy, no token in the page", { skip: python ? false : "python3 is not installed" }, async () => {
  const home = mkdtempSync(join(tmpdir(), "http-task-embed-"));
  const browser = await openBrowser();
  const host = await startHost(home);
  try {
    const page = await openPage(browser, host, { url: host.url });
    await page.locator("http-task-steps").waitFor({ state: "attached" });
    await page.getByRole("button", { name: /^flow\s*, open another/ }).waitFor();
    await searchAndPick(page, "create call subscription", "reate");
    await page.keyboard.press("Control+Enter");
    await page.locator("http-task-test-bar .outcome").getByText(/^200/).waitFor();
    await page.locator("http-task-tree-rows").getByText("enabled").waitFor(); // its worker runs
    await page.keyboard.press("Control+s");
    await page.getByRole("dialog").locator(".added").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Saved flow.json", { exact: true }).waitFor(); // the host's own words
    assert.equal(JSON.parse(readFileSync(join(home, "flow.json"), "utf8")).tasks.length, 1);
    await page.locator("#theme").selectOption("dark");
    assert.equal(await page.locator("http-task-editor").getAttribute("theme"), "dark");
    const accent = await page.locator("http-task-editor").evaluate((element) => getComputedStyle(element).getPropertyValue("--accent"));
    assert.equal(accent.trim(), "#4ade80", "the host's colours go before the element's");
    assert.deepEqual(await axeFindings(page), []);
    assert.deepEqual(page.faults, [], "nothing is against the policy");
    assert.ok(page.requests.every((url) => url.startsWith(host.url) || /^(blob|data):/.test(url)));
    await page.getByRole("button", { name: /open another workflow/ }).click();
    await page.getByRole("button", { name: "New workflow" }).click();
    await page.getByRole("button", { name: "Begin" }).click();
    await page.getByText("Editing a new one").waitFor();
    const answer = await page.evaluate(async () => (await fetch("/http-task/api/v1/session")).json());
    assert.equal(answer.token, undefined);
  } finally {
    await browser.close();
    await host.stop();
    rmSync(home, { recursive: true, force: true });
  }
});
