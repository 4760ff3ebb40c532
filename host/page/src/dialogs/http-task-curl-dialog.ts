// A curl command becomes a step: paste it, read what was not understood, take the settings.
//
// `open()` shows it. Event out: "take" {settings}.
import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ApiProblem, type EditorApi } from "../api.js";
import { icons } from "../icons.js";
import { stringify } from "../json.js";
import { controls } from "../styles/controls.js";
import { dialogStyles } from "../styles/dialogs.js";
import type { CurlImport } from "../types.js";

@customElement("http-task-curl-dialog")
export class HttpTaskCurlDialog extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        width: min(680px, calc(100vw - 16px));
      }

      pre {
        background: var(--sunken);
        border-radius: var(--radius);
        margin: 0;
        max-height: 240px;
        overflow: auto;
        padding: var(--space-3);
      }

      .notice {
        display: block;
        margin-bottom: var(--space-3);
      }

      ul {
        margin: var(--space-1) 0 0;
        padding-left: var(--space-5);
      }
    `,
  ];

  @property({ attribute: false }) api: EditorApi | null = null;
  @state() private command = "";
  @state() private found: CurlImport | null = null;
  @state() private problem = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  open(): void {
    this.command = "";
    this.found = null;
    this.problem = "";
    this.dialog.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <header>
        <h2 id="title">Paste a curl command</h2>
        <button class="button quiet icon" aria-label="Close" @click=${() => this.dialog.close()}>${icons.close}</button>
      </header>
      <form class="content" id="form" @submit=${this.submit}>
        <label class="field"
          >Command
          <textarea
            class="input mono"
            rows="6"
            autofocus
            required
            spellcheck="false"
            placeholder="curl -X POST https://api.example.com/items -H 'Content-Type: application/json' -d '{}'"
            .value=${this.command}
            @input=${this.edit}
          ></textarea>
        </label>
        <p class="muted">Nothing is sent. Credentials stay out of the settings, which name secrets in their place.</p>
        ${this.problem === "" ? nothing : html`<p class="notice error" role="alert">${this.problem}</p>`}
        ${this.found ? this.result(this.found) : nothing}
      </form>
      <footer>
        ${this.found
          ? html`<button class="button primary" form="form">${icons.check} Use as a step</button>`
          : html`<button class="button primary" form="form" ?disabled=${this.command.trim() === ""}>Read it</button>`}
      </footer>
    </dialog>`;
  }

  private result(found: CurlImport) {
    return html`<div role="status">
        ${found.warnings.length === 0
          ? html`<p class="notice">Every part of the command was understood.</p>`
          : html`<div class="notice warning">
              ${found.warnings.length === 1 ? "One option is not taken over:" : `${found.warnings.length} options are not taken over:`}
              <ul>
                ${found.warnings.map((warning) => html`<li><strong class="mono">${warning.option}</strong> ${warning.detail}</li>`)}
              </ul>
            </div>`}
      </div>
      <pre class="mono" tabindex="0" role="region" aria-label="The settings">${stringify(found.settings, 2)}</pre>`;
  }

  private edit = (event: Event): void => {
    this.command = (event.target as HTMLTextAreaElement).value;
    this.found = null;
    this.problem = "";
  };

  private submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.found) {
      this.dialog.close();
      this.dispatchEvent(new CustomEvent("take", { detail: { settings: this.found.settings } }));
      return;
    }
    try {
      this.found = (await this.api?.importCurl(this.command)) ?? null;
    } catch (error) {
      this.problem = error instanceof ApiProblem ? `${error.message} ${error.problem.advice ?? ""}` : String(error);
    }
  };
}
