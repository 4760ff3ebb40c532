// The elements of the page by themselves in Debian's Chromium, under the policy that the server sends; for tests of one
// element without the whole editor.
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromiumPath, page, testModule, testModulePath } from "./environment.mjs";

const { build } = createRequire(join(page, "package.json"))("esbuild");

const fields = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

const types = { ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".css": "text/css" };

// bodies: path to bytes. `open({width, height, dark})` gives a page with all elements defined; its `violations` are what
// the policy refused and what went wrong in scripts.
export async function stage(bodies = new Map()) {
  const out = mkdtempSync(join(tmpdir(), "http-task-elements-"));
  const common = {
    absWorkingDir: page,
    bundle: true,
    format: "esm",
    target: ["es2022"],
    outdir: out,
    minify: true,
    metafile: true,
    logLevel: "warning",
    tsconfig: join(page, "tsconfig.json"),
  };
  const worker = await build({ ...common, entryPoints: { "answer-worker": "src/answer/answer-worker.ts" } });
  await build({
    ...common,
    stdin: {
      contents: `
        import { tokens } from "./styles/tokens.js";
        import "./answer/http-task-answer.js";
        import "./form/http-task-form.js";
        import "./json-editor/http-task-json-editor.js";
        export * from "./json-text.js";
        import * as json from "./json-text.js";
        window.json = json;
        class Stage extends HTMLElement {
          constructor() {
            super();
            this.attachShadow({ mode: "open" }).adoptedStyleSheets = [tokens.styleSheet, sheet];
            this.shadowRoot.append(document.createElement("slot"));
          }
        }
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(":host { background: var(--ground); display: flex; flex-direction: column; height: 100vh; padding: 16px; box-sizing: border-box; overflow: auto } ::slotted(*) { flex: 1 1 auto; min-height: 0 }");
        customElements.define("test-stage", Stage);
        document.body.append(document.createElement("test-stage"));
        window.ready = true;`,
      resolveDir: join(page, "src"),
      sourcefile: "stage.ts",
      loader: "ts",
    },
    entryNames: "stage",
    splitting: true,
    define: { ANSWER_WORKER: JSON.stringify(basename(Object.keys(worker.metafile.outputs)[0])) },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (path === "/") {
      response.writeHead(200, { ...fields, "Content-Type": types[".html"] });
      response.end(
        '<!doctype html><html lang="en"><title>stage</title><link rel="stylesheet" href="/page.css"><main></main><script type="module" src="/stage.js"></script>',
      );
    } else if (path === "/page.css") {
      response.writeHead(200, { ...fields, "Content-Type": types[".css"] });
      response.end("body { margin: 0 }");
    } else if (bodies.has(path)) {
      const body = bodies.get(path);
      response.writeHead(200, { ...fields, "Content-Type": "application/octet-stream", "Content-Length": body.length });
      response.end(body);
    } else if (existsSync(join(out, basename(path))) && path.endsWith(".js")) {
      response.writeHead(200, { ...fields, "Content-Type": types[".js"] });
      response.end(readFileSync(join(out, basename(path))));
    } else {
      response.writeHead(404, fields);
      response.end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  const browser = await testModule("playwright-core").chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
  });
  return {
    address: `http://127.0.0.1:${port}`,
    async open({ width = 900, height = 760, dark = false, reduced = false } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        reducedMotion: reduced ? "reduce" : "no-preference",
      });
      const view = await context.newPage();
      view.violations = [];
      view.on("console", (message) => {
        if (message.type() === "error") view.violations.push(message.text());
      });
      view.on("pageerror", (error) => view.violations.push(String(error)));
      await view.goto(`http://127.0.0.1:${port}/`);
      await view.waitForFunction(() => window.ready);
      return view;
    },
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
      rmSync(out, { recursive: true, force: true });
    },
  };
}

// What axe-core finds wrong in a page, as short lines.
export async function audit(view) {
  await view.evaluate(readFileSync(join(testModulePath("axe-core"), "axe.min.js"), "utf8"));
  return view.evaluate(async () => {
    const { passes, violations } = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: {
        region: { enabled: false },
        "page-has-heading-one": { enabled: false },
        "landmark-one-main": { enabled: false },
      },
    });
    if (passes.length < 5) return ["axe-core looked at nothing"];
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.flat().join(" ")}: ${node.failureSummary.split("\n")[1]?.trim()}`),
    );
  });
}
