// The phases of a request that is under way.
import { html, nothing, type TemplateResult } from "lit";
import type { Phase } from "../types.js";
import { formatSize } from "../workers/bytes-text.js";
import { phases } from "./words.js";

export function running(phase: Phase): boolean {
  return phase !== "idle" && phase !== "completed";
}

export function progressView(phase: Phase, received: number): TemplateResult {
  const at = phases.findIndex((step) => step.phase === phase);
  const now = phase === "receive" ? `Receiving, ${formatSize(received)}` : `${phases[at]?.now ?? "Starting"}\u2026`;
  return html`<div class="progress">
    <ol class="phases" aria-hidden="true">
      ${phases.map(({ words }, i) => html`<li class=${i < at ? "done" : i === at ? "now" : nothing}>${words}</li>`)}
    </ol>
    <p class="now-words">${now}</p>
    <p class="visually-hidden" role="status">${phases[at]?.now ?? "Starting the request"}</p>
  </div>`;
}
