// <http-task-expression-input>: a text field that completes `${...}` and says what the expressions in it stand for.
//
// Properties in: value, inputId, label, placeholder, multiline, secret (hidden unless it is an expression), required,
// wrong, help and problem (read to those who do not see them), completions, resolved(expression).
// Event out: "text-change" {text} at each edit.
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { stringify } from "../json.js";
import { controls } from "../styles/controls.js";
import type { Completion, ResolvedExpression } from "../types.js";
import { visible } from "../workers/bytes-text.js";
import { matchingCompletions, openExpression } from "./completion.js";
import { expressionsIn, hasExpression } from "./field-model.js";

@customElement("http-task-expression-input")
export class HttpTaskExpressionInput extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
        position: relative;
      }

      .input.expression {
        color: var(--violet);
        font-family: var(--mono);
        font-size: 0.92em;
      }

      textarea.input {
        field-sizing: content;
        max-height: 40vh;
        min-height: 64px;
      }

      .popup {
        background: var(--raised);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        box-shadow: var(--shadow-high);
        left: 0;
        list-style: none;
        margin: 4px 0 0;
        max-height: 280px;
        min-width: min(100%, 260px);
        overflow: auto;
        padding: 4px;
        position: absolute;
        top: 100%;
        width: 100%;
        z-index: 30;
      }

      .popup li {
        border-radius: 4px;
        cursor: pointer;
        display: grid;
        gap: 0 var(--space-2);
        grid-template-columns: auto 1fr;
        padding: 4px 8px;
      }

      .popup li[aria-selected="true"] {
        background: var(--accent-soft);
      }

      .popup code {
        font-family: var(--mono);
        font-size: var(--size-dense);
        grid-column: 1 / -1;
        overflow-wrap: anywhere;
      }

      .popup .about {
        color: var(--text-muted);
        font-size: var(--size-small);
        grid-column: 1 / -1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .resolved {
        display: grid;
        font-size: var(--size-small);
        gap: 2px;
        list-style: none;
        margin: 4px 0 0;
        padding: 0;
      }

      .resolved li {
        color: var(--text-muted);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .resolved .none {
        color: var(--warning);
        white-space: normal;
      }

      .resolved code {
        color: var(--text);
        font-family: var(--mono);
      }
    `,
  ];

  @property() value = "";
  @property() inputId = "input";
  @property() label = "";
  @property() placeholder = "";
  @property({ type: Boolean }) multiline = false;
  @property({ type: Boolean }) secret = false;
  @property({ type: Boolean }) required = false;
  @property({ type: Boolean }) wrong = false;
  @property() help = "";
  @property() problem = "";
  @property({ attribute: false }) completions: Completion[] = [];
  @property({ attribute: false }) resolved: (expression: string) => ResolvedExpression | undefined = () => undefined;
  @state() private found: Completion[] = [];
  @state() private at = 0;
  @query(".input") private input!: HTMLInputElement | HTMLTextAreaElement;

  // With the caret at the end, so that what was begun elsewhere is gone on with.
  override focus(): void {
    this.input.focus();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
    this.look();
  }

  override render() {
    const open = this.found.length > 0;
    const expression = hasExpression(this.value);
    return html`${this.control(open, expression)}
      <span class="visually-hidden" id="about">${this.help} ${this.problem}</span>
      ${open ? this.popup() : nothing} ${expression && !open ? this.preview() : nothing}`;
  }

  private control(open: boolean, expression: boolean): TemplateResult {
    const classes = `input${expression ? " expression" : ""}`;
    if (this.multiline)
      return html`<textarea
        class=${classes}
        rows="3"
        aria-label=${this.label}
        placeholder=${this.placeholder}
        aria-describedby="about"
        aria-invalid=${this.wrong ? "true" : nothing}
        aria-required=${this.required ? "true" : nothing}
        aria-controls=${open ? "popup" : nothing}
        aria-activedescendant=${open ? `option-${this.at}` : nothing}
        aria-autocomplete="list"
        .value=${live(this.value)}
        @input=${this.typed}
        @keydown=${this.key}
        @blur=${this.shut}
        @click=${this.look}
      ></textarea>`;
    return html`<input
      class=${classes}
      role="combobox"
      aria-expanded=${String(open)}
      aria-autocomplete="list"
      aria-label=${this.label}
      type=${this.secret && !expression && !this.value.startsWith("$") ? "password" : "text"}
      autocomplete="off"
      spellcheck="false"
      placeholder=${this.placeholder}
      aria-describedby="about"
      aria-invalid=${this.wrong ? "true" : nothing}
      aria-required=${this.required ? "true" : nothing}
      aria-controls=${open ? "popup" : nothing}
      aria-activedescendant=${open ? `option-${this.at}` : nothing}
      .value=${live(this.value)}
      @input=${this.typed}
      @keydown=${this.key}
      @blur=${this.shut}
      @click=${this.look}
    />`;
  }

  private popup(): TemplateResult {
    return html`<ul class="popup" id="popup" role="listbox" aria-label="Expressions">
      ${this.found.map(
        (item, index) =>
          html`<li
            id=${`option-${index}`}
            role="option"
            aria-selected=${String(index === this.at)}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.take(item)}
          >
            <code>${visible(item.expression)}</code>
            <span class="about">${aboutOf(item)}</span>
          </li>`,
      )}
    </ul>`;
  }

  private preview(): TemplateResult {
    return html`<ul class="resolved" aria-label="What it stands for now">
      ${expressionsIn(this.value).map((expression) => {
        const result = this.resolved(expression);
        if (!result) return nothing;
        if (result.problem) {
          const why = result.problem.detail ?? result.problem.title;
          // Said below, with what may have been meant.
          return this.problem.includes(why) ? nothing : html`<li class="none">${visible(why)}</li>`;
        }
        if (/^\$\{\s*(workflow\.)?secrets\./.test(expression))
          return html`<li>a secret; what it says is not shown</li>`;
        const text = visible(stringify(result.value ?? null).slice(0, 200));
        return html`<li>
          ${expressionsIn(this.value).length > 1 ? `${visible(expression)} ` : ""}now <code>${text}</code>
        </li>`;
      })}
    </ul>`;
  }

  private typed = (): void => {
    const text = this.input.value;
    this.value = text;
    this.look();
    this.dispatchEvent(new CustomEvent("text-change", { detail: { text } }));
  };

  private look = (): void => {
    const open = openExpression(this.input.value, this.input.selectionStart ?? 0);
    this.found = open === undefined ? [] : matchingCompletions(this.completions, open.words);
    this.at = 0;
  };

  private shut = (): void => {
    this.found = [];
  };

  private key = (event: Event): void => {
    const { key, ctrlKey, metaKey, altKey } = event as KeyboardEvent;
    if (key === " " && ctrlKey) {
      event.preventDefault();
      this.found = matchingCompletions(
        this.completions,
        openExpression(this.input.value, this.input.selectionStart ?? 0)?.words ?? "",
      );
      return;
    }
    if (this.found.length === 0 || ctrlKey || metaKey || altKey) return;
    const last = this.found.length - 1;
    if (key === "ArrowDown") this.at = this.at === last ? 0 : this.at + 1;
    else if (key === "ArrowUp") this.at = this.at === 0 ? last : this.at - 1;
    else if (key === "Enter" || key === "Tab") this.take(this.found[this.at]!);
    else if (key === "Escape") this.found = [];
    else return;
    event.preventDefault();
    event.stopPropagation();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`#option-${this.at}`)?.scrollIntoView({ block: "nearest" }),
    );
  };

  private take(item: Completion): void {
    const text = this.input.value;
    const caret = this.input.selectionStart ?? text.length;
    const open = openExpression(text, caret);
    const start = open?.start ?? caret;
    const end = open?.end ?? caret;
    const next = text.slice(0, start) + item.expression + text.slice(end);
    this.found = [];
    this.value = next;
    this.dispatchEvent(new CustomEvent("text-change", { detail: { text: next } }));
    void this.updateComplete.then(() =>
      this.input.setSelectionRange(start + item.expression.length, start + item.expression.length),
    );
  }
}

function aboutOf({ source, ref, type, value }: Completion): string {
  const from =
    source === "secret"
      ? "secret, never shown"
      : source === "input"
        ? "input of the workflow"
        : `answer of ${ref ?? "an earlier step"}`;
  return visible([from, type, value === undefined ? undefined : `now ${value}`].filter(Boolean).join(" \u00b7 "));
}
