// What the drawing functions of the form need of the element that draws.
import type { Json } from "../json.js";
import type { Completion, Field, Finding, ResolvedExpression } from "../types.js";

export interface FormContext {
  readonly completions: Completion[];
  // An id for the elements of a place; the same one each time.
  idAt(pointer: string): string;
  value(pointer: string): Json | undefined;
  set(pointer: string, value: Json | undefined): void;
  // Text that was typed and is not (yet) what stands in the settings.
  draft(pointer: string): string | undefined;
  setDraft(pointer: string, text: string | undefined): void;
  // An optional field without a value that a person wants to fill in.
  wanted(pointer: string): boolean;
  want(pointer: string, wanted: boolean): void;
  // Fields that are no text, with an expression in their place.
  asExpression(pointer: string): boolean;
  toggleExpression(field: Field): void;
  // When one is typed where a value was.
  beginExpression(field: Field, text: string): void;
  choice(field: Field, value: Json | undefined): number;
  choose(field: Field, index: number): void;
  // Of this place, and of those below it that have no field of their own when `deep`.
  problemsAt(pointer: string, deep: boolean): { finding: Finding; warning: boolean }[];
  resolved(expression: string): ResolvedExpression | undefined;
  // The field with what was cut off, if it came already.
  expanded(field: Field): Field;
  // Moves the focus to the field there, once it is drawn.
  focusAt(pointer: string): void;
}
