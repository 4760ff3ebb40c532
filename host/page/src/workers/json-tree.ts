// The rows of a JSON tree of any size. Only containers that are open have an index of their entries (bounded: of
// very long ones every n-th), so memory follows what is looked at and not what came. Rows are counted from 0, the
// outermost value being row 0.
import { decode, stringValue, visibleLine } from "./bytes-text.js";
import {
  type LargeContainer,
  closeBrace,
  closeBracket,
  memberValue,
  nextEntry,
  openBrace,
  openBracket,
  quote,
  skipBlank,
  skipString,
  skipValue,
} from "./json-scan.js";

export type Kind = "object" | "array" | "string" | "number" | "boolean" | "null";

export interface TreeRow {
  row: number;
  /** Where the value begins in the bytes: its identity. */
  offset: number;
  depth: number;
  name: string | undefined;
  index: number;
  /** Of how many siblings. */
  siblings: number;
  kind: Kind;
  /** Scalars: what to show of them. */
  text: string;
  /** text is only the beginning. */
  cut: boolean;
  /** Containers: how many entries. */
  count: number;
  open: boolean;
  problem: string | undefined;
  /** A problem somewhere below. */
  problemBelow: boolean;
}

const indexLimit = 1 << 20;
export const previewBytes = 400;
const countBelow = 64 * 1024;

class OpenContainer {
  readonly open = new Map<number, OpenContainer>();
  /** The keys of `open`, ascending. */
  order: number[] = [];
  rows: number;

  constructor(
    readonly start: number,
    readonly end: number,
    readonly object: boolean,
    readonly entries: Uint32Array,
    readonly stride: number,
    readonly count: number,
    readonly parent: OpenContainer | undefined,
    readonly index: number,
    readonly depth: number,
  ) {
    this.rows = count;
  }
}

interface Place {
  container: OpenContainer | undefined;
  index: number;
  entry: number;
}

export class JsonTree {
  private root: OpenContainer | undefined;
  private readonly problems = new Map<number, string>();
  private readonly below = new Set<number>();

  constructor(
    private readonly bytes: Uint8Array,
    private readonly start: number,
    private readonly end: number,
    private readonly large: Map<number, LargeContainer>,
  ) {
    if (start < end && this.isContainer(start)) this.root = this.index(start, undefined, 0, 0);
  }

  get rows(): number {
    return 1 + (this.root?.rows ?? 0);
  }

  window(from: number, count: number): TreeRow[] {
    const rows: TreeRow[] = [];
    const last = Math.min(this.rows, from + count);
    if (from >= last) return rows;
    let place: Place | undefined = this.find(from);
    for (let row = from; row < last && place; row++) {
      rows.push(this.describe(place, row));
      place = this.next(place);
    }
    return rows;
  }

  /** Opens or closes the container in a row; the number of rows afterwards. */
  toggle(row: number): void {
    const place = this.find(row);
    const value = this.valueAt(place);
    if (!this.isContainer(value)) return;
    const open = this.opened(place);
    if (open) this.close(open);
    else this.openPlace(place);
  }

  /** Opens everything below a row as far as that adds at most so many rows; false when it was not all. */
  openBelow(row: number, limit: number): boolean {
    const place = this.find(row);
    if (!this.isContainer(this.valueAt(place))) return true;
    const first = this.opened(place) ?? this.openPlace(place);
    let left = limit - first.count;
    const waiting: OpenContainer[] = [first];
    while (waiting.length > 0) {
      const container = waiting.shift()!;
      let entry = container.count > 0 ? container.entries[0]! : -1;
      for (let i = 0; entry >= 0; i++) {
        const value = container.object ? memberValue(this.bytes, entry, container.end) : entry;
        if (this.isContainer(value)) {
          const known = container.open.get(i);
          if (left <= 0 && !known) return false;
          const open = known ?? this.openEntry(container, i, value);
          if (!known) left -= open.count;
          waiting.push(open);
        }
        entry = nextEntry(this.bytes, skipValue(this.bytes, value, container.end, this.large), container.end);
      }
    }
    return true;
  }

