// Where the bytes of an answer's body are: at an address of the editor's API, or in the structured response itself.
import { writeJson } from "../json-text.js";
import type { StructuredResponse } from "../types.js";
import type { BodySource } from "../workers/body-protocol.js";

export function bodySource(
  response: StructuredResponse | null,
  url: string | null,
  token: string,
): BodySource | undefined {
  const answer = response?.response;
  if (!answer) return undefined;
  if (answer.body === undefined) return { bytes: new Uint8Array() };
  if (url) return { url, headers: { Authorization: `Bearer ${token}` } };
  if (answer.bodyEncoding === "base64" && typeof answer.body === "string") {
    const binary = atob(answer.body);
    return { bytes: Uint8Array.from(binary, (c) => c.charCodeAt(0)) };
  }
  const text = answer.bodyEncoding === "text" && typeof answer.body === "string" ? answer.body : writeJson(answer.body);
  return { bytes: new TextEncoder().encode(text) };
}

// The Content-Type. A body that came as text in the structured response is UTF-8 by then, whatever it was.
export function bodyMediaType(response: StructuredResponse | null, url: string | null): string {
  const answer = response?.response;
  const type = answer?.headers["content-type"]?.[0] ?? "";
  if (url) return type;
  if (answer?.bodyEncoding === "json") return "application/json";
  return type.split(";")[0]!;
}
