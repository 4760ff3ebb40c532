// What was looked at in the answer and whether it held.
import { html, nothing, type TemplateResult } from "lit";
import type { StructuredResponse } from "../types.js";
import { visible } from "../workers/bytes-text.js";
import { icons } from "../icons.js";

type Check = StructuredResponse["checks"][number];

export function checksView(checks: Check[], show: (pointer: string) => void): TemplateResult {
  if (checks.length === 0) return html`<p class="muted">There was no answer to check.</p>`;
  return html`<ul class="checks">
    ${checks.map(
      (check) =>
        html`<li class=${check.pass ? "pass" : "fail"}>
          <span class="sign"
            >${check.pass ? icons.check : icons.close}<span class="visually-hidden"
              >${check.pass ? "Holds" : "Does not hold"}</span
            ></span
          >
          <span>
            <strong>${check.rule[0]?.toUpperCase()}${check.rule.slice(1)}</strong>
            ${check.pointer ? html`<code class="mono">${visible(check.pointer)}</code>` : nothing}
            <span class="message">${visible(check.message ?? "")}</span>
          </span>
          ${
            inBody(check) && !check.pass
              ? html`<button class="button small" @click=${() => show(check.pointer ?? "")}>Show in the body</button>`
              : nothing
          }
        </li>`,
    )}
  </ul>`;
}

export function inBody(check: Check): boolean {
  return check.rule === "response schema" && check.pointer !== undefined && check.pointer !== "";
}