  closeAll(): void {
    if (!this.root) return;
    this.root.open.clear();
    this.root.order = [];
    this.root.rows = this.root.count;
  }

  /** The row of the value at a path, everything on the way to it opened; -1 when there is no such value. */
  reveal(tokens: readonly (string | number)[]): number {
    let row = 0;
    let container = this.root;
    let place: Place = { container: undefined, index: 0, entry: this.start };
    for (const token of tokens) {
      const value = this.valueAt(place);
      if (!this.isContainer(value)) return -1;
      container = place.container ? (this.opened(place) ?? this.openPlace(place)) : this.rootContainer();
      const index = this.entryOf(container, token);
      if (index < 0) return -1;
      row += 1 + this.rowsBefore(container, index);
      place = { container, index, entry: this.entryAt(container, index) };
    }
    return row;
  }

  /** Names and indices from the outermost value to a row. */
  path(row: number): (string | number)[] {
    const tokens: (string | number)[] = [];
    let { container, index, entry } = this.find(row);
    while (container) {
      tokens.push(container.object ? this.nameAt(entry, container.end) : index);
      const parent: OpenContainer | undefined = container.parent;
      index = container.index;
      if (parent) entry = this.entryAt(parent, index);
      container = parent;
    }
    return tokens.reverse();
  }

  /** The bytes of a row's value. */
  range(row: number): [number, number] {
    const place = this.find(row);
    const value = this.valueAt(place);
    return [value, skipValue(this.bytes, value, place.container?.end ?? this.end, this.large)];
  }

  /** The same of an entry that stands in no open container. */
  rangeOf(entry: number, object: boolean, end: number): [number, number] {
    const value = object ? memberValue(this.bytes, entry, end) : entry;
    return [value, skipValue(this.bytes, value, end, this.large)];
  }

  name(entry: number): string {
    return this.nameAt(entry, this.end);
  }

  /** Marks the value at a path and those it is in; a path that leads nowhere marks as far as it leads. */
  mark(tokens: readonly string[], message: string): void {
    let value = this.start;
    for (const token of tokens) {
      if (!this.isContainer(value)) break;
      const found = this.childByScan(value, token);
      if (found < 0) break;
      this.below.add(value);
      value = found;
    }
    const before = this.problems.get(value);
    this.problems.set(value, before ? `${before} ${message}` : message);
  }

  clearMarks(): void {
    this.problems.clear();
    this.below.clear();
  }

  /** What a row shows, also of a value that stands in no open container (the filter's). */
  rowOf(row: number, entry: number, object: boolean, index: number, depth: number, end: number): TreeRow {
    const value = object ? memberValue(this.bytes, entry, end) : entry;
    return this.rowAt(
      row,
      value,
      object ? this.nameAt(entry, end, previewBytes) : undefined,
      index,
      0,
      depth,
      false,
      end,
    );
  }

  private describe(place: Place, row: number): TreeRow {
    const { container, index, entry } = place;
    const value = this.valueAt(place);
    const name = container?.object ? this.nameAt(entry, container.end, previewBytes) : undefined;
    const open = this.opened(place) !== undefined;
    const depth = container ? container.depth + 1 : 0;
    return this.rowAt(row, value, name, index, container?.count ?? 1, depth, open, container?.end ?? this.end);
  }

