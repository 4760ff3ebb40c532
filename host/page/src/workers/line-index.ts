// Text of any size as rows of at most so many columns. Of the rows only every 256th is remembered, by its offset; a
// line longer than a row goes on in the next, cut between characters.
import { decode, visible, wholeCharacters } from "./bytes-text.js";

export interface LineRow {
  row: number;
  /** From 1; 0 where a line goes on. */
  line: number;
  text: string;
}

const every = 256;
const newline = 0x0a;

export class LineIndex {
  rows = 0;
  lines = 0;
  private marks = new Float64Array(64);
  private numbers = new Float64Array(64);
  private known = 0;
  private position: number;
  private fresh = true;

  constructor(
    private readonly bytes: Uint8Array,
    start: number,
    private readonly columns: number,
  ) {
    this.position = start;
  }

  /** Goes on for about so many bytes; true when it is done. */
  run(budget: number): boolean {
    const { bytes } = this;
    const until = this.position + budget;
    while (this.position < bytes.length) {
      if (this.position > until) return false;
      if (this.rows % every === 0) this.remember();
      if (this.fresh) this.lines++;
      const [, next, ended] = this.rowEnd(this.position);
      this.position = next;
      this.fresh = ended;
      this.rows++;
    }
    return true;
  }

  window(from: number, count: number): LineRow[] {
    const found: LineRow[] = [];
    const last = Math.min(this.rows, from + count);
    if (from >= last) return found;
    const mark = Math.floor(from / every);
    let position = this.marks[mark]!;
    let line = Math.abs(this.numbers[mark]!);
    let fresh = this.numbers[mark]! > 0;
    for (let row = mark * every; row < last; row++) {
      const [end, next, ended] = this.rowEnd(position);
      if (row >= from) found.push({ row, line: fresh ? line : 0, text: visible(decode(this.bytes, position, end)) });
      if (ended) line++;
      fresh = ended;
      position = next;
    }
    return found;
  }

  /** The row in which a byte stands. */
  rowAt(offset: number): number {
    let low = 0;
    let high = this.known;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.marks[middle]! <= offset) low = middle;
      else high = middle;
    }
    let row = low * every;
    for (let position = this.marks[low] ?? 0; row < this.rows; row++) {
      const [, next] = this.rowEnd(position);
      if (offset < next || next >= this.bytes.length) break;
      position = next;
    }
    return row;
  }

  private remember(): void {
    if (this.known === this.marks.length) {
      const marks = new Float64Array(this.known * 2);
      marks.set(this.marks);
      this.marks = marks;
      const numbers = new Float64Array(this.known * 2);
      numbers.set(this.numbers);
      this.numbers = numbers;
    }
    this.marks[this.known] = this.position;
    // Negative: the row goes on with a line that began before.
    this.numbers[this.known] = this.fresh ? this.lines + 1 : -this.lines;
    this.known++;
  }

  /** End of the text of a row, beginning of the next row, and whether a line ends between them. */
  private rowEnd(position: number): [number, number, boolean] {
    const { bytes, columns } = this;
    const limit = Math.min(bytes.length, position + columns);
    for (let i = position; i < limit; i++)
      if (bytes[i] === newline) return [i > position && bytes[i - 1] === 0x0d ? i - 1 : i, i + 1, true];
    if (limit >= bytes.length) return [bytes.length, bytes.length, true];
    if (bytes[limit] === newline) return [bytes[limit - 1] === 0x0d ? limit - 1 : limit, limit + 1, true];
    const cut = wholeCharacters(bytes, position, limit);
    return [cut, cut, false];
  }
}
