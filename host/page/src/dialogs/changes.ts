// What a prefill would change in settings, for a person to read before it happens.
import { html, nothing, type TemplateResult } from "lit";
import { stringify, type Json } from "../json.js";
import { visible } from "../search/marks.js";
import type { Change } from "../types.js";

const names = { add: "new", replace: "changes", remove: "goes" };

export function changesText(changes: Change[]): TemplateResult {
  return html`<p>What you typed stays where it fits. This is what would change:</p>
    <ul>
      ${changes.map(
        (change) =>
          html`<li>
            <span class="badge ${change.op === "remove" ? "error" : change.op === "add" ? "ok" : "warning"}">${names[change.op]}</span>
            <span class="mono">${visible(change.path)}</span>
            <span class="values mono">
              ${change.from === undefined ? nothing : html`<del>${short(change.from)}</del>`}
              ${change.value === undefined ? nothing : html`<ins>${short(change.value)}</ins>`}
            </span>
          </li>`,
      )}
    </ul>`;
}

function short(value: Json): string {
  const text = typeof value === "string" ? value : stringify(value);
  return visible(text.length > 160 ? `${text.slice(0, 159)}…` : text);
}
