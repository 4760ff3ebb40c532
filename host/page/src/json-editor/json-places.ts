// Where things are in JSON text that need not be complete: the range of each pointer, and what is being typed at a
// place. Offsets are in UTF-16 units, as editors count.
import { pointerOf } from "../pointer.js";

export interface Range {
  from: number;
  to: number;
  // The name of the member, with its quotes; as `from` and `to` for items.
  nameFrom: number;
  nameTo: number;
}

export interface Place {
  // The container's path; for a value also the name or index that it belongs to.
  path: (string | number)[];
  kind: "name" | "value";
  // The text that a completion replaces: the token at the place, quotes included.
  from: number;
  to: number;
  // A string is being typed.
  quoted: boolean;
  // Names that the object has already.
  names: string[];
}

interface Level {
  object: boolean;
  start: number;
  name: string;
  nameFrom: number;
  nameTo: number;
  index: number;
  names: string[];
  expectsName: boolean;
}

type Visit = (path: (string | number)[], range: Range) => void;

export function rangesOf(text: string): Map<string, Range> {
  const ranges = new Map<string, Range>();
  const { levels } = walk(text, text.length, (path, range) => {
    ranges.set(pointerOf(path), range);
  });
  // What is not closed reaches to the end.
  while (levels.length > 0) {
    const open = levels.pop()!;
    const outer = levels.at(-1);
    const [nameFrom, nameTo] = outer?.object ? [outer.nameFrom, outer.nameTo] : [open.start, open.start + 1];
    if (levels.length > deepest) continue;
    ranges.set(pointerOf(levels.map(step)), { from: open.start, to: text.length, nameFrom, nameTo });
  }
  return ranges;
}

// The range of a pointer, or of the nearest place that holds it: its name when it is not the thing itself.
export function rangeOf(ranges: Map<string, Range>, pointer: string): { from: number; to: number } {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const range = ranges.get(at);
    if (range && at === pointer) return { from: range.from, to: range.to };
    if (range)
      return at === ""
        ? { from: range.from, to: Math.min(range.to, range.from + 1) }
        : { from: range.nameFrom, to: range.nameTo };
    if (at === "") return { from: 0, to: 0 };
  }
}

export function placeAt(text: string, position: number): Place | undefined {
  const { levels, token } = walk(text, position, () => undefined);
  const level = levels.at(-1);
  const inToken =
    token !== undefined && token.from < position && (position < token.to || !token.closed || position === token.to);
  const from = inToken ? token.from : position;
  const to = inToken ? token.to : tokenEnd(text, position);
  const quoted = inToken && text[token.from] === '"';
  if (!level) return undefined;
  const path = levels.slice(0, -1).map(step);
  if (level.object && level.expectsName) return { path, kind: "name", from, to, quoted, names: level.names };
  if (level.object && level.name === "" && level.nameFrom < 0) return undefined;
  return { path: [...path, step(level)], kind: "value", from, to, quoted, names: level.names };
}

function step(level: Level): string | number {
  return level.object ? level.name : level.index;
}

// Settings are refused below 128 levels; further down, a place is found by the container that it lies in.
const deepest = 200;

interface Token {
  from: number;
  to: number;
  closed: boolean;
}

// Reads on as well as it can and never fails: what is missing is taken to be there.
function walk(text: string, until: number, visit: Visit): { levels: Level[]; token: Token | undefined } {
  const levels: Level[] = [];
  let token: Token | undefined;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const leave = (from: number, to: number): void => {
    const level = levels.at(-1);
    const range: Range = {
      from,
      to,
      nameFrom: level?.object ? level.nameFrom : from,
      nameTo: level?.object ? level.nameTo : to,
    };
    if (levels.length <= deepest) visit(levels.map(step), range);
  };
  while (at < text.length && at < until) {
    const c = text[at]!;
    const level = levels.at(-1);
    if (/\s/.test(c)) {
      at++;
      token = undefined;
    } else if (c === "{" || c === "[") {
      levels.push({
        object: c === "{",
        start: at,
        name: "",
        nameFrom: -1,
        nameTo: -1,
        index: 0,
        names: [],
        expectsName: c === "{",
      });
      token = undefined;
      at++;
    } else if (c === "}" || c === "]") {
      const closed = levels.pop();
      at++;
      if (closed) leave(closed.start, at);
      const outer = levels.at(-1);
      if (outer?.object) outer.expectsName = false;
      token = undefined;
    } else if (c === ",") {
      if (level) {
        level.index++;
        if (level.object) level.expectsName = true;
        if (level.object) level.nameFrom = -1;
      }
      token = undefined;
      at++;
    } else if (c === ":") {
      if (level?.object) level.expectsName = false;
      token = undefined;
      at++;
    } else {
      const end = c === '"' ? stringEnd(text, at) : plainEnd(text, at);
      const closed = c === '"' && end > at + 1 && text[end - 1] === '"';
      token = { from: at, to: end, closed };
      if (end >= until && until < text.length && !(closed && end === until)) break;
      if (level?.object && level.expectsName && c === '"') {
        if (!closed || end > until) break;
        level.name = unquoted(text.slice(at, end));
        level.names.push(level.name);
        level.nameFrom = at;
        level.nameTo = end;
        // Until the colon comes it could still be changed: the place stays one of a name.
      } else if (!(level?.object && level.expectsName)) leave(at, end);
      at = end;
    }
  }
  return { levels, token };
}

// Of the token that begins right there; the place itself when none does.
function tokenEnd(text: string, at: number): number {
  if (text[at] === '"') return stringEnd(text, at);
  return /[\w-]/.test(text[at] ?? "") ? plainEnd(text, at) : at;
}

function stringEnd(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i + 1;
    else if (text[i] === "\n") return i;
  }
  return text.length;
}

function plainEnd(text: string, from: number): number {
  const end = text.slice(from + 1).search(/[\s,:{}[\]"]/);
  return end < 0 ? text.length : from + 1 + end;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
