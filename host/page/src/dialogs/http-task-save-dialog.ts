// Shows what saving would change in the file, saves, and lets a person choose when the file changed meanwhile.
//
// `open(definition, path, etag)` shows it. Events out: "saved" {path, etag}, "reload" when the file's version is wanted.
import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ApiProblem, type EditorApi } from "../api.js";
import { icons } from "../icons.js";
import type { JsonObject } from "../json.js";
import { controls } from "../styles/controls.js";
import { dialogStyles } from "../styles/dialogs.js";
import type { DifferenceLine } from "../types.js";

const contextLines = 3;
const newFile = '"new"'; // the etag of a file that is not there yet

@customElement("http-task-save-dialog")
export class HttpTaskSaveDialog extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        width: min(760px, calc(100vw - 16px));
      }

      .lines {
        background: var(--sunken);
        border-radius: var(--radius);
        font-family: var(--mono);
        font-size: 0.75rem;
        line-height: 1.6;
        max-height: min(48vh, 440px);
        overflow: auto;
        padding: var(--space-2) 0;
      }

      .lines div {
        padding: 0 var(--space-3);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }

      .added {
        background: var(--ok-soft);
        color: var(--ok);
      }

      .removed {
        background: var(--error-soft);
        color: var(--error);
      }

      .gap {
        color: var(--text-muted);
      }
    `,
  ];

  @property({ attribute: false }) api: EditorApi | null = null;
  @state() private difference: DifferenceLine[] | null = null;
  @state() private path = "";
  @state() private problem: ApiProblem | null = null;
  @state() private busy = false;
  @state() private isNew = false;
  @query("dialog") private dialog!: HTMLDialogElement;
  private definition: JsonObject = {};
  private etag: string | undefined;
  private now: string | undefined; // the etag of the file that the difference is against

  async open(definition: JsonObject, path: string | null, etag: string | undefined): Promise<void> {
    this.definition = definition;
    this.isNew = path === null;
    const name = typeof definition["name"] === "string" ? definition["name"] : "workflow";
    this.path = path ?? `${name.replace(/[^\w.-]+/g, "_") || "workflow"}.json`;
    this.etag = etag;
    this.problem = null;
    this.difference = null;
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    await this.compare();
  }

  override render() {
    const conflict = this.problem?.status === 412;
    return html`<dialog aria-labelledby="title">
      <header>
        <h2 id="title">${conflict ? "The file changed meanwhile" : "Save the workflow"}</h2>
        <button class="button quiet icon" aria-label="Close" @click=${() => this.dialog.close()}>${icons.close}</button>
      </header>
      <form class="content" id="form" @submit=${this.submit}>
        ${this.isNew
          ? html`<label class="field"
              >File name
              <input
                class="input mono"
                autofocus
                .value=${this.path}
                required
                spellcheck="false"
                @input=${(event: Event) => (this.path = (event.target as HTMLInputElement).value.trim())}
              />
            </label>`
          : html`<p class="muted">What changes in <span class="mono">${this.path}</span></p>`}
        ${this.problem ? this.notice(this.problem) : nothing} ${this.lines()}
      </form>
      <footer>
        ${conflict
          ? html`<button class="button" @click=${this.reload}>Take the file, drop my changes</button>
              <button class="button danger" ?disabled=${this.busy} @click=${this.overwrite}>Save mine over it</button>`
          : html`<button class="button" @click=${() => this.dialog.close()}>Not yet</button>
              <button class="button primary" form="form" ?autofocus=${!this.isNew} aria-disabled=${this.busy || this.difference === null}>
                ${icons.save} Save
              </button>`}
      </footer>
    </dialog>`;
  }

  private notice(error: ApiProblem) {
    const conflict = error.status === 412;
    return html`<p class="notice ${conflict ? "warning" : "error"}" role="alert">
      ${icons.warning}
      <span>
        ${conflict
          ? "Someone else saved it after you opened it. Below is what your version would change in the file as it is now."
          : `${error.problem.title}. ${error.problem.detail ?? ""} ${error.problem.advice ?? ""}`}
      </span>
    </p>`;
  }

  private lines() {
    if (this.difference === null) return this.problem ? nothing : html`<p class="muted">Comparing with the file…</p>`;
    if (this.difference.every((line) => line.kind === "same")) return html`<p>The file is the same already.</p>`;
    return html`<div class="lines" tabindex="0" role="region" aria-label="Difference to the file">
      ${folded(this.difference).map((line) =>
        typeof line === "number"
          ? html`<div class="gap">  … ${line} lines as they are</div>`
          : html`<div class=${line.kind}>${line.kind === "added" ? "+ " : line.kind === "removed" ? "- " : "  "}${line.line}</div>`,
      )}
    </div>`;
  }

  private async compare(): Promise<void> {
    try {
      if (!this.isNew) this.now = (await this.api?.workflow(this.path))?.etag;
      this.difference = (await this.api?.difference(this.definition, this.path)) ?? [];
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  private submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.api === null || this.busy) return;
    this.busy = true;
    try {
      const etag = await this.api.saveWorkflow(this.definition, this.path, this.isNew ? newFile : (this.etag ?? newFile));
      this.dialog.close();
      this.dispatchEvent(new CustomEvent("saved", { detail: { path: this.path, etag } }));
    } catch (error) {
      this.problem = asProblem(error);
      if (this.problem.status === 412) {
        this.isNew = false;
        await this.compare();
      }
    } finally {
      this.busy = false;
    }
  };

  private overwrite = async (event: Event): Promise<void> => {
    this.etag = this.now ?? this.etag;
    this.isNew = false;
    await this.submit(event);
  };

  private reload = (): void => {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent("reload"));
  };
}

// Lines that stay are left out, but for a few around each change: a number stands for them.
function folded(lines: DifferenceLine[]): (DifferenceLine | number)[] {
  const near = lines.map(() => false);
  lines.forEach((line, index) => {
    if (line.kind === "same") return;
    for (let i = Math.max(0, index - contextLines); i <= Math.min(lines.length - 1, index + contextLines); ++i) near[i] = true;
  });
  const list: (DifferenceLine | number)[] = [];
  lines.forEach((line, index) => {
    if (near[index]) list.push(line);
    else if (typeof list.at(-1) === "number") list[list.length - 1] = (list.at(-1) as number) + 1;
    else list.push(1);
  });
  return list;
}

function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem(0, { type: "page.failure", title: String(error) });
}
