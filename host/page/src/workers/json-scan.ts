// Reading JSON as bytes, without making values of it: a strict check of a whole document in slices, and the steps
// (over a value, over blanks) with which the tree finds its way. Nothing recurses, so depth is bounded by memory
// alone: one entry of five bytes for each open container.

export const quote = 0x22;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;

/** What the check found out about containers of 32 KiB and more, so that nobody walks through them again. */
export interface LargeContainer {
  end: number;
  count: number;
}

export interface JsonFault {
  offset: number;
  message: string;
  /** The bytes end before the value does. */
  truncated: boolean;
}

const largeFrom = 32 * 1024;

const enum Expect {
  value,
  valueOrEnd,
  name,
  nameOrEnd,
  colon,
  commaOrEnd,
  nothing,
}

export class JsonScan {
  readonly large = new Map<number, LargeContainer>();
  fault: JsonFault | undefined;
  /** Where the outermost value begins. */
  readonly start: number;
  values = 0;
  maxDepth = 0;
  position: number;
  private expect: Expect = Expect.value;
  private depth = 0;
  private starts = new Float64Array(64);
  private counts = new Float64Array(64);
  private objects = new Uint8Array(64);

  constructor(private readonly bytes: Uint8Array) {
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    this.start = skipBlank(bytes, mark ? 3 : 0, bytes.length);
    this.position = this.start;
  }

  /** Goes on for about so many bytes; true when there is nothing left to do. */
  run(budget: number): boolean {
    const bytes = this.bytes;
    const end = bytes.length;
    const until = Math.min(end, this.position + budget);
    while (!this.fault) {
      const at = (this.position = skipBlank(bytes, this.position, end));
      if (at >= end) {
        if (this.expect !== Expect.nothing) this.fail(at, "The JSON ends here, before its value is complete.", true);
        return true;
      }
      if (at >= until) return false;
      const byte = bytes[at]!;
      switch (this.expect) {
        case Expect.valueOrEnd:
          if (byte === closeBracket) this.close(at);
          else this.value(at, byte);
          break;
        case Expect.value:
          this.value(at, byte);
          break;
        case Expect.nameOrEnd:
        case Expect.name:
          if (byte === quote) {
            this.position = this.string(at);
            this.expect = Expect.colon;
          } else if (byte === closeBrace && this.expect === Expect.nameOrEnd) this.close(at);
          else this.fail(at, "A name in double quotes is expected here.");
          break;
        case Expect.colon:
          if (byte !== colon) this.fail(at, "A colon is expected between name and value.");
          this.expect = Expect.value;
          this.position = at + 1;
          break;
        case Expect.commaOrEnd: {
          const object = this.objects[this.depth - 1] === 1;
          if (byte === comma) {
            this.expect = object ? Expect.name : Expect.value;
            this.position = at + 1;
          } else if (byte === (object ? closeBrace : closeBracket)) this.close(at);
          else this.fail(at, `A comma or ${object ? "}" : "]"} is expected here.`);
          break;
        }
        case Expect.nothing:
          this.fail(at, "There is something behind the end of the JSON value.");
      }
    }
    return true;
  }

  private value(at: number, byte: number): void {
    this.values++;
    if (this.depth > 0) this.counts[this.depth - 1]!++;
    if (byte === openBrace || byte === openBracket) {
      this.open(at, byte === openBrace);
      return;
    }
    let next = at;
    if (byte === quote) next = this.string(at);
    else if (byte === 0x74) next = this.word(at, "true");
    else if (byte === 0x66) next = this.word(at, "false");
    else if (byte === 0x6e) next = this.word(at, "null");
    else next = this.number(at);
    this.position = next;
    this.expect = this.depth > 0 ? Expect.commaOrEnd : Expect.nothing;
  }

  private open(at: number, object: boolean): void {
    if (this.depth === this.starts.length) {
      this.starts = grow(this.starts);
      this.counts = grow(this.counts);
      const objects = new Uint8Array(this.depth * 2);
      objects.set(this.objects);
      this.objects = objects;
    }
    this.starts[this.depth] = at;
    this.counts[this.depth] = 0;
    this.objects[this.depth] = object ? 1 : 0;
    this.depth++;
    if (this.depth > this.maxDepth) this.maxDepth = this.depth;
    this.expect = object ? Expect.nameOrEnd : Expect.valueOrEnd;
    this.position = at + 1;
  }

  private close(at: number): void {
    this.depth--;
    const start = this.starts[this.depth]!;
    if (at - start >= largeFrom) this.large.set(start, { end: at + 1, count: this.counts[this.depth]! });
    this.expect = this.depth > 0 ? Expect.commaOrEnd : Expect.nothing;
    this.position = at + 1;
  }

