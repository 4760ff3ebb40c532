// What can be typed at a place of the settings: names and values that the form model knows, and expressions.
import { matchingCompletions, openExpression } from "../form/completion.js";
import { chosen, firstSentence } from "../form/field-model.js";
import { isObject, type Json } from "../json.js";
import { writeJson } from "../json-text.js";
import { tokens } from "../pointer.js";
import type { Completion, Field } from "../types.js";
import { placeAt } from "./json-places.js";

export interface Option {
  label: string;
  insert: string;
  detail: string;
  info: string;
  kind: "property" | "enum" | "constant" | "variable";
}

export interface Options {
  from: number;
  to: number;
  options: Option[];
}

// `value` is what the text last was when it was JSON: it tells the choice that a value is.
export function optionsAt(
  text: string,
  position: number,
  fields: readonly Field[],
  completions: readonly Completion[],
  value: Json,
): Options | undefined {
  const place = placeAt(text, position);
  if (!place) return undefined;
  if (place.kind === "value" && place.quoted) {
    const open = openExpression(text.slice(place.from, place.to), position - place.from);
    if (open) {
      const options = matchingCompletions(completions, open.words).map((item) => ({
        label: item.expression,
        insert: item.expression.replace(/["\\]/g, "\\$&"),
        detail: item.type ?? "",
        info: item.value ?? "",
        kind: "variable" as const,
      }));
      return options.length > 0 ? { from: place.from + open.start, to: place.from + open.end, options } : undefined;
    }
  }
  const options =
    place.kind === "name"
      ? names(fieldsAt(fields, place.path, value), place.names)
      : values(fieldsAtValue(fields, place.path, value), completions);
  return options.length > 0 ? { from: place.from, to: place.to, options } : undefined;
}

function names(fields: Field[], there: readonly string[]): Option[] {
  return fields
    .filter(({ name }) => name !== "*" && name !== "-" && !there.includes(name))
    .map((field) => ({
      label: field.name,
      insert: `${JSON.stringify(field.name)}: `,
      detail: `${field.required ? "required " : ""}${field.type === "any" ? "" : field.type}`,
      info: firstSentence(field.documentation),
      kind: "property" as const,
    }));
}

function values(fields: Field[], completions: readonly Completion[]): Option[] {
  const found = new Map<string, Option>();
  const add = (value: Json, detail: string, kind: Option["kind"]): void => {
    const insert = writeJson(value);
    if (!found.has(insert))
      found.set(insert, {
        label: typeof value === "string" ? value : writeJson(value, 0).slice(0, 80),
        insert,
        detail,
        info: "",
        kind,
      });
  };
  for (const field of fields) {
    if (field.const !== undefined) add(field.const, "the only value", "constant");
    for (const value of field.enum ?? []) add(value, "", "enum");
    if (field.default !== undefined) add(field.default, "default", "constant");
    if (field.type === "boolean") for (const value of [true, false]) add(value, "", "constant");
    if (field.nullable) add(null, "", "constant");
    for (const value of field.examples ?? []) add(value, "example", "constant");
  }
  for (const { expression, source, type } of completions) add(expression, type ?? source, "variable");
  return [...found.values()];
}

// The fields that an object at a path may have.
function fieldsAt(fields: readonly Field[], path: readonly (string | number)[], value: Json): Field[] {
  if (path.length === 0) return topLevel(fields);
  return fieldsAtValue(fields, path, value).flatMap((field) => members(field));
}

function members(field: Field): Field[] {
  if (field.choices) return unique(field.choices.flatMap((choice) => members(choice.field)));
  return field.fields ?? [];
}

function unique(fields: Field[]): Field[] {
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

// Fields of the top level have pointers of one name or of two; the first names are the settings' own.
function topLevel(fields: readonly Field[]): Field[] {
  const own = new Map<string, Field>();
  for (const field of fields) {
    const [first, ...rest] = tokens(field.pointer);
    if (first === undefined) continue;
    if (rest.length === 0) own.set(first, field);
    else if (!own.has(first))
      own.set(first, {
        ...field,
        pointer: `/${first}`,
        name: first,
        type: "object",
        widget: "object",
        required: false,
        documentation: "",
      });
  }
  return [...own.values()];
}

function fieldsAtValue(fields: readonly Field[], path: readonly (string | number)[], value: Json): Field[] {
  const [first, ...rest] = path;
  if (first === undefined) return [];
  const here = fields.filter((field) => tokens(field.pointer)[0] === first);
  const inside = inner(value, first);
  const whole = here.filter((field) => tokens(field.pointer).length === 1);
  const parts = here.filter((field) => tokens(field.pointer).length === 2);
  const group: Field[] =
    parts.length > 0
      ? [
          {
            ...parts[0]!,
            pointer: `/${first}`,
            name: String(first),
            type: "object",
            widget: "object",
            enum: undefined,
            const: undefined,
            default: undefined,
            examples: undefined,
            choices: undefined,
            fields: parts,
          },
        ]
      : [];
  return rest.reduce<{ fields: Field[]; value: Json | undefined }>(
    (at, token) => ({
      fields: at.fields.flatMap((field) => step(field, token, at.value)),
      value: inner(at.value, token),
    }),
    { fields: [...group, ...whole], value: inside },
  ).fields;
}

function step(field: Field, token: string | number, value: Json | undefined): Field[] {
  if (field.choices) {
    const picked = field.choices[chosen(field, value)];
    return picked ? step(picked.field, token, value) : [];
  }
  if (typeof token === "number") return field.items ? [field.items] : [];
  const own = field.fields?.find(({ name }) => name === token);
  return own ? [own] : field.additional ? [field.additional] : [];
}

function inner(value: Json | undefined, token: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(token)];
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
