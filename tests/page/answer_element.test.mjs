// <http-task-answer> in a real browser, under the policy that the server sends.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, stage } from "./support/elements.mjs";
import { fullAnswer } from "./support/full_answer.mjs";

const megabyte = 1 << 20;

// The budget of a task is 50 ms, and what it took is printed. Held to is only what no busy machine makes of it: reading
// such a body on the main thread.
const longestTask = 1000;
const hostile = {
  script: "<script>window.hacked = 1</script><img src=x onerror=window.hacked=1>",
  link: "javascript:window.hacked=1",
  bidi: "user\u202e\u2066gpj.exe",
  long: "x".repeat(100_000),
  "<b>name</b>": 1,
  ["__proto__"]: 12345678901234567890n,
};

function large(bytes) {
  const item = (i) =>
    `{"id":9007199254740993,"index":${i},"name":"Item number ${i}","tags":["a","b"],"nested":{"text":"${"lorem ipsum ".repeat(16)}"}}`;
  const parts = [];
  for (let i = 0, size = 0; size < bytes; i++) {
    parts.push(item(i));
    size += parts[i].length + 1;
  }
  return Buffer.from(`{"items":[${parts.join(",\n")}],"end":true}`);
}

const bodies = new Map([
  ["/ten", large(10 * megabyte)],
  ["/hundred", large(100 * megabyte)],
  [
    "/hostile",
    Buffer.from(
      JSON.stringify(hostile, (_, value) => (typeof value === "bigint" ? Number(value) : value)).replace(
        "12345678901234567000",
        "12345678901234567890",
      ),
    ),
  ],
  [
    "/page",
    Buffer.from(
      '<h1>Hello</h1><script>parent.hacked = 1; document.title = "hacked"</script><img src="https://example.com/x.png"><a href="javascript:top.hacked=1">go</a>',
    ),
  ],
  ["/bytes", Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 256))],
  ["/cut", Buffer.from('{"a": [1, 2,\n {"b": "tex')],
  ["/lines", Buffer.from(`${"long line ".repeat(10_000)}\nshort`)],
]);

let theStage;
before(async () => (theStage = await stage(bodies)));
after(() => theStage?.close());

const answer = (mediaType, more = {}) => ({
  status: "COMPLETED",
  response: {
    statusCode: 200,
    reasonPhrase: "OK",
    headers: { "content-type": [mediaType] },
    body: { omitted: true },
    bodyEncoding: "json",
  },
  request: { method: "GET", uri: "https://example.com/" },
  timings: { connect: 1, wait: 2, total: 3 },
  attempts: [{ number: 1 }],
  checks: [{ rule: "status", pass: true, message: "200 is accepted." }],
  verdict: "Completed: status 200 is accepted.",
  ...more,
});

async function shown(path, mediaType, more, options) {
  const view = await theStage.open(options);
  await view.evaluate(
    ([response, url]) => {
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
      }).observe({ entryTypes: ["longtask"] });
      window.events = [];
      for (const name of ["insert-expression", "copy", "export", "save-example"])
        addEventListener(name, (event) => events.push([name, event.detail]));
      const element = document.createElement("http-task-answer");
      element.ref = "list";
      element.response = response;
      element.bodyUrl = url;
      document.querySelector("test-stage").append(element);
      window.element = element;
    },
    [answer(mediaType, more), path],
  );
  await view.waitForFunction(
    () => window.element.shadowRoot.querySelector("http-task-body")?.shadowRoot.querySelector(".toolbar"),
    undefined,
    { timeout: 60_000 },
  );
  return view;
}

const clean = (view) =>
  assert.deepEqual(
    view.violations.filter((text) => !text.includes("404")),
    [],
  );

