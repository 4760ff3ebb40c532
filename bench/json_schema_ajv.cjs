// The same cases as `bench_json_schema run`, by ajv: node json_schema_ajv.cjs CASES.json (NODE_PATH names its modules).
"use strict";
const fs = require("fs");
const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

const dialects = {
  "http://json-schema.org/draft-04/schema": () => require("ajv-draft-04"),
  "https://json-schema.org/draft/2020-12/schema": () => require("ajv/dist/2020"),
};

function compile(c) {
  const schema = read(c.schema);
  const make = dialects[(schema.$schema || "").replace(/#$/, "")] || (() => require("ajv"));
  const start = process.hrtime.bigint();
  const ajv = new (make().default)({ strict: false, validateFormats: c.formats, logger: false });
  if (c.formats) require("ajv-formats").default(ajv);
  for (const [uri, file] of Object.entries(c.registry || {})) ajv.addSchema(read(file), uri);
  const validate = ajv.compile(schema);
  return { validate, compile_ns: Number(process.hrtime.bigint() - start) };
}

function nanoseconds(validate, instance) {
  let loops = 1;
  let valid = true; // used, so that nothing of the check can be left out
  const run = () => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < loops; ++i) valid = validate(instance) && valid;
    return Number(process.hrtime.bigint() - start);
  };
  const warm = process.hrtime.bigint() + 400000000n; // the optimising compiler comes in after a while
  while (process.hrtime.bigint() < warm) { loops = 1000; run(); }
  loops = 1;
  while (run() < 1e7) loops *= 2;
  for (let warm = 0; warm < 5; ++warm) run();
  return Math.min(...Array.from({ length: 9 }, () => run() / loops));
}

const results = read(process.argv[2]).map((c) => {
  try {
    const { validate, compile_ns } = compile(c);
    const instance = read(c.instance);
    return { name: c.name, valid: validate(instance), ns: nanoseconds(validate, instance), compile_ns };
  } catch (e) {
    return { name: c.name, error: String(e.message).slice(0, 200) };
  }
});
console.log(JSON.stringify(results));
