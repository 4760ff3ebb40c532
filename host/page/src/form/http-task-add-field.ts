// <http-task-add-field>: the optional fields that are off. A few of them are buttons with their names; more of them
// are a menu behind the first ones. Event out: "add" {field}.
import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icons } from "../icons.js";
import { controls } from "../styles/controls.js";
import type { Field } from "../types.js";
import { visible } from "../workers/bytes-text.js";
import { firstSentence, labelOf } from "./field-model.js";

const shownAtOnce = 100; // in the menu
const fewFields = 8;
const firstFields = 5; // where there are more than a few

@customElement("http-task-add-field")
export class HttpTaskAddField extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        position: relative;
      }

      .button.one {
        border: 1px dashed var(--line-strong);
        font-weight: 400;
        max-width: 100%;
      }

      .one bdi {
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .deprecated bdi {
        text-decoration: line-through;
      }

      .menu {
        background: var(--raised);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        box-shadow: var(--shadow-high);
        left: 0;
        margin-top: 4px;
        max-width: 440px;
        padding: 6px;
        position: absolute;
        top: 100%;
        width: 100%;
        z-index: 30;
      }

      ul {
        list-style: none;
        margin: 6px 0 0;
        max-height: 280px;
        overflow: auto;
        padding: 0;
      }

      li {
        border-radius: 4px;
        cursor: pointer;
        padding: 4px 8px;
      }

      li[aria-selected="true"] {
        background: var(--accent-soft);
      }

      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      .about {
        color: var(--text-muted);
        display: block;
        font-size: var(--size-small);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) fields: readonly Field[] = [];
  @property() label = "";
  @state() private open = false;
  @state() private words = "";
  @state() private at = 0;
  @query("input") private input!: HTMLInputElement | null;
  @query(".all") private button!: HTMLButtonElement;

  override render() {
    const what = this.label || "field";
    if (this.fields.length <= fewFields) return this.fields.map(this.one);
    return html`${this.fields.slice(0, firstFields).map(this.one)}
      <button
        class="button small quiet all"
        aria-expanded=${String(this.open)}
        aria-haspopup="listbox"
        @click=${this.toggle}
      >
        ${icons.add} Add ${what} <span class="muted">${this.fields.length}</span>
      </button>
      ${this.open ? this.menu(what) : nothing}`;
  }

  private one = (field: Field): unknown =>
    html`<button
      class="button small quiet one ${field.deprecated ? "deprecated" : ""}"
      title=${visible([field.deprecated ? "Deprecated." : "", firstSentence(field.documentation ?? field.title)].join(" ").trim())}
      aria-label=${`Add ${labelOf(field)}`}
      @click=${() => this.take(field)}
    >
      ${icons.add}<bdi>${visible(labelOf(field))}</bdi>
    </button>`;

  private menu(what: string): unknown {
    const found = this.found();
    return html`<div class="menu" @focusout=${this.left}>
      <input
        class="input"
        role="combobox"
        aria-expanded="true"
        aria-controls="list"
        aria-autocomplete="list"
        aria-label=${`Find a ${what} to add`}
        placeholder="Filter"
        autocomplete="off"
        aria-activedescendant=${found.length > 0 ? `option-${this.at}` : nothing}
        .value=${this.words}
        @input=${this.typed}
        @keydown=${this.key}
      />
      <ul id="list" role="listbox" aria-label=${`What can be added`}>
        ${found.slice(0, shownAtOnce).map(
          (field, index) =>
            html`<li
              id=${`option-${index}`}
              role="option"
              aria-selected=${String(index === this.at)}
              @pointerdown=${(event: Event) => event.preventDefault()}
              @click=${() => this.take(field)}
            >
              <span class="name">${visible(labelOf(field))}</span>
              <span class="muted">${field.type === "any" ? "" : field.type}</span>
              ${field.deprecated ? html`<span class="badge warning">deprecated</span>` : nothing}
              <span class="about">${visible(firstSentence(field.documentation ?? field.title))}</span>
            </li>`,
        )}
      </ul>
      ${found.length === 0 ? html`<p class="muted" role="status">No field has “${this.words}”.</p>` : nothing}
      ${found.length > shownAtOnce ? html`<p class="muted">${found.length - shownAtOnce} more: type to find them.</p>` : nothing}
    </div>`;
  }

  private found(): Field[] {
    const words = this.words.trim().toLowerCase();
    if (words === "") return [...this.fields];
    const rank = (field: Field): number => {
      const at = labelOf(field).toLowerCase().indexOf(words);
      if (at === 0) return 0;
      return at > 0 ? 1 : (field.documentation ?? "").toLowerCase().includes(words) ? 2 : 9;
    };
    return this.fields.filter((field) => rank(field) < 9).sort((a, b) => rank(a) - rank(b));
  }

  private toggle = (): void => {
    this.open = !this.open;
    this.words = "";
    this.at = 0;
    if (this.open) void this.updateComplete.then(() => this.input?.focus());
  };

  private typed = (): void => {
    this.words = this.input?.value ?? "";
    this.at = 0;
  };

  private key = (event: KeyboardEvent): void => {
    const found = this.found().slice(0, shownAtOnce);
    if (event.key === "ArrowDown") this.at = Math.min(found.length - 1, this.at + 1);
    else if (event.key === "ArrowUp") this.at = Math.max(0, this.at - 1);
    else if (event.key === "Enter" && found[this.at]) this.take(found[this.at]!);
    else if (event.key === "Escape") {
      this.open = false;
      this.button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`#option-${this.at}`)?.scrollIntoView({ block: "nearest" }),
    );
  };

  private left = (event: FocusEvent): void => {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this.open = false;
  };

  private take(field: Field): void {
    this.open = false;
    this.dispatchEvent(new CustomEvent("add", { detail: { field } }));
  }
}