  private string(at: number): number {
    const bytes = this.bytes;
    const end = bytes.length;
    let i = at + 1;
    for (;;) {
      while (i < end) {
        const c = bytes[i]!;
        if (c === quote || c === backslash || c < 0x20) break;
        i++;
      }
      if (i >= end) return this.fail(at, "This text has no closing quote: the JSON ends within it.", true);
      const c = bytes[i]!;
      if (c === quote) return i + 1;
      if (c < 0x20) return this.fail(i, "A control character stands in a text; JSON wants an escape, for example \\n.");
      const escape = bytes[i + 1];
      if (escape === 0x75) {
        for (let k = 2; k < 6; k++)
          if (!isHex(bytes[i + k])) return this.fail(i, "This is no escape that JSON knows.", i + k >= end);
        i += 6;
      } else if (escape !== undefined && '"\\/bfnrt'.includes(String.fromCharCode(escape))) i += 2;
      else return this.fail(i, "This is no escape that JSON knows.", escape === undefined);
    }
  }

  private word(at: number, word: string): number {
    for (let i = 0; i < word.length; i++)
      if (this.bytes[at + i] !== word.charCodeAt(i))
        return this.fail(at, "A JSON value is expected here.", at + i >= this.bytes.length);
    return at + word.length;
  }

  private number(at: number): number {
    const bytes = this.bytes;
    let i = at;
    const digits = (): boolean => {
      const first = i;
      while (bytes[i]! >= 0x30 && bytes[i]! <= 0x39) i++;
      return i > first;
    };
    if (bytes[i] === 0x2d) i++;
    if (bytes[i] === 0x30) i++;
    else if (!digits()) return this.fail(at, "A JSON value is expected here.", i >= bytes.length);
    if (bytes[i] === 0x2e) {
      i++;
      if (!digits()) return this.fail(at, "A number has no digits behind its point.", i >= bytes.length);
    }
    if (bytes[i] === 0x65 || bytes[i] === 0x45) {
      i++;
      if (bytes[i] === 0x2b || bytes[i] === 0x2d) i++;
      if (!digits()) return this.fail(at, "A number has no digits in its exponent.", i >= bytes.length);
    }
    return i;
  }

  private fail(offset: number, message: string, truncated = false): number {
    this.fault = { offset, message, truncated };
    // What is still open ends where reading ended, so that the part before it can be looked at.
    for (let i = 0; i < this.depth; i++) this.large.set(this.starts[i]!, { end: offset, count: this.counts[i]! });
    return this.bytes.length;
  }
}

function grow(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

export function skipBlank(bytes: Uint8Array, at: number, end: number): number {
  while (at < end) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    at++;
  }
  return at;
}

/** Behind the closing quote of the text that begins at `at`. */
export function skipString(bytes: Uint8Array, at: number, end: number): number {
  for (let from = at + 1; ;) {
    const close = bytes.indexOf(quote, from);
    if (close < 0 || close >= end) return end;
    let slashes = 0;
    while (bytes[close - 1 - slashes] === backslash) slashes++;
    if (slashes % 2 === 0) return close + 1;
    from = close + 1;
  }
}

/** Behind the value that begins at `at`, in bytes that were checked up to `end`. */
export function skipValue(bytes: Uint8Array, at: number, end: number, large: Map<number, LargeContainer>): number {
  const first = bytes[at];
  if (first === quote) return skipString(bytes, at, end);
  let i = at;
  if (first !== openBrace && first !== openBracket) {
    while (i < end) {
      const byte = bytes[i]!;
      if (byte <= 0x20 || byte === comma || byte === closeBrace || byte === closeBracket) break;
      i++;
    }
    return i;
  }
  const known = large.get(at);
  if (known) return known.end;
  let depth = 0;
  while (i < end) {
    const byte = bytes[i]!;
    if (byte === quote) {
      i = skipString(bytes, i, end);
      continue;
    }
    i++;
    if (byte === openBrace || byte === openBracket) depth++;
    else if ((byte === closeBrace || byte === closeBracket) && --depth === 0) return i;
  }
  return end;
}

/** Where the value of the member begins whose name begins at `at`. */
export function memberValue(bytes: Uint8Array, at: number, end: number): number {
  const colonAt = skipBlank(bytes, skipString(bytes, at, end), end);
  return skipBlank(bytes, colonAt + 1, end);
}

/** Where the next entry of a container begins, behind a value that ended at `at`; -1 when there is none. */
export function nextEntry(bytes: Uint8Array, at: number, end: number): number {
  const behind = skipBlank(bytes, at, end);
  if (behind >= end || bytes[behind] !== comma) return -1;
  const next = skipBlank(bytes, behind + 1, end);
  return next < end ? next : -1;
}
