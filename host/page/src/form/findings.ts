// What validation found, at the fields of a form.
import { pointerOf, tokens } from "../pointer.js";
import type { Field, Finding } from "../types.js";

const required = /^The required property ("(?:[^"\\]|\\.)*") is missing\.$/;

// What is missing stands at the field that has to be filled in, where the form has one for it, and not at the object
// around it; it is not wrong, only not done yet.
export function atTheirFields(findings: readonly Finding[], fields: readonly Field[]): Finding[] {
  return findings.map((finding) => {
    const name = nameIn(required.exec(finding.detail)?.[1]);
    if (name === undefined) return finding;
    const pointer = finding.pointer + pointerOf([name]);
    return hasField(pointer, fields) ? { pointer, detail: "Needs a value.", missing: true } : finding;
  });
}

function nameIn(quoted: string | undefined): string | undefined {
  if (quoted === undefined) return undefined;
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

// Whether the form draws a field of its own there. What lies within a choice is drawn for one of the choices only.
function hasField(pointer: string, fields: readonly Field[]): boolean {
  const top = fields.find((field) => pointer === field.pointer || pointer.startsWith(`${field.pointer}/`));
  let field = top;
  for (const name of top === undefined ? [] : tokens(pointer.slice(top.pointer.length))) {
    if (field?.widget === "list") field = field.items;
    else field = field?.fields?.find((each) => each.name === name);
  }
  return field !== undefined;
}
