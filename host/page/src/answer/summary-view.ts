// The first things to know of an answer: what became of the task, the status, and in words what is wrong and what to do.
import { html, nothing, type TemplateResult } from "lit";
import type { StructuredResponse } from "../types.js";
import { formatSize, visible } from "../workers/bytes-text.js";
import { icons } from "../icons.js";
import { milliseconds, outcomes, statusMeaning, statusTone } from "./words.js";

export function summaryView(response: StructuredResponse, sandbox = false): TemplateResult {
  const outcome = outcomes[response.status] ?? { words: response.status, tone: "error" };
  const answer = response.response;
  const total = response.timings["total"];
  const size = response.sizes?.["responseContent"] ?? response.sizes?.["responseBody"];
  return html`<div class="summary ${outcome.tone}">
      <p class="verdict">
        <span class="sign"
          >${outcome.tone === "ok" ? icons.check : outcome.tone === "warning" ? icons.warning : icons.close}</span
        >
        <span><strong class="outcome">${outcome.words}.</strong> ${visible(verdictRest(response))}</span>
      </p>
      <p class="line-up">
        ${
          answer
            ? html`<span class="status badge ${statusTone(answer.statusCode)}"
                  >${answer.statusCode} ${visible(answer.reasonPhrase)}</span
                >
                <span
                  >${answer.statusCode < 300 && outcome.tone !== "ok" ? "By itself a success." : statusMeaning(answer.statusCode)}</span
                >`
            : nothing
        }
        ${
          sandbox && answer
            ? html`<span class="badge" title="Made from the description of the endpoint; nothing left this machine"
                >Sandbox</span
              >`
            : nothing
        }
        <span class="figures muted">
          ${total !== undefined ? html`<span>${icons.clock} ${milliseconds(total)}</span>` : nothing}
          ${size !== undefined ? html`<span>${icons.download} ${formatSize(size)}</span>` : nothing}
        </span>
      </p>
    </div>
    ${response.error ? problemView(response.error) : nothing}`;
}

// The verdict begins with the outcome; it is not said twice.
function verdictRest({ verdict }: StructuredResponse): string {
  const rest = verdict.replace(/^(Completed|Failed for good|Failed|Canceled|Timed out)[:.]\s*/i, "");
  return rest[0] ? rest[0].toUpperCase() + rest.slice(1) : "";
}

function problemView(problem: NonNullable<StructuredResponse["error"]>): TemplateResult {
  return html`<div class="problem-box">
    <p>
      <strong>${visible(problem.title)}</strong
      >${problem.phase ? html` <span class="badge error">${problem.phase}</span>` : nothing}
      <code class="muted mono">${problem.type}</code>
    </p>
    ${problem.detail ? html`<p>${visible(problem.detail)}</p>` : nothing}
    ${problem.pointer ? html`<p class="muted">At <code class="mono">${visible(problem.pointer)}</code></p>` : nothing}
    ${
      problem.errors?.length
        ? html`<ul>
            ${problem.errors.map(
              ({ pointer, detail, suggestion }) =>
                html`<li>
                  <code class="mono">${visible(pointer || "/")}</code> ${visible(detail)}
                  ${suggestion ? html`<span class="muted">Did you mean ${visible(suggestion)}?</span>` : nothing}
                </li>`,
            )}
          </ul>`
        : nothing
    }
    ${problem.advice ? html`<p class="advice">${icons.info}<span>${visible(problem.advice)}</span></p>` : nothing}
    ${
      problem.retryable !== undefined
        ? html`<p class="muted small">
            ${problem.retryable ? "Sending it again is safe." : "Sending the same again will not help, or is not safe."}
          </p>`
        : nothing
    }
  </div>`;
}
