// JSON Pointer (RFC 6901) on the page's JSON values. Documents are never changed in place: `put` and `drop` return a
// new document that shares what did not change, so that Lit sees the difference.
import { isObject, type Json, type JsonObject } from "./json.js";

export function tokens(pointer: string): string[] {
  return pointer === ""
    ? []
    : pointer
        .slice(1)
        .split("/")
        .map((token) => token.replace(/~1/g, "/").replace(/~0/g, "~"));
}

export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((token) => `/${String(token).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}

export function at(document: Json | undefined, pointer: string): Json | undefined {
  let value = document;
  for (const token of tokens(pointer)) {
    if (Array.isArray(value)) value = value[Number(token)];
    else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
    else return undefined;
  }
  return value;
}

// Makes the containers on the way; "-" appends to an array.
export function put(document: Json | undefined, pointer: string, value: Json): Json {
  return putAt(document, tokens(pointer), value);
}

// Leaves empty containers behind: whether they go is for the caller to say.
export function drop(document: Json, pointer: string): Json {
  return dropAt(document, tokens(pointer));
}

function putAt(document: Json | undefined, path: string[], value: Json): Json {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  if (Array.isArray(document)) {
    const copy = [...document];
    const index = token === "-" ? copy.length : Number(token);
    copy[index] = putAt(copy[index], rest, value);
    return copy;
  }
  if (!isObject(document) && (token === "-" || token === "0")) return [putAt(undefined, rest, value)];
  const copy: JsonObject = isObject(document) ? { ...document } : {};
  copy[token] = putAt(copy[token], rest, value);
  return copy;
}

function dropAt(document: Json, path: string[]): Json {
  const [token, ...rest] = path;
  if (token === undefined) return document;
  if (Array.isArray(document)) {
    const index = Number(token);
    if (!(index < document.length)) return document;
    if (rest.length === 0) return document.filter((_item, position) => position !== index);
    return document.map((item, position) => (position === index ? dropAt(item, rest) : item));
  }
  if (!isObject(document) || !Object.hasOwn(document, token)) return document;
  const copy = { ...document };
  if (rest.length === 0) delete copy[token];
  else copy[token] = dropAt(copy[token] as Json, rest);
  return copy;
}
