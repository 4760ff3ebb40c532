// Text from bytes: decoding slices, and showing characters that would otherwise mislead a reader.

const decoder = new TextDecoder("utf-8");
const backslash = 0x5c;

export function decode(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** Moves a cut to the beginning of the UTF-8 sequence it would split. */
export function wholeCharacters(bytes: Uint8Array, start: number, cut: number): number {
  if (cut >= bytes.length) return bytes.length;
  let at = cut;
  while (at > start && cut - at < 4 && (bytes[at]! & 0xc0) === 0x80) at--;
  return at > start ? at : cut;
}

/** The value of a JSON string in `[start, end)`, quotes included; at most `limit` bytes of it are looked at. */
export function stringValue(
  bytes: Uint8Array,
  start: number,
  end: number,
  limit = Infinity,
): { text: string; cut: boolean } {
  const from = start + 1;
  const to = bytes[end - 1] === 0x22 && end - 1 > start ? end - 1 : end;
  const cut = to - from > limit;
  let last = cut ? wholeCharacters(bytes, from, from + limit) : to;
  if (cut) {
    // Not within an escape either: \uXXXX is the longest, and surrogates come in pairs.
    const slash = bytes.subarray(Math.max(from, last - 12), last).lastIndexOf(backslash);
    if (slash >= 0) last = Math.max(from, last - 12) + slash;
    while (last > from && bytes[last - 1] === backslash) last--;
  }
  const raw = decode(bytes, from, last);
  if (!raw.includes("\\")) return { text: raw, cut };
  try {
    return { text: JSON.parse(`"${raw}"`) as string, cut };
  } catch {
    return { text: raw, cut };
  }
}

const misleading =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufeff\ufff9-\ufffc]/g;

/** Control, invisible and direction-changing characters by their number, so that nothing looks like what it is not. */
export function visible(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(
    misleading,
    (c) => `\u27e8U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}\u27e9`,
  );
}

/** For one line of a tree: line ends and tabs as signs. */
export function visibleLine(text: string): string {
  return visible(text.replace(/\r\n|\n|\r/g, "\u21b5").replace(/\t/g, "\u21e5"));
}

/** Sizes as people say them: 1.2 MB. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["KB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < 3) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
