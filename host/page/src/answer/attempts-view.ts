// What happened on the way: redirects that were followed, and each attempt with its wait.
import { html, nothing, type TemplateResult } from "lit";
import { visible } from "../workers/bytes-text.js";
import type { Attempt, Redirect } from "./shapes.js";
import { timingLine } from "./timing-view.js";
import { milliseconds, statusTone } from "./words.js";

export function attemptsView(attempts: Attempt[], redirects: Redirect[]): TemplateResult {
  return html`${
      attempts.length > 0
        ? html`<h4>Attempts</h4>
            <ol class="steps">
              ${attempts.map(attempt)}
            </ol>`
        : nothing
    }
    <h4>Redirects</h4>
    ${
      redirects.length > 0
        ? html`<ol class="steps">
            ${redirects.map(redirect)}
          </ol>`
        : html`<p class="muted">None was followed.</p>`
    }`;
}

function attempt(attempt: Attempt): TemplateResult {
  return html`<li>
    <p class="line-up">
      <strong>Attempt ${attempt.number}</strong>
      ${attempt.statusCode ? html`<span class="badge ${statusTone(attempt.statusCode)}">${attempt.statusCode}</span>` : nothing}
      ${attempt.delay ? html`<span class="muted">after ${milliseconds(attempt.delay)}</span>` : nothing}
      ${attempt.timings?.["total"] !== undefined ? html`<span class="muted">took ${milliseconds(attempt.timings["total"])}</span>` : nothing}
    </p>
    ${attempt.error ? html`<p class="bad-text">${visible(attempt.error.detail ?? attempt.error.title)}</p>` : nothing}
    ${timingLine(attempt.timings)}
  </li>`;
}

function redirect(hop: Redirect): TemplateResult {
  return html`<li>
    <p class="line-up">
      <span class="badge info">${hop.statusCode} ${visible(hop.reasonPhrase)}</span>
      <span class="mono">${hop.method}</span> <span class="mono uri">${visible(hop.uri)}</span>
    </p>
    <p class="line-up">
      <span class="muted">to</span> <span class="mono">${hop.nextMethod}</span>
      <span class="mono uri">${visible(hop.location)}</span>
    </p>
    ${hop.removed.length > 0 ? html`<p class="muted">Left behind: ${hop.removed.map(visible).join(", ")}.</p>` : nothing}
    ${timingLine(hop.timings)}
    ${
      hop.responseHeaders?.length
        ? html`<details>
            <summary>Header fields</summary>
            <pre class="block" tabindex="0">
${hop.responseHeaders.map(({ name, value }) => `${visible(name)}: ${visible(value)}`).join("\n")}</pre>
          </details>`
        : nothing
    }
  </li>`;
}
