// What is different between two answers: JSON by its structure, anything else by its lines. Bounded in size and in the
// number of differences that are told.
import { ExactNumber, type Json, isObject } from "../json.js";
import { writeJson } from "../json-text.js";
import { pointerOf } from "../pointer.js";

export interface Difference {
  kind: "added" | "removed" | "changed";
  /** A JSON Pointer, or for text the number of the line. */
  where: string;
  before?: string;
  after?: string;
}

export interface Differences {
  found: Difference[];
  limited: boolean;
}

const most = 1000;
const deepest = 500;
/** Of edits between two lists; beyond it they are compared by position. */
const mostEdits = 400;

export function jsonDifferences(before: Json, after: Json): Differences {
  const found: Difference[] = [];
  const compare = (a: Json, b: Json, path: (string | number)[]): void => {
    if (found.length > most || same(a, b)) return;
    if (path.length < deepest && Array.isArray(a) && Array.isArray(b)) {
      for (const step of edits(a.map(key), b.map(key))) {
        if (step.kind === "removed") tell("removed", [...path, step.before], a[step.before]!);
        else if (step.kind === "added") tell("added", [...path, step.after], undefined, b[step.after]!);
        else compare(a[step.before]!, b[step.after]!, [...path, step.after]);
      }
    } else if (path.length < deepest && isObject(a) && isObject(b)) {
      for (const name of Object.keys(a)) {
        if (Object.hasOwn(b, name)) compare(a[name]!, b[name]!, [...path, name]);
        else tell("removed", [...path, name], a[name]!);
      }
      for (const name of Object.keys(b))
        if (!Object.hasOwn(a, name)) tell("added", [...path, name], undefined, b[name]!);
    } else tell("changed", path, a, b);
  };
  const tell = (kind: Difference["kind"], path: (string | number)[], a?: Json, b?: Json): void => {
    found.push({
      kind,
      where: pointerOf(path),
      before: a === undefined ? undefined : short(a),
      after: b === undefined ? undefined : short(b),
    });
  };
  compare(before, after, []);
  return { found: found.slice(0, most), limited: found.length > most };
}

export function lineDifferences(before: string, after: string): Differences {
  const a = before.split(/\r?\n/);
  const b = after.split(/\r?\n/);
  const found: Difference[] = [];
  for (const step of edits(a, b)) {
    if (step.kind === "removed")
      found.push({ kind: "removed", where: String(step.before + 1), before: shortText(a[step.before]!) });
    else if (step.kind === "added")
      found.push({ kind: "added", where: String(step.after + 1), after: shortText(b[step.after]!) });
    else if (a[step.before] !== b[step.after])
      found.push({
        kind: "changed",
        where: String(step.after + 1),
        before: shortText(a[step.before]!),
        after: shortText(b[step.after]!),
      });
    if (found.length > most) break;
  }
  return { found: found.slice(0, most), limited: found.length > most };
}

function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a instanceof ExactNumber && b instanceof ExactNumber) return a.source === b.source;
  return false;
}

function key(value: Json): string {
  return writeJson(value, 0);
}

function short(value: Json): string {
  return shortText(writeJson(value, 0));
}

function shortText(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}\u2026` : text;
}

interface Step {
  kind: "removed" | "added" | "kept";
  before: number;
  after: number;
}

/** The shortest way from one list to the other (Myers), or position by position when that is a long one. */
function edits(a: string[], b: string[]): Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = shortest(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head);
  return middle;
}

function shortest(a: string[], b: string[], base: number): Step[] {
  const steps: Step[] = [];
  // Same length: what changed in an item is of more use than that one went and another came.
  const byPosition = (): Step[] => {
    const both = Math.min(a.length, b.length);
    for (let i = 0; i < both; i++) steps.push({ kind: "kept", before: base + i, after: base + i });
    for (let i = both; i < a.length; i++) steps.push({ kind: "removed", before: base + i, after: base + both });
    for (let i = both; i < b.length; i++) steps.push({ kind: "added", before: base + both, after: base + i });
    return steps;
  };
  if (a.length === b.length) return byPosition();
  const trail: Int32Array[] = [];
  const limit = Math.min(mostEdits, a.length + b.length);
  const center = limit + 1;
  const reach = new Int32Array(2 * limit + 3);
  for (let d = 0; d <= limit; d++) {
    trail.push(reach.slice());
    for (let k = -d; k <= d; k += 2) {
      let x =
        k === -d || (k !== d && reach[center + k - 1]! < reach[center + k + 1]!)
          ? reach[center + k + 1]!
          : reach[center + k - 1]! + 1;
      while (x < a.length && x - k < b.length && x - k >= 0 && a[x] === b[x - k]) x++;
      reach[center + k] = x;
      if (x >= a.length && x - k >= b.length) return backtrack(trail, a, b, center, d, base);
    }
  }
  return byPosition();
}

function backtrack(trail: Int32Array[], a: string[], b: string[], center: number, last: number, base: number): Step[] {
  const steps: Step[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = last; d > 0; d--) {
    const reach = trail[d]!;
    const k = x - y;
    const from = k === -d || (k !== d && reach[center + k - 1]! < reach[center + k + 1]!) ? k + 1 : k - 1;
    const fromX = reach[center + from]!;
    const fromY = fromX - from;
    if (from === k + 1) steps.push({ kind: "added", before: base + fromX, after: base + fromY });
    else steps.push({ kind: "removed", before: base + fromX, after: base + fromY });
    x = fromX;
    y = fromY;
  }
  return steps.reverse();
}
