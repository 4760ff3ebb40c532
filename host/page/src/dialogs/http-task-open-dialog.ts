// The definitions in the folder where the server was started.
//
// `open()` shows it. Events out: "open" {path}, "new".
import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ApiProblem, type EditorApi } from "../api.js";
import { icons } from "../icons.js";
import { visible } from "../search/marks.js";
import { controls } from "../styles/controls.js";
import { dialogStyles } from "../styles/dialogs.js";
import type { WorkflowSummary } from "../types.js";

@customElement("http-task-open-dialog")
export class HttpTaskOpenDialog extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        width: min(560px, calc(100vw - 16px));
      }

      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }

      li button {
        background: none;
        border: 0;
        border-radius: var(--radius);
        cursor: pointer;
        display: grid;
        gap: 0 var(--space-3);
        grid-template-columns: 1fr auto;
        padding: var(--space-2) var(--space-3);
        text-align: start;
        width: 100%;
      }

      li button:hover {
        background: var(--hover);
      }

      li button[aria-current="true"] {
        background: var(--accent-soft);
      }

      .name {
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) api: EditorApi | null = null;
  @property() current = "";
  @state() private found: WorkflowSummary[] | null = null;
  @state() private problem = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  async open(): Promise<void> {
    this.found = null;
    this.problem = "";
    this.dialog.showModal();
    try {
      this.found = (await this.api?.workflows()) ?? [];
    } catch (error) {
      this.problem = error instanceof ApiProblem ? `${error.message} ${error.problem.advice ?? ""}` : String(error);
    }
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <header>
        <h2 id="title">Open a workflow</h2>
        <button class="button quiet icon" aria-label="Close" @click=${() => this.dialog.close()}>${icons.close}</button>
      </header>
      <div class="content">
        ${this.problem !== ""
          ? html`<p class="notice error" role="alert">${this.problem}</p>`
          : this.found === null
            ? html`<p class="muted">Looking…</p>`
            : this.found.length === 0
              ? html`<p class="muted">There is no workflow definition in the folder where the server was started. Begin a new one.</p>`
              : html`<ul>
                  ${this.found.map(
                    (item) =>
                      html`<li>
                        <button aria-current=${item.path === this.current} @click=${() => this.choose(item.path)}>
                          <bdi class="name">${visible(item.name || item.path)}</bdi>
                          <span class="muted">${item.steps === 1 ? "1 step" : `${item.steps} steps`}</span>
                          <bdi class="mono muted">${visible(item.path)}</bdi>
                        </button>
                      </li>`,
                  )}
                </ul>`}
      </div>
      <footer>
        <button class="button" @click=${() => this.close("new")}>${icons.add} New workflow</button>
      </footer>
    </dialog>`;
  }

  private choose(path: string): void {
    this.close("open", { path });
  }

  private close(name: string, detail: object = {}): void {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
