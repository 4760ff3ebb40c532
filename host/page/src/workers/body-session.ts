// The body of one answer, held as bytes where nothing of it can hold up the page: read from the server or handed over,
// indexed in slices between which questions are answered. Runs in a worker; needs nothing of it but fetch and timers.
import { readJson } from "../json-text.js";
import { tokens as pointerTokens } from "../pointer.js";
import { decode, stringValue, wholeCharacters } from "./bytes-text.js";
import {
  type BodyCalls,
  type BodySource,
  type BodyState,
  type Described,
  type Filtered,
  type Mark,
  nothingRead,
} from "./body-protocol.js";
import { jsonDifferences, lineDifferences } from "./difference.js";
import { JsonFilter } from "./json-filter.js";
import { JsonScan } from "./json-scan.js";
import { JsonTree, kindOf, type TreeRow } from "./json-tree.js";
import { LineIndex, type LineRow } from "./line-index.js";

const slice = 4 << 20;
const openAtOnce = 2000;
const describeLimit = 4 << 20;
const compareLimit = 16 << 20;
const transcodeLimit = 64 << 20;
const tellEvery = 100;

export class BodySession {
  private raw = new Uint8Array();
  private content = new Uint8Array();
  private tree_: JsonTree | undefined;
  private scan: JsonScan | undefined;
  private end = 0;
  private lines_: LineIndex | undefined;
  private filter_: JsonFilter | undefined;
  private filterTurn = 0;
  private lineTurn = 0;
  private told = 0;
  private marks: Mark[] = [];
  private state: BodyState = { ...nothingRead };

  constructor(private readonly changed: (state: BodyState) => void) {}

  open: BodyCalls["open"] = (source, mediaType) => {
    this.state.mediaType = mediaType;
    void this.read(source, mediaType).catch((error: unknown) => {
      this.tell({ phase: "failed", failure: error instanceof Error ? error.message : String(error) });
    });
  };

  tree = (from: number, count: number): TreeRow[] => {
    if (!this.tree_) return [];
    if (!this.filter_) return this.tree_.window(from, count);
    return this.filter_.rows.slice(from, from + count).map((row, i) => {
      const shown = this.tree_!.rowOf(from + i, row.entry, row.object, row.index, row.depth, this.end);
      return { ...shown, open: !row.match, siblings: 0 };
    });
  };

  toggle = (row: number): number => {
    this.tree_?.toggle(row);
    return this.tree_?.rows ?? 0;
  };

  openBelow = (row: number): { rows: number; all: boolean } => {
    const all = this.tree_?.openBelow(row, openAtOnce) ?? true;
    return { rows: this.tree_?.rows ?? 0, all };
  };

  closeAll = (): number => {
    this.tree_?.closeAll();
    return this.tree_?.rows ?? 0;
  };

  reveal = (tokens: (string | number)[]): { row: number; rows: number } => {
    this.filter_ = undefined;
    this.filterTurn++;
    const row = this.tree_?.reveal(tokens) ?? -1;
    return { row, rows: this.tree_?.rows ?? 0 };
  };

  /** undefined: another filter came in between. */
  filter = async (words: string): Promise<Filtered | undefined> => {
    const turn = ++this.filterTurn;
    if (!this.scan || words === "") {
      this.filter_ = undefined;
      return { rows: this.tree_?.rows ?? 0, matches: 0, limited: false };
    }
    const found = new JsonFilter(this.content, this.scan.start, this.end, words, this.scan.large);
    while (!found.run(slice)) {
      await pause();
      if (turn !== this.filterTurn) return undefined;
    }
    this.filter_ = found;
    return { rows: found.rows.length, matches: found.matches, limited: found.limited };
  };

  describe = (row: number): Described => {
    const [start, end] = this.filter_ ? this.filteredRange(row) : this.tree_!.range(row);
    const path = this.filter_ ? this.filteredPath(row) : this.tree_!.path(row);
    const kind = kindOf(this.content[start]);
    if (kind === "string") {
      const { text, cut } = stringValue(this.content, start, end, describeLimit);
      return { path, value: text, cut, kind };
    }
    const cut = end - start > describeLimit;
    return { path, value: decode(this.content, start, cut ? start + describeLimit : end), cut, kind };
  };

  mark = (marks: Mark[]): void => {
    this.marks = marks;
    this.tree_?.clearMarks();
    for (const { pointer, message } of marks) this.tree_?.mark(pointerTokens(pointer), message);
  };

  lines = async (columns: number): Promise<{ rows: number; lines: number }> => {
    const turn = ++this.lineTurn;
    const found = new LineIndex(this.content, 0, columns);
    while (!found.run(slice)) {
      await pause();
      if (turn !== this.lineTurn) break;
    }
    if (turn === this.lineTurn) this.lines_ = found;
    return { rows: found.rows, lines: found.lines };
  };

  lineWindow = (from: number, count: number): LineRow[] => this.lines_?.window(from, count) ?? [];

  lineOf = (offset: number): number => this.lines_?.rowAt(offset) ?? 0;

  bytes = (from: number, count: number): Uint8Array => this.raw.slice(from, from + count);

  text = (limit: number): { text: string; cut: boolean } => {
    const cut = this.content.length > limit;
    return { text: decode(this.content, 0, cut ? wholeCharacters(this.content, 0, limit) : this.content.length), cut };
  };

