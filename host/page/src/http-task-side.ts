// What is beside the request: its documentation, or the answer to its last test.
//
// Properties in: model, run (`tick` changes whenever they did), shown, field (pointer of the field with the focus),
// token. Events out: "show" {view}, and those of the documentation and the answer.
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import "./answer/http-task-answer.js";
import "./documentation/http-task-documentation.js";
import { icons } from "./icons.js";
import { controls } from "./styles/controls.js";
import { moveTab } from "./tabs.js";
import type { TestRun } from "./test/run.js";
import type { EditorModel } from "./workflow/model.js";

export type Side = "documentation" | "answer";

@customElement("http-task-side")
export class HttpTaskSide extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        min-width: 0;
      }

      .tabs {
        padding: 0 var(--space-4);
      }

      .tabs [role="tab"] {
        min-height: 40px;
      }

      [role="tabpanel"] {
        container-type: size;
        flex: 1;
        min-height: 0;
        overflow: auto;
      }

      http-task-answer {
        padding: var(--space-3) var(--space-4) var(--space-5);
      }

      @container (max-width: 900px) {
        .tabs {
          display: none;
        }
      }

      .none {
        color: var(--text-muted);
        margin: 0 auto;
        padding: calc(50cqh - 100px) var(--space-4) 0;
        max-width: 36ch;
        text-align: center;
      }

      .failure {
        margin: var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) model!: EditorModel;
  @property({ attribute: false }) run!: TestRun;
  @property({ attribute: false }) tick = {};
  @property() shown: Side = "documentation";
  @property() field = "";
  @property() token = "";

  override render() {
    return html`
      <div class="tabs" role="tablist" aria-label="Beside the request">
        ${this.tab("documentation", "Documentation")} ${this.tab("answer", "Answer")}
      </div>
      <div role="tabpanel" aria-label="Documentation" tabindex="0" ?hidden=${this.shown !== "documentation"}>
        <http-task-documentation .endpoint=${this.model.endpoint} .current=${this.field}></http-task-documentation>
      </div>
      <div role="tabpanel" aria-label="Answer" tabindex="0" ?hidden=${this.shown !== "answer"}>
        ${this.failure()} ${this.answer()}
      </div>
    `;
  }

  private tab(side: Side, name: string) {
    const selected = this.shown === side;
    return html`<button
      role="tab"
      aria-selected=${selected}
      tabindex=${selected ? 0 : -1}
      @click=${() => this.dispatchEvent(new CustomEvent("show", { detail: { view: side } }))}
      @keydown=${moveTab}
    >
      ${name}
    </button>`;
  }

  private failure() {
    const problem = this.run.running ? null : this.run.problem;
    if (problem === null) return nothing;
    return html`<div class="notice error failure" role="alert">
      ${icons.warning}
      <span>
        <strong>${problem.title}</strong><br />${problem.detail} ${problem.advice}
        ${problem.errors?.length ? html`<ul>${problem.errors.map((finding) => html`<li><span class="mono">${finding.pointer}</span> ${finding.detail}</li>`)}</ul>` : nothing}
      </span>
    </div>`;
  }

  private answer() {
    const { answer, previous, running } = this.run;
    if (answer === null && !running) {
      return this.run.problem ? nothing : html`<p class="none">No answer yet. Test the request to see one.</p>`;
    }
    return html`<http-task-answer
      .response=${answer?.response ?? null}
      .bodyUrl=${answer ? this.model.required().testBodyUrl(answer.id) : null}
      .bodyOmitted=${answer?.bodyOmitted ?? false}
      .token=${this.token}
      .previous=${previous?.response ?? null}
      .previousBodyUrl=${previous ? this.model.required().testBodyUrl(previous.id) : null}
      .sandbox=${answer?.mode === "sandbox"}
      .phase=${this.run.phase}
      .received=${this.run.received}
      .ref=${this.model.step?.ref ?? ""}
    ></http-task-answer>`;
  }
}
