// A question with one answer: a dialog with a text, perhaps one field, and a button that does it.
//
// `ask(question)` resolves to the field's text ("" where there is none), or null when the person says no.
import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { controls } from "../styles/controls.js";
import { dialogStyles } from "../styles/dialogs.js";

export interface Question {
  title: string;
  text: unknown; // what Lit renders
  action: string;
  danger?: boolean;
  no?: string;
  field?: { label: string; value: string; secret?: boolean; problem?: (value: string) => string | null };
}

@customElement("http-task-ask-dialog")
export class HttpTaskAskDialog extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        width: min(520px, calc(100vw - 16px));
      }

      .problem {
        color: var(--error);
        min-height: 1.5em;
      }

      ul {
        list-style: none;
        margin: 0 0 var(--space-3);
        max-height: 46vh;
        overflow: auto;
        padding: 0;
      }

      li {
        border-top: 1px solid var(--line);
        display: grid;
        gap: 2px var(--space-2);
        grid-template-columns: 72px 1fr;
        overflow-wrap: anywhere;
        padding: 6px 2px;
      }

      li .values {
        grid-column: 2;
      }

      del {
        color: var(--error);
      }

      ins {
        color: var(--ok);
        text-decoration: none;
      }
    `,
  ];

  @state() private question: Question | null = null;
  @state() private value = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  private answer: ((value: string | null) => void) | null = null;

  async ask(question: Question): Promise<string | null> {
    this.answer?.(null);
    this.question = question;
    this.value = question.field?.value ?? "";
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.renderRoot.querySelector<HTMLInputElement>("input")?.select();
    return new Promise((resolve) => (this.answer = resolve));
  }

  override render() {
    const question = this.question;
    const problem = question?.field?.problem?.(this.value) ?? null;
    return html`<dialog aria-labelledby="title" @close=${() => this.settle(null)}>
      <header><h2 id="title">${question?.title}</h2></header>
      <form class="content" id="form" tabindex="0" @submit=${this.submit}>
        ${question?.text}
        ${question?.field
          ? html`<label class="field"
                >${question.field.label}
                <input
                  class="input mono"
                  type=${question.field.secret ? "password" : "text"}
                  autocomplete="off"
                  spellcheck="false"
                  aria-invalid=${problem !== null}
                  aria-describedby="problem"
                  .value=${this.value}
                  @input=${(event: Event) => (this.value = (event.target as HTMLInputElement).value)}
                />
              </label>
              ${question.field.problem ? html`<p class="problem" id="problem" role="status">${problem ?? ""}</p>` : nothing}`
          : nothing}
      </form>
      <footer>
        <button class="button" @click=${() => this.dialog.close()}>${question?.no ?? "Cancel"}</button>
        <button class="button ${question?.danger ? "danger" : "primary"}" form="form" ?disabled=${problem !== null}>
          ${question?.action}
        </button>
      </footer>
    </dialog>`;
  }

  private submit = (event: Event): void => {
    event.preventDefault();
    this.settle(this.value);
    this.dialog.close();
  };

  private settle(value: string | null): void {
    this.answer?.(value);
    this.answer = null;
    this.value = "";
  }
}
