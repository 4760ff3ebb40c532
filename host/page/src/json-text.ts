// JSON text read and written without the browser's JSON.parse: says where a mistake is and what is expected there,
// finds a name that stands twice in one object, and keeps numbers exact in every browser. For texts that people write;
// what the server sends goes through json.ts.
import { ExactNumber, isObject, numberOf, type Json, type JsonObject } from "./json.js";

export class JsonError extends SyntaxError {
  constructor(
    message: string,
    /** In UTF-16 units, as editors count. */
    readonly offset: number,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

const depthLimit = 1000;
const numeral = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const blank = /[ \t\r\n]*/y;
const escapes: Record<string, string> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): Json {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    const value = this.value(0);
    this.skip();
    if (this.at < this.text.length) this.fail("There is something behind the end of the JSON value.");
    return value;
  }

  private value(depth: number): Json {
    if (depth > depthLimit) this.fail(`Nested deeper than ${depthLimit} levels.`);
    this.skip();
    const start = this.text[this.at];
    switch (start) {
      case "{":
        return this.object(depth);
      case "[":
        return this.array(depth);
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
    }
    numeral.lastIndex = this.at;
    const found = numeral.exec(this.text);
    if (!found)
      this.fail(
        start === undefined ? "The JSON text ends where a value is expected." : "A JSON value is expected here.",
      );
    this.at += found[0].length;
    return numberOf(found[0])!;
  }

  private object(depth: number): JsonObject {
    const members: JsonObject = {};
    this.at++;
    this.skip();
    if (this.take("}")) return members;
    for (;;) {
      this.skip();
      const start = this.at;
      if (this.text[this.at] !== '"') this.fail("A name in double quotes is expected here.");
      const name = this.string();
      if (Object.hasOwn(members, name)) {
        this.at = start;
        this.fail(`The name ${JSON.stringify(name)} stands twice in this object.`);
      }
      this.skip();
      if (!this.take(":")) this.fail("A colon is expected between name and value.");
      const value = this.value(depth + 1);
      // Not an assignment: a member may be called __proto__.
      Object.defineProperty(members, name, { value, configurable: true, enumerable: true, writable: true });
      this.skip();
      if (this.take("}")) return members;
      if (!this.take(",")) this.fail("A comma or } is expected here.");
    }
  }

  private array(depth: number): Json[] {
    const items: Json[] = [];
    this.at++;
    this.skip();
    if (this.take("]")) return items;
    for (;;) {
      items.push(this.value(depth + 1));
      this.skip();
      if (this.take("]")) return items;
      if (!this.take(",")) this.fail("A comma or ] is expected here.");
    }
  }

  private string(): string {
    let value = "";
    this.at++;
    for (;;) {
      plain.lastIndex = this.at;
      const run = plain.exec(this.text)![0];
      value += run;
      this.at += run.length;
      const next = this.text[this.at];
      if (next === '"') {
        this.at++;
        return value;
      }
      if (next === undefined) this.fail("This text has no closing quote.");
      if (next === "\n" || next === "\r") this.fail("This text has no closing quote on its line.");
      if (next !== "\\") this.fail("Control characters have to be written as escapes, for example \\n.");
      const escape = this.text[this.at + 1] ?? "";
      const hex = this.text.slice(this.at + 2, this.at + 6);
      if (escape in escapes) {
        value += escapes[escape];
        this.at += 2;
      } else if (escape === "u" && /^[0-9a-fA-F]{4}$/.test(hex)) {
        value += String.fromCharCode(parseInt(hex, 16));
        this.at += 6;
      } else this.fail("This is no escape that JSON knows.");
    }
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail(`A JSON value is expected here; did you mean ${word}?`);
    this.at += word.length;
    return value;
  }

  private take(what: string): boolean {
    if (this.text[this.at] !== what) return false;
    this.at++;
    return true;
  }

  private skip(): void {
    blank.lastIndex = this.at;
    this.at += blank.exec(this.text)![0].length;
  }

  private fail(message: string): never {
    const before = this.text.slice(0, this.at);
    const line = before.split("\n").length;
    throw new JsonError(message, this.at, line, this.at - before.lastIndexOf("\n"));
  }
}

export function readJson(text: string): Json {
  return new Reader(text).document();
}

/** As JSON.stringify does; lists of scalars that fit on a line stay on one. */
export function writeJson(value: Json, indent = 2, depth = 0): string {
  if (value instanceof ExactNumber) return value.source;
  if (!Array.isArray(value) && !isObject(value)) return JSON.stringify(value);
  const list = Array.isArray(value);
  const parts = list
    ? value.map((item) => writeJson(item, indent, depth + 1))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => `${JSON.stringify(name)}:${indent ? " " : ""}${writeJson(member, indent, depth + 1)}`);
  const [open, close] = list ? "[]" : "{}";
  if (parts.length === 0) return open! + close!;
  if (!indent) return open + parts.join(",") + close;
  if (list && !value.some((item) => Array.isArray(item) || isObject(item))) {
    const line = `[${parts.join(", ")}]`;
    if (line.length + indent * depth <= 80) return line;
  }
  const line = `\n${" ".repeat(indent * (depth + 1))}`;
  return `${open}${line}${parts.join(`,${line}`)}\n${" ".repeat(indent * depth)}${close}`;
}
