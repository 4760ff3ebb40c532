// The answer to a test request, whatever it is.
//
// Properties in: response; bodyUrl and token for the bytes of the body (exact also where `response` has it; without
// bodyUrl the body is taken from `response`); previous and previousBodyUrl, the answer before, to compare; phase and
// received while the test runs; sandbox, whether the
// answer was made up by it; ref, the step's name in the expressions that it makes.
// Events out (bubbling, composed): "insert-expression" {expression}, "copy" {text, what}, "save-example",
// "export" {format: "curl" | "har"}.
import { LitElement, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { tokens as pointerTokens } from "../pointer.js";
import { controls } from "../styles/controls.js";
import type { Phase, StructuredResponse } from "../types.js";
import type { BodySource, Mark } from "../workers/body-protocol.js";
import { answerStyles } from "./answer-styles.js";
import { attemptsView } from "./attempts-view.js";
import { bodyMediaType, bodySource } from "./body-source.js";
import { checksView } from "./checks-view.js";
import { connectionView } from "./connection-view.js";
import { headerFields, headersView } from "./headers-view.js";
import type { HttpTaskBody } from "./http-task-body.js";
import "./http-task-body.js";
import "./http-task-compare.js";
import { icons } from "../icons.js";
import { progressView, running } from "./progress-view.js";
import { requestView } from "./request-view.js";
import type { Attempt, Connection, Redirect } from "./shapes.js";
import { summaryView } from "./summary-view.js";
import { timingView } from "./timing-view.js";

type Tab = "body" | "headers" | "timing" | "connection" | "request" | "checks" | "attempts" | "compare";

const mostForExpressions = 16 * 1024 * 1024;

@customElement("http-task-answer")
export class HttpTaskAnswer extends LitElement {
  static override styles = [controls, answerStyles];

  @property({ attribute: false }) response: StructuredResponse | null = null;
  @property({ attribute: false }) bodyUrl: string | null = null;
  @property({ attribute: false }) bodyOmitted = false;
  @property({ attribute: false }) token = "";
  @property({ attribute: false }) previous: StructuredResponse | null = null;
  @property({ attribute: false }) previousBodyUrl: string | null = null;
  @property({ attribute: false }) sandbox = false;
  @property({ attribute: false }) phase: Phase = "idle";
  @property({ attribute: false }) received = 0;
  @property({ attribute: false }) ref = "";

  @state() private chosen: Tab = "body";
  @query("http-task-body") private body!: HttpTaskBody | null;
  private source: BodySource | undefined;
  private previousSource: BodySource | undefined;
  private marks: Mark[] = [];

  constructor() {
    super();
    // The browser's own event has the same name and is nobody's business outside.
    this.addEventListener("copy", (event) => {
      if (!(event instanceof CustomEvent)) event.stopImmediatePropagation();
    });
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("response") || changed.has("bodyUrl")) {
      this.source = bodySource(this.response, this.bodyUrl, this.token);
      this.marks = (this.response?.checks ?? [])
        .filter((check) => !check.pass && check.rule === "response schema")
        .map(({ pointer, message }) => ({ pointer: pointer ?? "", message: message ?? "Not as documented." }));
    }
    if (changed.has("previous") || changed.has("previousBodyUrl"))
      this.previousSource = bodySource(this.previous, this.previousBodyUrl, this.token);
  }

  override render() {
    const { response } = this;
    const busy = running(this.phase);
    if (!response && !busy) return this.nothingYet();
    return html`${busy ? progressView(this.phase, this.received) : nothing}
    ${
      response
        ? html`<section class=${busy ? "answer old" : "answer"} aria-label=${busy ? "The answer before" : "Answer"}>
            <div role="status">${summaryView(response, this.sandbox)}</div>
            ${this.actions(response)}
            <div class="tabs" role="tablist" aria-label="Parts of the answer" @keydown=${this.tabKey}>
              ${this.tabs().map(([tab, words, count]) => this.tabButton(tab, words, count))}
            </div>
            <div
              class="panel ${this.tab}"
              role="tabpanel"
              id="panel"
              aria-labelledby=${`tab-${this.tab}`}
              tabindex=${this.tab === "body" ? nothing : "0"}
            >
              <http-task-body
                ?hidden=${this.tab !== "body"}
                .source=${this.source}
                .mediaType=${bodyMediaType(response, this.bodyUrl)}
                .marks=${this.marks}
                .ref=${this.ref}
                @body-ready=${() => this.requestUpdate()}
              ></http-task-body>
              ${this.panel(response)}
            </div>
          </section>`
        : nothing
    }`;
  }

  private nothingYet(): unknown {
    return html`<div class="nothing">
      <p><strong>No answer yet</strong></p>
      <p class="muted">
        Send the request as a test: <kbd>Ctrl</kbd> <kbd>Enter</kbd>. In the sandbox nothing leaves this machine.
      </p>
    </div>`;
  }

  private actions(response: StructuredResponse): unknown {
    return html`<div class="actions" role="group" aria-label="Use the answer">
      <button class="button small" @click=${() => this.tell("export", { format: "curl" })}>
        ${icons.copy} Copy as curl
      </button>
      <button class="button small" @click=${() => this.tell("export", { format: "har" })}>${icons.download} HAR</button>
      ${
        response.response
          ? html`<button class="button small" @click=${() => this.tell("save-example", {})}>
              ${icons.add} Save as example
            </button>`
          : nothing
      }
    </div>`;
  }

  // What was chosen, where this answer has it.
  private get tab(): Tab {
    const tabs = this.tabs().map(([tab]) => tab);
    if (tabs.includes(this.chosen)) return this.chosen;
    return this.response?.request.method ? "request" : (tabs[0] ?? "body");
  }

  private tabs(): [Tab, string, number | undefined][] {
    const { response } = this;
    if (!response) return [];
    const failed = response.checks.filter(({ pass }) => !pass).length;
    const hops = (response.redirects?.length ?? 0) + Math.max(0, response.attempts.length - 1);
    const tabs: [Tab, string, number | undefined][] = [];
    if (response.response) {
      tabs.push(["body", "Body", undefined], ["headers", "Headers", headerFields(response).length]);
    }
    tabs.push(["timing", "Timing", undefined]);
    if (response.connection) tabs.push(["connection", "Connection", undefined]);
    tabs.push(["request", "Request", undefined], ["checks", "Checks", failed || undefined]);
    tabs.push(["attempts", "Attempts", hops || undefined]);
    if (this.previous) tabs.push(["compare", "Compare", undefined]);
    return tabs;
  }

  private tabButton(tab: Tab, words: string, count: number | undefined): unknown {
    const selected = tab === this.tab;
    return html`<button
      role="tab"
      id=${`tab-${tab}`}
      aria-selected=${String(selected)}
      aria-controls="panel"
      tabindex=${selected ? 0 : -1}
      @click=${() => (this.chosen = tab)}
    >
      ${words}${count === undefined ? nothing : html` <span class="badge ${tab === "checks" ? "error" : ""}">${count}</span>`}
    </button>`;
  }

  private panel(response: StructuredResponse): unknown {
    switch (this.tab) {
      case "body":
        return this.bodyNote(response);
      case "headers":
        return headersView(response, this.ref, this.copy, this.insert);
      case "timing":
        return timingView(response.timings);
      case "connection":
        return connectionView(response.connection as Connection | undefined, response.sizes);
      case "request":
        return requestView(response.request, this.copy);
      case "checks":
        return checksView(response.checks, this.showInBody);
      case "attempts":
        return attemptsView(
          response.attempts as unknown as Attempt[],
          (response.redirects ?? []) as unknown as Redirect[],
        );
      case "compare":
        return html`<http-task-compare
          .response=${response}
          .previous=${this.previous}
          .previousSource=${this.previousSource}
          .client=${this.body?.bodyClient}
        ></http-task-compare>`;
    }
  }

  private bodyNote({ response, sizes }: StructuredResponse): unknown {
    const { bodyFile, bodyStreamed } = (response ?? {}) as { bodyFile?: string; bodyStreamed?: boolean };
    if (bodyFile) return html`<p class="notice">The body went to the file ${bodyFile}.</p>`;
    if (bodyStreamed) return html`<p class="notice">The body was handed on piece by piece and is not here.</p>`;
    if (response?.bodyTruncated)
      return html`<p class="notice warning">The exchange broke off; this is the part that came before.</p>`;
    if ((sizes?.["responseContent"] ?? 0) <= mostForExpressions) return nothing;
    return html`<p class="notice">
      Above 16 MiB an answer is shown and not handed on: while you edit, the expressions of later steps do not see it. JSON
      above 64 MiB is not read as JSON at all, and its check fails.
    </p>`;
  }

  private showInBody = async (pointer: string): Promise<void> => {
    this.chosen = "body";
    await this.updateComplete;
    await this.body?.reveal(pointerTokens(pointer));
  };

  private tabKey = (event: KeyboardEvent): void => {
    const tabs = this.tabs().map(([tab]) => tab);
    const at = tabs.indexOf(this.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.chosen = tabs[(to + tabs.length) % tabs.length]!;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus());
  };

  private copy = (text: string, what: string): void => this.tell("copy", { text, what });

  private insert = (expression: string): void => this.tell("insert-expression", { expression });

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}