  private rowAt(
    row: number,
    offset: number,
    name: string | undefined,
    index: number,
    siblings: number,
    depth: number,
    open: boolean,
    end: number,
  ): TreeRow {
    const kind = kindOf(this.bytes[offset]);
    let text = "";
    let cut = false;
    let count = 0;
    if (kind === "object" || kind === "array") count = this.countEntries(offset, end);
    else if (kind === "string") {
      const valueEnd = skipValue(this.bytes, offset, end, this.large);
      const shown = stringValue(this.bytes, offset, valueEnd, previewBytes);
      text = visibleLine(shown.text);
      cut = shown.cut;
    } else {
      const valueEnd = skipValue(this.bytes, offset, end, this.large);
      cut = valueEnd - offset > previewBytes;
      text = decode(this.bytes, offset, cut ? offset + previewBytes : valueEnd);
    }
    const problem = this.problems.get(offset);
    return {
      row,
      offset,
      depth,
      name,
      index,
      siblings,
      kind,
      text,
      cut,
      count,
      open,
      problem,
      problemBelow: this.below.has(offset),
    };
  }

  /** -1: more than is worth counting for a preview. */
  private countEntries(value: number, end: number): number {
    const known = this.large.get(value);
    if (known) return known.count;
    const last = Math.min(end, value + countBelow);
    let entry = this.firstEntry(value, last);
    let count = 0;
    const object = this.bytes[value] === openBrace;
    while (entry >= 0) {
      count++;
      const at = object ? memberValue(this.bytes, entry, last) : entry;
      entry = nextEntry(this.bytes, skipValue(this.bytes, at, last, this.large), last);
    }
    return count;
  }

  private isContainer(value: number): boolean {
    return this.bytes[value] === openBrace || this.bytes[value] === openBracket;
  }

  private firstEntry(value: number, end: number): number {
    const first = skipBlank(this.bytes, value + 1, end);
    return first >= end || this.bytes[first] === closeBrace || this.bytes[first] === closeBracket ? -1 : first;
  }

  private index(value: number, parent: OpenContainer | undefined, index: number, depth: number): OpenContainer {
    const end = skipValue(this.bytes, value, parent?.end ?? this.end, this.large);
    const object = this.bytes[value] === openBrace;
    let entries = new Uint32Array(Math.min(indexLimit, Math.max(16, this.large.get(value)?.count ?? 64)));
    let stride = 1;
    let count = 0;
    for (let entry = this.firstEntry(value, end); entry >= 0;) {
      if (count % stride === 0) {
        let slot = count / stride;
        if (slot === indexLimit) {
          for (let i = 0; i < indexLimit / 2; i++) entries[i] = entries[2 * i]!;
          stride *= 2;
          slot = count / stride;
        } else if (slot === entries.length) {
          const larger = new Uint32Array(Math.min(indexLimit, entries.length * 2));
          larger.set(entries);
          entries = larger;
        }
        if (count % stride === 0) entries[slot] = entry;
      }
      count++;
      const at = object ? memberValue(this.bytes, entry, end) : entry;
      if (at >= end) break;
      entry = nextEntry(this.bytes, skipValue(this.bytes, at, end, this.large), end);
    }
    return new OpenContainer(value, end, object, entries, stride, count, parent, index, depth);
  }

  private entryAt(container: OpenContainer, index: number): number {
    let entry = container.entries[Math.floor(index / container.stride)]!;
    for (let i = index % container.stride; i > 0; i--) {
      const value = container.object ? memberValue(this.bytes, entry, container.end) : entry;
      entry = nextEntry(this.bytes, skipValue(this.bytes, value, container.end, this.large), container.end);
    }
    return entry;
  }

  private entryOf(container: OpenContainer, token: string | number): number {
    if (!container.object) {
      const index = typeof token === "number" ? token : /^(0|[1-9]\d*)$/.test(token) ? Number(token) : -1;
      return index < container.count ? index : -1;
    }
    let entry = container.count > 0 ? container.entries[0]! : -1;
    let found = -1;
    for (let i = 0; entry >= 0; i++) {
      if (this.nameAt(entry, container.end) === String(token)) found = i;
      const value = memberValue(this.bytes, entry, container.end);
      entry = nextEntry(this.bytes, skipValue(this.bytes, value, container.end, this.large), container.end);
    }
    return found;
  }