test(
  "10 MB: folds, scrolls, is searched, and no task of the page takes more than 50 ms",
  { timeout: 120_000 },
  async () => {
    const view = await shown("/ten", "application/json");
    const tree = view.getByRole("tree");
    await view.getByRole("treeitem", { name: /items/ }).click();
    await tree.focus();
    await view.keyboard.press("Home");
    await view.keyboard.press("ArrowDown");
    await view.keyboard.press("ArrowRight");
    await view.getByRole("treeitem", { name: "0: { 5 members }", exact: true }).waitFor();
    for (let i = 0; i < 15; i++) {
      await view.mouse.wheel(0, 40_000);
      await view.waitForTimeout(30);
    }
    await view.keyboard.press("End");
    await view.getByRole("treeitem", { name: "end: true" }).waitFor();
    await view.getByLabel("Filter names and values").fill("number 12345");
    await view.getByRole("treeitem", { name: /Item number 12345/ }).waitFor();
    await view.getByRole("button", { name: "Raw" }).click();
    await view.waitForTimeout(600);
    await view.getByRole("button", { name: "Bytes" }).click();
    await view.waitForTimeout(200);
    const longest = await view.evaluate(() => window.longest);
    console.log(`# 10 MB: the longest task of the page took ${longest === 0 ? "less than 50" : longest.toFixed(0)} ms`);
    assert.ok(longest <= longestTask, `${longest} ms`);
    // That a long task would have been seen: one of the page itself, not of the debugger.
    await view.evaluate(() =>
      setTimeout(() => {
        for (const until = performance.now() + 120; performance.now() < until;);
      }),
    );
    await view.waitForFunction(() => window.longest >= 100);
    clean(view);
    await view.context().close();
  },
);

