// JSON as the page holds it. Numbers that a double would change (64-bit identifiers, long decimals) are kept as they
// are written: `ExactNumber`. Everything that goes to the server passes `stringify`, everything from it `parse`.
import { readJson, writeJson } from "./json-text.js";

export class ExactNumber {
  constructor(readonly source: string) {}
  toString(): string {
    return this.source;
  }
  // For readers that only want a number's size.
  valueOf(): number {
    return Number(this.source);
  }
}

export type Json = null | boolean | number | string | ExactNumber | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

type SourceReviver = (key: string, value: unknown, context?: { source?: string }) => unknown;
const rawJson = (JSON as unknown as { rawJSON?: (text: string) => unknown }).rawJSON;

// Browsers before 2025 do not say how a number was written; there json-text.ts reads and writes, only slower.
const saysSource = ((): boolean => {
  let says = false;
  const look: SourceReviver = (_key, value, context) => ((says = context?.source !== undefined), value);
  JSON.parse("1", look as (key: string, value: unknown) => unknown);
  return says;
})();

// Throws SyntaxError.
export function parse(text: string): Json {
  if (!saysSource) return readJson(text);
  const reviver: SourceReviver = (_key, value, context) =>
    typeof value === "number" && context?.source !== undefined && changes(value, context.source)
      ? new ExactNumber(context.source)
      : value;
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown) as Json;
}

export function stringify(value: unknown, indent?: number): string {
  if (!rawJson) return writeJson(value as Json, indent ?? 0);
  return JSON.stringify(
    value,
    (_key, item: unknown) => (item instanceof ExactNumber ? rawJson(item.source) : item),
    indent,
  );
}

// A number typed by a person, null when it is none as JSON writes them.
export function numberOf(text: string): number | ExactNumber | null {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return changes(value, text) ? new ExactNumber(text) : value;
}

export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a instanceof ExactNumber || b instanceof ExactNumber) {
    return a instanceof ExactNumber && b instanceof ExactNumber && a.source === b.source;
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && equal(a[name], b[name]));
}

// Whether a double loses digits of the number: 1.0 and 1e2 do not count.
function changes(value: number, source: string): boolean {
  if (String(value) === source) return false;
  if (!Number.isFinite(value)) return true;
  const digits = (text: string) => {
    const match = /^-?(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
    const all = `${match?.[1] ?? ""}${match?.[2] ?? ""}`.replace(/^0+/, "");
    const significant = all.replace(/0+$/, "");
    const power = Number(match?.[3] ?? 0) - (match?.[2] ?? "").length + (all.length - significant.length);
    return significant === "" ? "0" : `${significant}e${power}`;
  };
  return digits(String(value)) !== digits(source);
}
