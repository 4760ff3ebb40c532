// Finds names and values in JSON of any size, in slices, and gives the rows to show: each match and what it is in.
// Bounded: after `matchLimit` matches it stops and says so.
import { decode, stringValue } from "./bytes-text.js";
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

export interface FilterRow {
  entry: number;
  object: boolean;
  index: number;
  depth: number;
  /** The row it is in, -1 for the outermost value. */
  parent: number;
  match: boolean;
}

interface Level {
  object: boolean;
  entry: number;
  index: number;
  row: number;
}

const matchLimit = 2000;
const backslash = 0x5c;

export class JsonFilter {
  readonly rows: FilterRow[] = [];
  matches = 0;
  /** There are more matches than are shown. */
  limited = false;
  private readonly needle: string;
  private readonly ascii: Uint8Array | undefined;
  private readonly levels: Level[] = [];
  private position: number;

  constructor(
    private readonly bytes: Uint8Array,
    start: number,
    private readonly end: number,
    words: string,
    private readonly large: Map<number, LargeContainer>,
  ) {
    this.needle = words.toLowerCase();
    // eslint-disable-next-line no-control-regex
    if (/^[\x20-\x7e]*$/.test(this.needle)) this.ascii = new TextEncoder().encode(this.needle);
    this.position = start;
    if (start < end) this.enter({ object: false, entry: start, index: 0, row: -1 });
  }

  get progress(): number {
    return this.end === 0 ? 1 : Math.min(1, this.position / this.end);
  }

  /** Goes on for about so many bytes; true when it is done. */
  run(budget: number): boolean {
    const until = this.position + budget;
    while (this.levels.length > 0) {
      if (this.position > until) return false;
      const level = this.levels[this.levels.length - 1]!;
      const value = level.object ? memberValue(this.bytes, level.entry, this.end) : level.entry;
      const behind = this.position > level.entry ? this.position : value;
      // A container that was gone into is left here; anything else is stepped over.
      const next = nextEntry(this.bytes, behind, this.end);
      if (next < 0) {
        this.levels.pop();
        const close = skipBlank(this.bytes, behind, this.end);
        this.position = Math.min(this.end, close + 1);
        continue;
      }
      level.entry = next;
      level.index++;
      level.row = -1;
      if (!this.look(level)) return true;
    }
    return true;
  }

  private enter(level: Level): void {
    this.levels.push(level);
    this.look(level);
  }

  /** Looks at the entry of the innermost level and goes into it; false when the limit is reached. */
  private look(level: Level): boolean {
    let current = level;
    for (;;) {
      const { bytes, end } = this;
      const value = current.object ? memberValue(bytes, current.entry, end) : current.entry;
      const first = bytes[value];
      const container = first === openBrace || first === openBracket;
      const valueEnd = container ? value + 1 : skipValue(bytes, value, end, this.large);
      const named = current.object && this.contains(current.entry, skipString(bytes, current.entry, end));
      if (named || (!container && value < end && this.contains(value, valueEnd))) {
        if (this.matches === matchLimit) {
          this.limited = true;
          this.levels.length = 0;
          return false;
        }
        this.matches++;
        this.emit(this.levels.length - 1, true);
      }
      this.position = valueEnd;
      if (!container) return true;
      const inner = skipBlank(bytes, valueEnd, end);
      if (inner >= end || bytes[inner] === closeBrace || bytes[inner] === closeBracket) {
        this.position = Math.min(end, inner + 1);
        return true;
      }
      current = { object: first === openBrace, entry: inner, index: 0, row: -1 };
      this.levels.push(current);
    }
  }

  private emit(levelIndex: number, match: boolean): number {
    const level = this.levels[levelIndex]!;
    if (level.row >= 0) return level.row;
    // From the outermost level that has no row yet, without recursion.
    let from = levelIndex;
    while (from > 0 && this.levels[from - 1]!.row < 0) from--;
    for (let i = from; i <= levelIndex; i++) {
      const { object, entry, index } = this.levels[i]!;
      const parent = i > 0 ? this.levels[i - 1]!.row : -1;
      this.levels[i]!.row = this.rows.length;
      this.rows.push({ entry, object, index, depth: i, parent, match: match && i === levelIndex });
    }
    return level.row;
  }

  private contains(start: number, end: number): boolean {
    const { bytes } = this;
    const text = bytes[start] === quote;
    if (this.ascii && !(text && includesByte(bytes, start, end, backslash)))
      return includesFolded(bytes, start + (text ? 1 : 0), text ? end - 1 : end, this.ascii);
    const value = text ? stringValue(bytes, start, end).text : decode(bytes, start, end);
    return value.toLowerCase().includes(this.needle);
  }
}

function includesByte(bytes: Uint8Array, start: number, end: number, byte: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === byte) return true;
  return false;
}

/** Whether the bytes hold the needle, which is in lower case; letters of ASCII in either case. */
function includesFolded(bytes: Uint8Array, start: number, end: number, needle: Uint8Array): boolean {
  const length = needle.length;
  if (length === 0) return true;
  const first = needle[0]!;
  for (let i = start; i + length <= end; i++) {
    if (fold(bytes[i]!) !== first) continue;
    let k = 1;
    while (k < length && fold(bytes[i + k]!) === needle[k]) k++;
    if (k === length) return true;
  }
  return false;
}

function fold(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;
}
