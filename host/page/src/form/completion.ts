// Which expressions fit what is being typed.
import type { Completion } from "../types.js";

const most = 50;

export interface OpenExpression {
  start: number;
  end: number;
  words: string;
}

// The `${` before the caret that has not been closed there, and what was typed of it. A `}` right behind belongs to it.
export function openExpression(text: string, caret: number): OpenExpression | undefined {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf("${");
  if (start < 0 || (start > 0 && text[start - 1] === "$")) return undefined;
  const words = before.slice(start + 2);
  if (words.includes("}")) return undefined;
  const rest = /^[^${}\s"]*\}/.exec(text.slice(caret))?.[0] ?? "";
  return { start, end: caret + rest.length, words };
}

// Those with the words in them: at the beginning first, then at the beginning of a part, then anywhere.
export function matchingCompletions(items: readonly Completion[], words: string): Completion[] {
  const wanted = words.trim().toLowerCase();
  const ranked = items.flatMap((item, order) => {
    const inside = item.expression.slice(2, -1).toLowerCase();
    const at = inside.indexOf(wanted);
    if (at < 0) return letters(inside, wanted) ? [{ item, rank: 3, order }] : [];
    return [{ item, rank: at === 0 ? 0 : /[.[_-]/.test(inside[at - 1]!) ? 1 : 2, order }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .slice(0, most)
    .map(({ item }) => item);
}

function letters(text: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
