// Which of an endpoint's servers an address begins with, and the same address on another of them.
import type { Json } from "../json.js";
import { isObject } from "../json.js";
import type { Server } from "../types.js";

// -1: none of them, for example an expression or an address of one's own.
export function serverOf(uri: string, servers: readonly Server[]): number {
  let best = -1;
  let longest = -1;
  servers.forEach((server, index) => {
    const length = prefixLength(uri, server);
    if (length > longest) {
      longest = length;
      best = index;
    }
  });
  return best;
}

export function onServer(uri: string, servers: readonly Server[], next: number): string {
  const server = servers[next];
  const now = servers[serverOf(uri, servers)];
  if (server === undefined || now === undefined) return uri;
  return filled(server) + uri.slice(prefixLength(uri, now));
}

function prefixLength(uri: string, server: Server): number {
  const pattern = trimmed(server.url)
    .split(/\{[^}]*\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("(?:[^/?#]+|\\{[^}]*\\})");
  return new RegExp(`^${pattern}(?=[/?#]|$)`).exec(uri)?.[0].length ?? -1;
}

// Variables with their defaults.
function filled(server: Server): string {
  return trimmed(server.url).replace(/\{([^}]*)\}/g, (whole, name: string) => defaultOf(server.variables, name) ?? whole);
}

function defaultOf(variables: Json | undefined, name: string): string | null {
  const variable = isObject(variables) ? variables[name] : undefined;
  return isObject(variable) && typeof variable["default"] === "string" ? variable["default"] : null;
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, "");
}
