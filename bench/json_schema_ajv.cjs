// As `bench_json_schema run`, by ajv: node json_schema_ajv.cjs CASES.json (NODE_PATH names its modules).
"use strict";
const fs = require("fs");
const readline = require("readline");
const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

const dialects = {
  "http://json-schema.org/draft-04/schema": () => require("ajv-draft-04"),
  "https://json-schema.org/draft/2020-12/schema": () => require("ajv/dist/2020"),
};

function cpuNanoseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1e3;
}

function compile(c) {
  const schema = read(c.schema);
  const make = dialects[(schema.$schema || "").replace(/#$/, "")] || (() => require("ajv"));
  const start = cpuNanoseconds();
  const ajv = new (make().default)({ strict: false, validateFormats: c.formats, logger: false });
  if (c.formats) require("ajv-formats").default(ajv);
  for (const [uri, file] of Object.entries(c.registry || {})) ajv.addSchema(read(file), uri);
  const validate = ajv.compile(schema);
  return { validate, compile_ns: cpuNanoseconds() - start };
}

// Each case has a loop of its own, which the optimising compiler makes for its validator alone. The instances are all
// alike, but not one and the same: else the compiler takes what it knows of it out of the loop.
function makeMeasure(name, validate, instances) {
  const loop = new Function("validate", "instances", "loops", `// ${name}
    let valid = true; // used, so that nothing of the check can be left out
    for (let i = 0; i < loops; ++i) valid = validate(instances[i & ${instances.length - 1}]) && valid;
    return valid;`);
  let loops = 0;
  const run = () => {
    const start = cpuNanoseconds();
    loop(validate, instances, loops);
    return cpuNanoseconds() - start;
  };
  const warmUp = () => {
    const end = process.hrtime.bigint() + 400000000n; // the optimising compiler comes in after a while
    for (loops = 1000; process.hrtime.bigint() < end;) run();
    for (loops = 1; run() < 5e6;) loops *= 2;
  };
  return () => {
    if (loops === 0) warmUp();
    return run() / loops;
  };
}

const measures = [];
const report = read(process.argv[2]).map((c) => {
  try {
    const { validate, compile_ns } = compile(c);
    const instances = Array.from({ length: c.copies }, () => read(c.instance));
    measures.push(makeMeasure(`${c.name} ${c.formats}`, validate, instances));
    return { name: c.name, valid: validate(instances[0]), compile_ns };
  } catch (e) {
    measures.push(() => null);
    return { name: c.name, error: String(e.message).slice(0, 200) };
  }
});
console.log(JSON.stringify(report));
readline.createInterface({ input: process.stdin }).on("line", (line) => console.log(JSON.stringify(measures[Number(line)]())));