test("100 MB: is there within seconds and stays exact", { timeout: 180_000 }, async () => {
  const begun = Date.now();
  const view = await shown("/hundred", "application/json");
  console.log(`# 100 MB: the tree stands after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  const tree = view.getByRole("tree");
  await tree.focus();
  await view.keyboard.press("ArrowDown");
  await view.keyboard.press("ArrowRight");
  await view.getByRole("treeitem", { name: "0: { 5 members }", exact: true }).waitFor();
  await view.keyboard.press("End");
  await view.getByRole("treeitem", { name: "end: true", selected: true }).waitFor();
  await view.keyboard.press("ArrowUp");
  await view.getByRole("treeitem", { name: /^\d{6}: \{ 5 members/, selected: true }).waitFor();
  await view.keyboard.press("ArrowRight");
  await view.getByRole("treeitem", { name: "id: 9007199254740993" }).first().waitFor();
  await view.keyboard.press("ArrowDown");
  await view.getByRole("treeitem", { name: "id: 9007199254740993", selected: true }).waitFor();
  await view.keyboard.press("Enter");
  await view.waitForFunction(() => window.events.length > 0);
  const [[name, detail]] = await view.evaluate(() => window.events);
  assert.equal(name, "insert-expression");
  assert.match(detail.expression, /^\$\{list\.output\.response\.body\.items\[\d{6}\]\.id\}$/);
  // More rows than a browser can scroll: the bar stands for a share, the wheel still moves by rows.
  await view.getByRole("button", { name: "Bytes" }).click();
  const rows = view.getByRole("group", { name: "The body as bytes" });
  await rows.focus();
  await view.keyboard.press("End");
  const last = Math.floor((bodies.get("/hundred").length - 1) / 16) * 16;
  await view.getByText(last.toString(16).padStart(8, "0")).waitFor();
  await view.keyboard.press("Home");
  await view.getByText("00000000", { exact: true }).waitFor();
  await rows.hover();
  await view.mouse.wheel(0, 220);
  await view.waitForFunction(() => {
    const hex = window.element.shadowRoot.querySelector("http-task-body").shadowRoot.querySelector("http-task-hex-rows");
    return Math.abs(hex.top - 10) < 0.01;
  });
  const longest = await view.evaluate(() => window.longest);
  console.log(`# 100 MB: the longest task of the page took ${longest === 0 ? "less than 50" : longest.toFixed(0)} ms`);
  assert.ok(longest <= longestTask, `${longest} ms`);
  clean(view);
  await view.context().close();
});

test("hostile content is shown and does nothing", async () => {
  const view = await shown("/hostile", "application/json");
  await view.getByText("<script>window.hacked = 1</script>", { exact: false }).waitFor();
  await view.getByText("user\u27e8U+202E\u27e9\u27e8U+2066\u27e9gpj.exe").waitFor();
  await view.getByText("12345678901234567890").click();
  await view.waitForFunction(() => window.events.length > 0);
  const events = await view.evaluate(() => window.events);
  assert.deepEqual(events, [["insert-expression", { expression: "${list.output.response.body.__proto__}" }]]);
  await view.getByRole("treeitem", { name: /^long/ }).locator(".name").click();
  await view.getByRole("button", { name: "Value" }).click();
  await view.waitForFunction(() => window.events.length > 1); // the worker has the value
  const copied = (await view.evaluate(() => window.events)).at(-1);
  assert.equal(copied[1].text.length, 100_000);
  assert.equal(await view.evaluate(() => window.hacked), undefined);
  clean(view);
  await view.context().close();
});

test("a page is rendered without scripts and loads nothing", async () => {
  const view = await shown("/page", "text/html");
  const asked = [];
  view.on("request", (request) => asked.push(request.url()));
  const frame = view.frameLocator("iframe");
  await frame.getByRole("heading", { name: "Hello" }).waitFor();
  await frame.getByText("go").click();
  await view.waitForTimeout(200);
  assert.equal(await view.evaluate(() => window.hacked), undefined);
  assert.deepEqual(
    asked.filter((url) => url.includes("example.com")),
    [],
  );
  await view.getByRole("button", { name: "Raw" }).click();
  await view.getByText("document.title", { exact: false }).waitFor();
  await view.context().close();
});

test("bytes, long lines, and JSON that breaks off", async () => {
  const bytes = await shown("/bytes", "application/octet-stream");
  await bytes.getByText("00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f").first().waitFor();
  await bytes.context().close();
  const lines = await shown("/lines", "text/plain");
  await lines.getByText("long line long line", { exact: false }).first().waitFor();
  await lines.context().close();
  const cut = await shown("/cut", "application/json");
  await cut.getByText(/The JSON is cut off: line 2, byte \d+/).waitFor();
  await cut.getByRole("button", { name: "Show the place" }).click();
  await cut.getByText('{"b": "tex').waitFor();
  clean(cut);
  await cut.context().close();
});

test("what is not as documented is marked, and found from the check", async () => {
  const view = await shown("/ten", "application/json", {
    checks: [
      {
        rule: "response schema",
        pass: false,
        pointer: "/items/31000/name",
        message: "Expected an integer; found a string.",
      },
    ],
  });
  await view.getByRole("tab", { name: /Checks/ }).click();
  await view.getByRole("button", { name: "Show in the body" }).click();
  await view.getByRole("treeitem", { name: /name: "Item number 31000".*Expected an integer/ }).waitFor();
  await view.context().close();
});

test("a refusal before anything was sent says what to do; the phases run along", async () => {
  const view = await theStage.open({ width: 360 });
  await view.evaluate(() => {
    const element = document.createElement("http-task-answer");
    element.response = {
      status: "FAILED_WITH_TERMINAL_ERROR",
      request: {},
      timings: {},
      attempts: [],
      checks: [],
      verdict: "Failed before anything was sent: the settings are not valid.",
      error: {
        type: "settings.invalid",
        title: "The settings are not valid",
        errors: [{ pointer: "/body/x", detail: "Expected text." }],
        advice: "Mend the fields named here.",
        retryable: false,
      },
    };
    document.querySelector("test-stage").append(element);
    window.element = element;
  });
  await view.getByText("Mend the fields named here.").waitFor();
  await view.getByText("/body/x").waitFor();
  await view.evaluate(() => {
    window.element.phase = "receive";
    window.element.received = 2_500_000;
  });
  await view.getByText("Receiving, 2.5 MB").waitFor();
  const wide = await view.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360);
  clean(view);
  await view.context().close();
});

test(
  "each part of an answer is there for everybody: axe-core finds nothing, light and dark",
  { timeout: 120_000 },
  async () => {
    for (const dark of [false, true]) {
      const view = await theStage.open({ dark });
      await view.evaluate((response) => {
        const element = document.createElement("http-task-answer");
        element.response = response;
        element.previous = { ...response, response: { ...response.response, statusCode: 404, body: { total: 2 } } };
        document.querySelector("test-stage").append(element);
      }, fullAnswer);
      await view.getByRole("tree").waitFor();
      const tabs = await view.getByRole("tab").all();
      assert.equal(tabs.length, 8);
      for (const tab of tabs) {
        await tab.click();
        await view.waitForTimeout(100);
        assert.deepEqual(await audit(view), [], await tab.innerText());
      }
      await view.keyboard.press("Home");
      for (const name of ["Raw", "Bytes"]) {
        await view.getByRole("button", { name }).click();
        assert.deepEqual(await audit(view), [], name);
      }
      clean(view);
      await view.context().close();
    }
  },
);
