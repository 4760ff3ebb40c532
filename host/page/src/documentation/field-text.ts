// A field's type and constraints in words.
import type { Field } from "../types.js";

export function typeText(field: Field): string {
  if (field.widget === "choice") return "one of several forms";
  if (field.type === "array") return `list of ${field.items ? typeText(field.items) : "anything"}`;
  if (field.type === "object") return field.fields ? "object" : "object with any names";
  const base = field.type === "any" ? "anything" : field.type;
  const format = field.format && field.format !== base ? ` (${field.format})` : "";
  return `${base}${format}${field.nullable ? " or null" : ""}`;
}

export function constraintText(field: Field): string {
  const c = field.constraints;
  if (!c) return "";
  const parts: string[] = [];
  const range = (low: number | undefined, high: number | undefined, unit: string) => {
    if (low !== undefined && high !== undefined) parts.push(low === high ? `${low} ${unit}` : `${low} to ${high} ${unit}`);
    else if (low !== undefined) parts.push(`at least ${low} ${unit}`);
    else if (high !== undefined) parts.push(`at most ${high} ${unit}`);
  };
  range(c.minLength, c.maxLength, "characters");
  range(c.minimum, c.maximum, "");
  if (c.exclusiveMinimum !== undefined) parts.push(`above ${c.exclusiveMinimum}`);
  if (c.exclusiveMaximum !== undefined) parts.push(`below ${c.exclusiveMaximum}`);
  range(c.minItems, c.maxItems, "items");
  if (c.uniqueItems) parts.push("no item twice");
  if (c.multipleOf !== undefined) parts.push(`a multiple of ${c.multipleOf}`);
  if (c.pattern !== undefined) parts.push(`must match ${c.pattern}`);
  const line = parts.map((part) => part.trim()).join(", ");
  return line === "" ? "" : `${line[0]?.toUpperCase()}${line.slice(1)}.`;
}