  private childByScan(value: number, token: string): number {
    const end = skipValue(this.bytes, value, this.end, this.large);
    const object = this.bytes[value] === openBrace;
    let entry = this.firstEntry(value, end);
    for (let i = 0; entry >= 0; i++) {
      const at = object ? memberValue(this.bytes, entry, end) : entry;
      if (object ? this.nameAt(entry, end) === token : String(i) === token) return at;
      entry = nextEntry(this.bytes, skipValue(this.bytes, at, end, this.large), end);
    }
    return -1;
  }

  private nameAt(entry: number, end: number, limit?: number): string {
    const shown = stringValue(this.bytes, entry, skipString(this.bytes, entry, end), limit);
    return limit === undefined ? shown.text : visibleLine(shown.text) + (shown.cut ? "\u2026" : "");
  }

  private valueAt(place: Place): number {
    return place.container?.object ? memberValue(this.bytes, place.entry, place.container.end) : place.entry;
  }

  private opened(place: Place): OpenContainer | undefined {
    return place.container ? place.container.open.get(place.index) : this.root;
  }

  private rootContainer(): OpenContainer {
    return (this.root ??= this.index(this.start, undefined, 0, 0));
  }

  private openPlace(place: Place): OpenContainer {
    if (!place.container) return this.rootContainer();
    return this.openEntry(place.container, place.index, this.valueAt(place));
  }

  private openEntry(container: OpenContainer, index: number, value: number): OpenContainer {
    const opened = this.index(value, container, index, container.depth + 1);
    container.open.set(index, opened);
    const at = lowerBound(container.order, index);
    container.order.splice(at, 0, index);
    addRows(container, opened.rows);
    return opened;
  }

  private close(container: OpenContainer): void {
    const { parent } = container;
    if (!parent) {
      this.root = undefined;
      return;
    }
    parent.open.delete(container.index);
    parent.order.splice(lowerBound(parent.order, container.index), 1);
    addRows(parent, -container.rows);
  }

  private rowsBefore(container: OpenContainer, index: number): number {
    let rows = index;
    for (const open of container.order) {
      if (open >= index) break;
      rows += container.open.get(open)!.rows;
    }
    return rows;
  }

  private find(row: number): Place {
    if (row <= 0 || !this.root) return { container: undefined, index: 0, entry: this.start };
    let container = this.root;
    let left = row - 1;
    for (;;) {
      let before = 0;
      let inner: OpenContainer | undefined;
      for (const open of container.order) {
        const child = container.open.get(open)!;
        if (left <= open + before) break;
        if (left <= open + before + child.rows) {
          inner = child;
          left -= open + before + 1;
          break;
        }
        before += child.rows;
      }
      if (!inner) {
        const index = Math.min(left - before, container.count - 1);
        return { container, index, entry: this.entryAt(container, index) };
      }
      container = inner;
    }
  }

  private next(place: Place): Place | undefined {
    const open = this.opened(place);
    if (open && open.count > 0) return { container: open, index: 0, entry: open.entries[0]! };
    let { container, index, entry } = place;
    while (container) {
      if (index + 1 < container.count) {
        const value = container.object ? memberValue(this.bytes, entry, container.end) : entry;
        const next = nextEntry(this.bytes, skipValue(this.bytes, value, container.end, this.large), container.end);
        return next < 0 ? undefined : { container, index: index + 1, entry: next };
      }
      index = container.index;
      container = container.parent;
      if (container) entry = this.entryAt(container, index);
    }
    return undefined;
  }
}

export function kindOf(byte: number | undefined): Kind {
  switch (byte) {
    case openBrace:
      return "object";
    case openBracket:
      return "array";
    case quote:
      return "string";
    case 0x74:
    case 0x66:
      return "boolean";
    case 0x6e:
      return "null";
  }
  return "number";
}

function addRows(container: OpenContainer | undefined, rows: number): void {
  for (; container; container = container.parent) container.rows += rows;
}

function lowerBound(order: number[], index: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle]! < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
