// Imports a TypeScript module of host/page/src into node, for tests of what needs no browser.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { page } from "./environment.mjs";

const { build } = createRequire(join(page, "package.json"))("esbuild");

export async function source(path) {
  const folder = mkdtempSync(join(tmpdir(), "http-task-page-"));
  const outfile = join(folder, "module.mjs");
  try {
    await build({
      absWorkingDir: page,
      entryPoints: [`src/${path}`],
      bundle: true,
      format: "esm",
      platform: "node",
      outfile,
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
