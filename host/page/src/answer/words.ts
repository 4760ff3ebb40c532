// What statuses mean, in words.
import type { Phase, StructuredResponse } from "../types.js";

const meanings: Record<number, string> = {
  200: "The request worked.",
  201: "Something was created.",
  202: "Taken on; the work is not done yet.",
  204: "It worked, and there is nothing to send back.",
  206: "A part of what was asked for.",
  301: "Moved for good.",
  302: "To be found elsewhere for now.",
  304: "Nothing changed since the last time.",
  307: "To be found elsewhere for now.",
  308: "Moved for good.",
  400: "The server could not make sense of the request.",
  401: "Who asks is not known: credentials are missing or wrong.",
  403: "Who asks is known, and may not.",
  404: "There is nothing at this address.",
  405: "This address does not take the method.",
  406: "The server has it in no form that was asked for.",
  408: "The server waited too long for the request.",
  409: "It contradicts what is there now.",
  410: "It was there once, and is gone for good.",
  411: "The server wants to know the length first.",
  412: "A condition of the request does not hold.",
  413: "The request is larger than the server takes.",
  414: "The address is longer than the server takes.",
  415: "The server does not take this media type.",
  422: "Understood, but its content is not right.",
  425: "Sent too early to be sure; send it again.",
  428: "The server wants a condition (If-Match) with it.",
  429: "Too many requests; wait before the next.",
  431: "The header fields are larger than the server takes.",
  451: "Kept back for legal reasons.",
  500: "The server ran into a mistake of its own.",
  501: "The server cannot do this.",
  502: "A server behind the server gave a bad answer.",
  503: "The server cannot take requests right now.",
  504: "A server behind the server did not answer in time.",
};

const classes: Record<number, string> = {
  1: "An interim answer.",
  2: "The request worked.",
  3: "To be found elsewhere.",
  4: "The server refuses the request as it is.",
  5: "The server failed.",
};

export function statusMeaning(code: number): string {
  return meanings[code] ?? classes[Math.floor(code / 100)] ?? "A status that no standard knows.";
}

export type Tone = "ok" | "warning" | "error" | "info";

export function statusTone(code: number): Tone {
  if (code < 200) return "info";
  return code < 300 ? "ok" : code < 400 ? "info" : code < 500 ? "warning" : "error";
}

export const outcomes: Record<StructuredResponse["status"], { words: string; tone: Tone }> = {
  COMPLETED: { words: "Completed", tone: "ok" },
  FAILED: { words: "Failed, may be tried again", tone: "error" },
  FAILED_WITH_TERMINAL_ERROR: { words: "Failed for good", tone: "error" },
  CANCELED: { words: "Canceled", tone: "warning" },
  TIMED_OUT: { words: "Timed out", tone: "error" },
};

export const phases: { phase: Phase; words: string; now: string }[] = [
  { phase: "dns", words: "Resolve", now: "Resolving the name" },
  { phase: "connect", words: "Connect", now: "Connecting" },
  { phase: "tls", words: "TLS", now: "Agreeing on TLS" },
  { phase: "send", words: "Send", now: "Sending the request" },
  { phase: "wait", words: "Wait", now: "Waiting for the answer" },
  { phase: "receive", words: "Receive", now: "Receiving" },
];

export function milliseconds(ms: number): string {
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 100) return `${ms.toFixed(1)} ms`;
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
