// The bar that tests a step: the button, the switch between sandbox and real API, what happens and what came of it.
//
// Properties in: run (TestRun), mode, ready (there is something to send), problems of the
// settings, uri of the
// request. Events out: "test", "cancel", "mode-change" {mode}, "show-problems", "show-answer".
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icons } from "../icons.js";
import { controls } from "../styles/controls.js";
import type { Finding, Phase, StructuredResponse, TestMode } from "../types.js";
import { outcomes } from "../answer/words.js";
import { visible } from "../search/marks.js";
import type { TestRun } from "./run.js";

const phases: [Phase, string, string][] = [
  ["dns", "Resolve", "Resolving the name"],
  ["connect", "Connect", "Connecting"],
  ["tls", "TLS", "Agreeing on TLS"],
  ["send", "Send", "Sending"],
  ["wait", "Wait", "Waiting for the answer"],
  ["receive", "Receive", "Receiving"],
];

@customElement("http-task-test-bar")
export class HttpTaskTestBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        align-items: center;
        background: var(--surface);
        border-top: 1px solid var(--line);
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        min-height: 52px;
        padding: var(--space-2) var(--space-4);
      }

      .button.primary,
      .button.danger {
        min-width: 138px;
      }

      .mode {
        border: 0;
        display: flex;
        margin: 0;
        padding: 0;
      }

      .mode label {
        align-items: center;
        border: 1px solid var(--line-strong);
        cursor: pointer;
        display: flex;
        font-weight: 500;
        min-height: var(--control);
        padding: 0 var(--space-3);
        position: relative;
      }

      .mode label:first-of-type {
        border-radius: var(--radius) 0 0 var(--radius);
      }

      .mode label:last-of-type {
        border-left: 0;
        border-radius: 0 var(--radius) var(--radius) 0;
      }

      .mode input {
        inset: 0;
        margin: 0;
        opacity: 0;
        position: absolute;
      }

      .mode label:has(:checked) {
        background: var(--accent-soft);
        color: var(--accent);
      }

      .mode label.real:has(:checked) {
        background: var(--warning-soft);
        color: var(--warning);
      }

      .mode label:has(:focus-visible) {
        box-shadow: var(--focus-ring);
        z-index: 1;
      }

      .state {
        align-items: center;
        display: flex;
        flex: 1;
        flex-wrap: wrap;
        gap: 4px var(--space-3);
        min-width: 0;
      }

      .phases {
        display: flex;
        gap: 4px;
        list-style: none;
        margin: 0;
        padding: 0;
      }

      .phases li {
        border-bottom: 2px solid var(--line);
        color: var(--text-muted);
        font-size: var(--size-small);
        padding: 1px 6px;
      }

      .phases li.done {
        border-bottom-color: var(--ok);
      }

      .phases li.now {
        border-bottom-color: var(--accent);
        color: var(--text);
        font-weight: 600;
      }

      .outcome {
        background: none;
        border: 0;
        cursor: pointer;
        display: inline-flex;
        flex-wrap: wrap;
        gap: 2px var(--space-2);
        min-height: 28px;
        padding: 4px 6px;
        text-align: start;
      }

      .outcome:hover {
        text-decoration: underline;
      }

      .time {
        font-variant-numeric: tabular-nums;
      }

      .link {
        background: none;
        border: 0;
        color: var(--accent);
        cursor: pointer;
        font-weight: 500;
        min-height: 24px;
        padding: 0 4px;
      }

      .link.wrong {
        color: var(--error);
      }

      @container (max-width: 560px) {
        .phases li:not(.now) {
          display: none;
        }
        .hint {
          display: none;
        }
        .button.primary,
        .button.danger {
          flex: 1;
        }
      }
    `,
  ];

  @property({ attribute: false }) run: TestRun | null = null;
  @property() mode: TestMode = "sandbox";
  @property({ type: Boolean }) ready = false;
  @property({ attribute: false }) problems: readonly Finding[] = [];
  @property() uri = "";
  // Set by the owner at each of its updates: the run's state is read from `run`.
  @property({ attribute: false }) tick = {};

  override render() {
    const running = this.run?.running ?? false;
    return html`
      ${running
        ? html`<button class="button danger" @click=${() => this.say("cancel")}>${icons.stop} Cancel</button>`
        : html`<button
            class="button primary"
            aria-disabled=${!this.ready}
            aria-keyshortcuts="Control+Enter"
            @click=${() => this.ready && this.say("test")}
          >
            ${icons.play} Test request
          </button>`}
      <fieldset class="mode" ?disabled=${running}>
        <legend class="visually-hidden">Where the request goes</legend>
        ${this.choice("sandbox", "Sandbox", "A mock of the API on this machine, made from its description")}
        ${this.choice("real", "Real API", "The request goes to the API itself")}
      </fieldset>
      <div class="state">${running ? this.progress() : this.outcome()}</div>
      <span class="visually-hidden" role="status">${this.spoken()}</span>
    `;
  }

  private choice(mode: TestMode, text: string, title: string) {
    return html`<label class=${mode} title=${title}>
      <input
        type="radio"
        name="mode"
        value=${mode}
        .checked=${this.mode === mode}
        @change=${() => this.dispatchEvent(new CustomEvent("mode-change", { detail: { mode } }))}
      />${text}
    </label>`;
  }

  private progress() {
    const run = this.run as TestRun;
    const now = phases.findIndex(([phase]) => phase === run.phase);
    return html`<ol class="phases" aria-hidden="true">
        ${phases.map(
          ([phase, text], index) =>
            html`<li class=${index < now ? "done" : index === now ? "now" : ""}>
              ${text}${phase === "receive" && run.received > 0 ? ` ${size(run.received)}` : ""}
            </li>`,
        )}
      </ol>
      <span class="muted time">${((performance.now() - run.startedAt) / 1000).toFixed(1)} s</span>`;
  }

  private outcome() {
    const run = this.run;
    if (run?.problem) {
      return html`<button class="outcome" @click=${() => this.say("show-answer")}>
        <span class="badge error">not tested</span> ${run.problem.title}
      </button>`;
    }
    const response = run?.answer?.response;
    if (response) {
      const code = response.response?.statusCode;
      const kind = response.status === "COMPLETED" ? "ok" : "error";
      const total = response.timings?.["total"];
      return html`<button class="outcome" @click=${() => this.say("show-answer")}>
        <span class="badge ${kind}">${code === undefined ? words(response.status) : `${code} ${response.response?.reasonPhrase ?? ""}`}</span>
        ${total === undefined ? nothing : html`<span class="muted time">${Math.round(total)} ms</span>`}
        ${response.error ? html`<span>${response.error.title}</span>` : nothing}
      </button>`;
    }
    if (this.problems.length > 0) return this.toDo();
    return this.ready
      ? html`<span class="muted hint"><kbd>Ctrl</kbd> <kbd>Enter</kbd> ${
          this.mode === "sandbox" ? "asks a mock of the API on this machine" : `sends it to ${visible(serverName(this.uri))}`
        }</span>`
      : nothing;
  }

  private toDo() {
    const missing = this.problems.filter((problem) => problem.missing).length;
    const wrong = this.problems.length - missing;
    const parts = [
      missing === 0 ? "" : missing === 1 ? "1 field to fill in" : `${missing} fields to fill in`,
      wrong === 0 ? "" : wrong === 1 ? "1 problem to mend" : `${wrong} problems to mend`,
    ];
    return html`<button class="link ${wrong > 0 ? "wrong" : ""}" @click=${() => this.say("show-problems")}>
      ${parts.filter(Boolean).join(", ")}
    </button>`;
  }

  private spoken(): string {
    const run = this.run;
    if (run?.running) return phases.find(([phase]) => phase === run.phase)?.[2] ?? "Starting the test";
    if (run?.problem) return run.problem.title;
    const response = run?.answer?.response;
    return response ? `The test is over: ${response.response?.statusCode ?? words(response.status)}` : "";
  }

  private say(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function serverName(uri: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(uri)?.[1] || "the API";
}

function words(status: StructuredResponse["status"]): string {
  return outcomes[status]?.words ?? status;
}
