// What the form knows about fields and values without drawing them.
import { equal, isObject, numberOf, stringify, ExactNumber, type Json, type JsonObject } from "../json.js";
import { pointerOf, tokens } from "../pointer.js";
import type { Field } from "../types.js";

const expressionInside = /\$\{[^}]*\}/;

// An expression, or text with one in it; `$${` is none.
export function hasExpression(value: Json | undefined): value is string {
  return typeof value === "string" && expressionInside.test(value.replace(/\$\$\{/g, ""));
}

export function expressionsIn(text: string): string[] {
  return [...new Set(text.replace(/\$\$\{/g, "").match(/\$\{[^}]+\}/g) ?? [])];
}

// Fields in which `${...}` can be typed straight away.
export function takesText(field: Field): boolean {
  return ["text", "multiline", "password", "date-time", "time", "file"].includes(field.widget);
}

// A field where it stands in the settings. The model's pointer, in which - and * stand for items and names, is what
// documentation is found by.
export interface PlacedField extends Field {
  modelPointer?: string;
  entry?: boolean; // an item of a list or a member of a map: it is there also when it is empty
}

export function placed(field: PlacedField, pointer: string): PlacedField {
  return pointer === field.pointer ? field : { ...field, pointer, modelPointer: field.modelPointer ?? field.pointer };
}

export function below(pointer: string, name: string | number): string {
  return pointer + pointerOf([name]);
}

export function nameOf(pointer: string): string {
  return tokens(pointer).at(-1) ?? "";
}

export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (value instanceof ExactNumber) return value.source;
  return stringify(value);
}

// What typed text becomes. Text that is no number stays text, so that nothing is lost and validation says what is wrong.
export function valueOf(field: Field, text: string): Json {
  if (field.type === "integer" || field.type === "number") return numberOf(text.trim()) ?? text;
  return text;
}

// What a field begins with when it is added; undefined where only a person can say.
export function startValue(field: Field): Json | undefined {
  if (field.const !== undefined) return field.const;
  if (field.default !== undefined) return field.default;
  if (field.enum?.length === 1) return field.enum[0];
  if (field.widget === "choice") return field.choices?.[0] ? startValue(field.choices[0].field) : undefined;
  if (field.widget === "list") return [];
  if (field.widget === "map") return {};
  if (field.widget === "object") {
    const members: JsonObject = {};
    for (const member of field.fields ?? []) {
      const value = member.required ? startValue(member) : undefined;
      if (value !== undefined) define(members, member.name, value);
    }
    return members;
  }
  return undefined;
}

export function define(object: JsonObject, name: string, value: Json): void {
  Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
}

// A member gets another name and keeps its place; the object stays as it was when the name is taken.
export function renamed(object: JsonObject, from: string, to: string): JsonObject {
  if (Object.hasOwn(object, to)) return object;
  const members: JsonObject = {};
  for (const [name, value] of Object.entries(object)) define(members, name === from ? to : name, value);
  return members;
}

export function moved(items: Json[], from: number, to: number): Json[] {
  if (to < 0 || to >= items.length) return items;
  const copy = [...items];
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}

function typeMatches(field: Field, value: Json): boolean {
  switch (field.type) {
    case "string":
      return typeof value === "string";
    case "integer":
    case "number":
      return typeof value === "number" || value instanceof ExactNumber;
    case "boolean":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "null":
      return value === null;
  }
  return true;
}

// Which of several a value is: by fixed members first, then by type and by how many members fit. 0 when none does.
export function chosen(field: Field, value: Json | undefined): number {
  const choices = field.choices ?? [];
  if (value === undefined) return 0;
  let best = 0;
  let bestScore = -1;
  choices.forEach(({ field: choice }, index) => {
    const score = fit(choice, value);
    if (score > bestScore) {
      best = index;
      bestScore = score;
    }
  });
  return best;
}

function fit(choice: Field, value: Json): number {
  if (choice.widget === "choice")
    return Math.max(-1, ...(choice.choices ?? []).map((inner) => fit(inner.field, value)));
  if (choice.const !== undefined) return equal(choice.const, value) ? 1000 : -1;
  if (choice.enum) return choice.enum.some((allowed) => equal(allowed, value)) ? 500 : -1;
  if (!typeMatches(choice, value)) return -1;
  if (!isObject(value)) return choice.type === "any" ? 0 : 10;
  let score = 1;
  for (const member of choice.fields ?? []) {
    const own = Object.hasOwn(value, member.name) ? value[member.name] : undefined;
    if (own === undefined) {
      if (member.required) score -= 2;
    } else if (member.const !== undefined) score += equal(member.const, own) ? 100 : -100;
    else if (member.enum && !member.enum.some((allowed) => equal(allowed, own))) score -= 5;
    else score += 3;
  }
  const names = new Set((choice.fields ?? []).map((member) => member.name));
  for (const name of Object.keys(value)) if (!names.has(name)) score -= 1;
  return score;
}

// The value for another choice: what has a place there is taken along.
export function converted(value: Json | undefined, to: Field): Json | undefined {
  const start = startValue(to);
  if (to.type !== "object" || !isObject(value)) return value !== undefined && fit(to, value) > 0 ? value : start;
  const members: JsonObject = isObject(start) ? { ...start } : {};
  for (const member of to.fields ?? []) {
    const own = Object.hasOwn(value, member.name) ? value[member.name] : undefined;
    if (own !== undefined && member.const === undefined) define(members, member.name, own);
  }
  return members;
}

// Members of an object that no field stands for: kept, and shown as JSON.
export function unknownMembers(
  fields: readonly Field[],
  value: Json | undefined,
  except: readonly string[] = [],
): string[] {
  if (!isObject(value)) return [];
  const known = new Set([...fields.map((field) => field.name), ...except]);
  return Object.keys(value).filter((name) => !known.has(name));
}

// prefill fills in what has to be there from the documented example; a person has to look at it.
export function isUncheckedExample(field: Field, value: Json | undefined): boolean {
  return (
    field.required &&
    value !== undefined &&
    field.const === undefined &&
    field.default === undefined &&
    field.enum?.length !== 1 &&
    field.examples?.[0] !== undefined &&
    equal(field.examples[0], value)
  );
}

// The map of what the description does not name: further parameters, header fields, cookies.
const further: Record<string, string> = {
  "/queryParameters": "further query parameters",
  "/headers": "further header fields",
  "/cookies": "further cookies",
};

export function labelOf(field: Field): string {
  return (field.widget === "map" ? further[field.pointer] : undefined) ?? field.name;
}

// The first sentence of a field's documentation, without Markdown's signs.
export function firstSentence(documentation: string | undefined): string {
  const plain = (documentation ?? "")
    .replace(/```[\s\S]*?```/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]{1,200}>/g, " ")
    .replace(/[*_`#>]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const sentence = /^.{12,}?[.!?](?=\s+[A-Z"'(]|$)/.exec(plain)?.[0] ?? plain;
  return sentence.length > 160 ? `${sentence.slice(0, 157).trimEnd()}\u2026` : sentence;
}
