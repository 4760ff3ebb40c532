// Writes C++ that holds the files of the page in the program: page/files.hpp has the contract.
//   node embed.mjs FOLDER SOURCE      FOLDER as build.mjs wrote it; the bytes lie beside SOURCE, in SOURCE.bin
// The assembler takes the bytes in as they are: a megabyte as an array in C++ compiles for half a minute.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, source] = process.argv.slice(2);
const files = JSON.parse(readFileSync(join(folder, "files.json"), "utf8"));

const blob = [];
let size = 0;
function add(bytes) {
  const place = `{http_task_page_bytes + ${size}, ${bytes.length}}`;
  blob.push(bytes);
  size += bytes.length;
  return place;
}
const text = (value) => JSON.stringify(value);
const entries = files.map((file) => {
  const plain = readFileSync(join(folder, file.path));
  const smaller = (suffix) => {
    const bytes = readFileSync(join(folder, file.path + suffix));
    return bytes.length < plain.length ? add(bytes) : "{}";
  };
  return `    {${text(file.path)}, ${text(file.mediaType)}, ${text(file.etag)}, ${file.hashed}, ${add(plain)}, ${smaller(".br")}, ${smaller(".gz")}},`;
});

writeFileSync(`${source}.bin`, Buffer.concat(blob));
writeFileSync(
  source,
  `#include "page/files.hpp"

asm(".pushsection .rodata\\n"
    ".global http_task_page_bytes\\n"
    ".hidden http_task_page_bytes\\n"
    "http_task_page_bytes: .incbin ${JSON.stringify(`${source}.bin`).replace(/"/g, '\\"')}\\n"
    ".popsection");
extern "C" const char http_task_page_bytes[${size}];

namespace http_task::host {
namespace {
constexpr page_file files[] = {
${entries.join("\n")}
};
} // namespace

std::span<const page_file> page_files() noexcept {
  return files;
}
} // namespace http_task::host
`,
);