  difference = async (other: BodySource): Promise<ReturnType<BodyCalls["difference"]>> => {
    const before = await receive(other, () => undefined);
    if (before.length > compareLimit || this.content.length > compareLimit)
      return { refused: "Bodies above 16 MB are not compared." };
    const [a, b] = [decode(before, 0, before.length), decode(this.content, 0, this.content.length)];
    if (this.state.kind === "json" && !this.state.fault) {
      try {
        return { ...jsonDifferences(readJson(a), readJson(b)), by: "pointer" };
      } catch {
        // The answer before is no JSON, or nests too deep: by lines, then.
      }
    }
    if (this.state.kind === "binary" || this.state.kind === "image") {
      const same = before.length === this.raw.length && before.every((byte, i) => byte === this.raw[i]);
      return {
        refused: same
          ? "The bytes are the same."
          : `The bytes differ: ${before.length} before, ${this.raw.length} now.`,
      };
    }
    return { ...lineDifferences(a, b), by: "line" };
  };

  private async read(source: BodySource, mediaType: string): Promise<void> {
    this.raw = await receive(source, (received, total) => this.tell({ received, total }, true));
    this.content = transcoded(this.raw, mediaType);
    const kind = kindOfBody(this.content, mediaType);
    this.tell({ phase: "reading", received: this.raw.length, total: this.raw.length, kind });
    if (kind === "json" || (kind === "text" && looksLikeJson(this.content))) await this.index(kind === "json");
    this.tell({ phase: "ready", progress: 1, treeRows: this.tree_?.rows ?? 0 });
  }

  private async index(surely: boolean): Promise<void> {
    const scan = new JsonScan(this.content);
    while (!scan.run(slice)) {
      this.tell({ progress: scan.position / this.content.length }, true);
      await pause();
    }
    if (!surely && scan.fault) return;
    const { fault } = scan;
    this.end = fault ? fault.offset : this.content.length;
    if (fault && fault.offset <= scan.start) {
      this.tell({ kind: "text", fault: { ...fault, line: this.lineAt(fault.offset) } });
      return;
    }
    this.scan = scan;
    this.tree_ = new JsonTree(this.content, scan.start, this.end, scan.large);
    this.mark(this.marks);
    this.tell({
      kind: "json",
      values: scan.values,
      maxDepth: scan.maxDepth,
      fault: fault && { ...fault, line: this.lineAt(fault.offset) },
    });
  }

  private lineAt(offset: number): number {
    let line = 1;
    for (let i = this.content.indexOf(0x0a); i >= 0 && i < offset; i = this.content.indexOf(0x0a, i + 1)) line++;
    return line;
  }

  private filteredRange(row: number): [number, number] {
    return this.tree_!.rangeOf(this.filter_!.rows[row]!.entry, this.filter_!.rows[row]!.object, this.end);
  }

  private filteredPath(row: number): (string | number)[] {
    const path: (string | number)[] = [];
    for (let i = row; i >= 0;) {
      const { object, entry, index, parent } = this.filter_!.rows[i]!;
      if (parent >= 0) path.push(object ? this.tree_!.name(entry) : index);
      i = parent;
    }
    return path.reverse();
  }

  private tell(change: Partial<BodyState>, maybe = false): void {
    Object.assign(this.state, change);
    const now = Date.now();
    if (maybe && now - this.told < tellEvery) return;
    this.told = now;
    this.changed({ ...this.state });
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

async function receive(
  source: BodySource,
  progress: (received: number, total: number | undefined) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  if ("bytes" in source) return new Uint8Array(source.bytes);
  const answer = await fetch(source.url, { headers: source.headers, credentials: "omit", cache: "no-store" });
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => undefined)) as { title?: string; detail?: string } | undefined;
    throw new Error(
      problem?.detail ?? problem?.title ?? `The server says ${answer.status} to the question for the body.`,
    );
  }
  if (!answer.body) return new Uint8Array();
  const length = answer.headers.has("content-encoding") ? NaN : Number(answer.headers.get("content-length") ?? NaN);
  const total = Number.isSafeInteger(length) ? length : undefined;
  let bytes = new Uint8Array(total ?? 1 << 16);
  let received = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (received + value.length > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, received + value.length));
      larger.set(bytes.subarray(0, received));
      bytes = larger;
    }
    bytes.set(value, received);
    received += value.length;
    progress(received, total);
  }
  return bytes.subarray(0, received);
}

function essence(mediaType: string): string {
  return mediaType.split(";")[0]!.trim().toLowerCase();
}

function kindOfBody(bytes: Uint8Array, mediaType: string): BodyState["kind"] {
  const type = essence(mediaType);
  if (bytes.length === 0) return "empty";
  if (type === "application/json" || type === "text/json" || type.endsWith("+json")) return "json";
  if (type === "text/html" || type === "application/xhtml+xml") return "html";
  if (/^image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml|x-icon|vnd\.microsoft\.icon)$/.test(type)) return "image";
  if (/^text\/|[/+]xml$|javascript|yaml|x-www-form-urlencoded/.test(type)) return "text";
  return seemsText(bytes) ? "text" : "binary";
}

function seemsText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, wholeCharacters(bytes, 0, 4096));
  if (head.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head);
    return true;
  } catch {
    return false;
  }
}

function looksLikeJson(bytes: Uint8Array): boolean {
  for (const byte of bytes.subarray(0, 256)) {
    if (byte === 0x7b || byte === 0x5b) return true;
    if (byte > 0x20 && byte < 0x80) return false;
  }
  return false;
}

/** As UTF-8. What says nothing of its encoding is UTF-8 already. */
function transcoded(bytes: Uint8Array<ArrayBuffer>, mediaType: string): Uint8Array<ArrayBuffer> {
  const named = /charset\s*=\s*"?([^";\s]+)/i.exec(mediaType)?.[1]?.toLowerCase();
  const byMark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  const label = byMark ?? named;
  if (!label || /^(utf-?8|us-ascii|ascii)$/.test(label) || bytes.length > transcodeLimit) return bytes;
  try {
    return new TextEncoder().encode(new TextDecoder(label).decode(bytes));
  } catch {
    return bytes;
  }
}
