// What the page and the worker that holds an answer's body say to each other. Every question has an id and one answer;
// `changed` comes by itself while a body is read.
import type { Difference } from "./difference.js";
import type { TreeRow } from "./json-tree.js";
import type { LineRow } from "./line-index.js";

export type BodySource = { bytes: Uint8Array } | { url: string; headers: Record<string, string> };

export interface Mark {
  pointer: string;
  message: string;
}

export interface BodyState {
  phase: "receiving" | "reading" | "ready" | "failed";
  received: number;
  total: number | undefined;
  /** 0 to 1, of the reading. */
  progress: number;
  kind: "json" | "text" | "html" | "image" | "binary" | "empty";
  mediaType: string;
  /** JSON: what is wrong with it, and where. */
  fault: { offset: number; line: number; message: string; truncated: boolean } | undefined;
  values: number;
  maxDepth: number;
  treeRows: number;
  failure: string | undefined;
}

/** What is known of a body before its first byte. */
export const nothingRead: BodyState = {
  phase: "receiving",
  received: 0,
  total: undefined,
  progress: 0,
  kind: "empty",
  mediaType: "",
  fault: undefined,
  values: 0,
  maxDepth: 0,
  treeRows: 0,
  failure: undefined,
};

export interface Filtered {
  rows: number;
  matches: number;
  limited: boolean;
}

export interface Described {
  path: (string | number)[];
  /** As JSON text, or the text itself of a string. */
  value: string;
  /** value is only the beginning. */
  cut: boolean;
  kind: TreeRow["kind"];
}

/** The questions: their arguments and answers. */
export interface BodyCalls {
  open(source: BodySource, mediaType: string): void;
  tree(from: number, count: number): TreeRow[];
  toggle(row: number): number;
  openBelow(row: number): { rows: number; all: boolean };
  closeAll(): number;
  reveal(tokens: (string | number)[]): { row: number; rows: number };
  filter(words: string): Filtered | undefined;
  describe(row: number): Described;
  mark(marks: Mark[]): void;
  lines(columns: number): { rows: number; lines: number };
  lineWindow(from: number, count: number): LineRow[];
  lineOf(offset: number): number;
  bytes(from: number, count: number): Uint8Array;
  text(limit: number): { text: string; cut: boolean };
  difference(
    other: BodySource,
  ): { found: Difference[]; limited: boolean; by: "pointer" | "line" } | { refused: string };
}

export type BodyCall = keyof BodyCalls;

export interface Question {
  id: number;
  call: BodyCall;
  args: unknown[];
}

export type Message = { id: number; value: unknown } | { id: number; failure: string } | { state: BodyState };
