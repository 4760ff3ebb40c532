// Bundles the page into a folder: hashed file names, each file also as .br and .gz, and files.json, which names them.
//   node build.mjs --out FOLDER
// Needs node 18 and what `npm ci` installed; no network. Prints the size of the first load and fails above the budget.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const firstLoadBudget = 250 * 1024;
const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[process.argv.indexOf("--out") + 1] ?? "dist");
const mediaTypes = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const common = {
  absWorkingDir: here,
  bundle: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  sourcemap: false,
  legalComments: "none",
  metafile: true,
  outdir: out,
  logLevel: "warning",
  tsconfig: join(here, "tsconfig.json"),
};

// The worker first: the page's code carries its hashed name.
const worker = await build({
  ...common,
  entryPoints: { "answer-worker": "src/answer/answer-worker.ts" },
  entryNames: "[name]-[hash]",
});
const page = await build({
  ...common,
  entryPoints: { main: "src/main.ts", editor: "src/editor.ts", page: "src/page.css" },
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  splitting: true,
  define: { ANSWER_WORKER: JSON.stringify(basename(Object.keys(worker.metafile.outputs)[0])) },
});
const outputs = page.metafile.outputs;
const outputOf = (source) => Object.keys(outputs).find((name) => outputs[name].entryPoint === source);

// All that the page loads before a person does anything: static imports, not the parts loaded on demand.
function withImports(name, seen = new Set()) {
  if (!seen.has(name)) {
    seen.add(name);
    for (const wanted of outputs[name].imports) {
      if (wanted.kind === "import-statement" && !wanted.external) withImports(wanted.path, seen);
    }
  }
  return seen;
}
const scripts = [...withImports(outputOf("src/main.ts"))].map((name) => basename(name));
const style = basename(outputOf("src/page.css"));
const icon = `icon-${digest(readFileSync(join(here, "src/icon.svg"))).slice(0, 8)}.svg`;
writeFileSync(join(out, icon), readFileSync(join(here, "src/icon.svg")));

const fill = { style, icon, main: scripts[0], preload: scripts.slice(1).map((name) => `<link rel="modulepreload" href="/${name}">`).join("\n    ") };
writeFileSync(join(out, "index.html"), readFileSync(join(here, "src/index.html"), "utf8").replace(/\{(\w+)\}/g, (_, name) => fill[name]));
// A host that embeds the element needs one name that stays.
writeFileSync(join(out, "http-task-editor.js"), `export * from "./${basename(outputOf("src/editor.ts"))}";\n`);
writeFileSync(join(out, "licenses.txt"), licenses([worker.metafile, page.metafile]));

const names = readdirSync(out).sort();
const files = names.map((name) => {
  const bytes = readFileSync(join(out, name));
  const gzip = gzipSync(bytes, { level: 9 });
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(join(out, `${name}.gz`), gzip);
  writeFileSync(join(out, `${name}.br`), br);
  return {
    path: `/${name}`,
    mediaType: mediaTypes[name.slice(name.lastIndexOf("."))],
    etag: `"${digest(bytes).slice(0, 20)}"`,
    hashed: /-[0-9A-Za-z]{8}\.\w+$/.test(name),
    plain: bytes.length,
    gzip: gzip.length,
    br: br.length,
  };
});
writeFileSync(join(out, "files.json"), `${JSON.stringify(files, null, 1)}\n`);

const first = new Set(["index.html", style, icon, ...scripts].map((name) => `/${name}`));
const sum = (list, what) => list.reduce((total, file) => total + file[what], 0);
const firstFiles = files.filter((file) => first.has(file.path));
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
console.log(
  `page: first load ${kib(sum(firstFiles, "br"))} (brotli) or ${kib(sum(firstFiles, "gzip"))} (gzip) in ` +
    `${firstFiles.length} files, all ${kib(sum(files, "br"))} in ${files.length}`,
);
if (sum(firstFiles, "gzip") > firstLoadBudget) {
  console.error(`page: the first load is above its budget of ${kib(firstLoadBudget)}`);
  process.exit(1);
}

function digest(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

// The licence texts of every package of which a line went into the bundle.
function licenses(metafiles) {
  const packages = new Set();
  for (const input of metafiles.flatMap((file) => Object.keys(file.inputs))) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) packages.add(resolve(here, match[1]));
  }
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
      return `${name} ${version}: ${license}\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
