// What the tests of the page run with. ctest names the built things by the environment; by hand, the release build is
// taken.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const tests = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const root = resolve(tests, "../..");
const build = resolve(process.env.HTTP_TASK_BINARY_DIR ?? join(root, "build/release"));

export const command = process.env.HTTP_TASK_BIN ?? join(build, "bin/http-task");
export const screenshots = join(build, "page/screenshots");
export const chromiumPath = process.env.HTTP_TASK_CHROMIUM ?? "/usr/bin/chromium";
const shared = process.env.HTTP_TASK_SHARED ?? resolve(root, "../shared");
export const dialpad = existsSync(join(shared, "apis/dialpad.openapi.json"))
  ? join(shared, "apis/dialpad.openapi.json")
  : undefined;

// The page's sources with the modules that build it: the build tree has both.
export const page = existsSync(join(build, "page/node_modules")) ? join(build, "page") : join(root, "host/page");

// A module of the tests, from where ctest installed them, else from beside them.
export function testModule(name) {
  for (const place of [join(build, "tests/page"), tests]) {
    try {
      return createRequire(join(place, "package.json"))(name);
    } catch {
      // The next place, then.
    }
  }
  throw new Error(`${name} is not installed: npm ci in tests/page`);
}

export const testModulePath = (name) => {
  const place = [join(build, "tests/page"), tests].find((folder) => existsSync(join(folder, "node_modules", name)));
  return join(place ?? tests, "node_modules", name);
};
