// Text cut into pieces with and without a mark. The server counts in bytes of UTF-8, the page in UTF-16.
import type { Match, SearchResult } from "../types.js";

export interface Piece {
  text: string;
  marked: boolean;
}

export function pieces(result: SearchResult, field: Match["field"]): Piece[] {
  const text = result[field];
  const ranges = result.matches
    .filter((match) => match.field === field)
    .map((match) => ({ begin: match.offset, end: match.offset + match.length }))
    .sort((a, b) => a.begin - b.begin);
  if (ranges.length === 0) return [{ text: visible(text), marked: false }];
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const list: Piece[] = [];
  let done = 0;
  const add = (end: number, marked: boolean) => {
    if (end > done) list.push({ text: visible(decoder.decode(bytes.subarray(done, end))), marked });
    done = Math.max(done, end);
  };
  for (const { begin, end } of ranges) {
    add(Math.min(begin, bytes.length), false);
    add(Math.min(end, bytes.length), true);
  }
  add(bytes.length, false);
  return list;
}

// Characters that turn the direction of what follows could make one endpoint look like another.
export function visible(text: string): string {
  return text.replace(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g, "\uFFFD");
}
