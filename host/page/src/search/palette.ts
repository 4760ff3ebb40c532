// The search for an endpoint: a dialog with a combobox whose list changes at each key.
//
// Properties in: api; canReplace, whether the current step has an endpoint that the choice could replace. `open(mode)`
// shows it. Event out: "pick" {result, mode: "step" | "replace"}.
import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ApiProblem, isAbort, type EditorApi } from "../api.js";
import { icons } from "../icons.js";
import { controls } from "../styles/controls.js";
import { dialogStyles } from "../styles/dialogs.js";
import type { Api, SearchFilter, SearchResult, Tag } from "../types.js";
import { pieces, visible } from "./marks.js";

export type PickMode = "step" | "replace";
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const limit = 30;

@customElement("http-task-palette")
export class HttpTaskPalette extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        margin-top: min(12vh, 96px);
        width: min(720px, calc(100vw - 16px));
      }

      .query {
        align-items: center;
        border-bottom: 1px solid var(--line);
        display: flex;
        gap: var(--space-2);
        padding: 0 var(--space-4);
      }

      .query input {
        background: none;
        border: 0;
        flex: 1;
        font-size: 1.0625rem;
        height: 52px;
        min-width: 0;
        outline: none;
      }

      .query input:focus-visible {
        box-shadow: none;
      }

      .query:focus-within {
        box-shadow: inset 0 -2px 0 var(--accent);
      }

      .filters {
        align-items: center;
        border-bottom: 1px solid var(--line);
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-4);
      }

      .filters .input {
        font-size: var(--size-dense);
        min-height: 28px;
        width: 148px;
      }

      .methods {
        display: flex;
        gap: 4px;
      }

      .methods button {
        border: 1px solid transparent;
        cursor: pointer;
        line-height: 24px;
      }

      .methods button[aria-pressed="true"] {
        border-color: currentColor;
      }

      .area {
        height: min(52vh, 460px);
        min-height: 0;
      }

      .list {
        height: 100%;
        overflow-y: auto;
        padding: var(--space-2);
      }

      [role="option"] {
        border-radius: var(--radius);
        cursor: pointer;
        display: grid;
        gap: 1px var(--space-3);
        grid-template-columns: 64px minmax(0, 1fr) auto;
        padding: 7px var(--space-2);
      }

      [role="option"][aria-selected="true"] {
        background: var(--accent-soft);
      }

      [role="option"] .method {
        align-self: start;
        margin-top: 1px;
      }

      [role="option"] .title {
        font-weight: 500;
        overflow-wrap: anywhere;
      }

      [role="option"] .path {
        color: var(--text-muted);
        font-size: var(--size-small);
        grid-column: 2 / 4;
        overflow-wrap: anywhere;
      }

      [role="option"] .api {
        color: var(--text-muted);
        font-size: var(--size-small);
        max-width: 180px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      mark {
        background: var(--mark);
        border-radius: 2px;
        color: var(--text);
      }

      .empty {
        color: var(--text-muted);
        margin: 0 auto;
        max-width: 44ch;
        padding: var(--space-6) var(--space-4);
        text-align: center;
      }

      .empty strong {
        color: var(--text);
        display: block;
        margin-bottom: var(--space-1);
      }

      .foot {
        align-items: center;
        border-top: 1px solid var(--line);
        color: var(--text-muted);
        display: flex;
        flex-wrap: wrap;
        font-size: var(--size-small);
        gap: var(--space-1) var(--space-4);
        padding: var(--space-2) var(--space-4);
      }

      .foot .use {
        display: flex;
        gap: var(--space-3);
        margin-left: auto;
      }

      .foot label {
        align-items: center;
        display: flex;
        gap: 4px;
        min-height: 24px;
      }

      @media (max-width: 560px) {
        dialog {
          margin-top: 8px;
        }
        [role="option"] {
          grid-template-columns: 56px minmax(0, 1fr);
        }
        [role="option"] .api {
          grid-column: 2;
          grid-row: 3;
        }
        .foot .keys,
        .foot:not(:has(.use)) {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) api: EditorApi | null = null;
  @property({ type: Boolean }) canReplace = false;
  @state() private results: SearchResult[] = [];
  @state() private active = 0;
  @state() private filter: SearchFilter = {};
  @state() private apis: Api[] = [];
  @state() private tags: Tag[] = [];
  @state() private mode: PickMode = "step";
  @state() private searched = ""; // the query that `results` answer
  @state() private problem = "";
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("#query") private input!: HTMLInputElement;
  private running: AbortController | null = null;
  private pending = Promise.resolve();

  open(mode: PickMode): void {
    this.mode = mode;
    if (!this.dialog.open) this.dialog.showModal();
    this.input.select();
    if (this.apis.length === 0) void this.loadApis();
    if (this.results.length === 0) this.typed(); // without words: what there is
  }

  override render() {
    const active = this.results[this.active];
    return html`<dialog aria-label="Search endpoints" @close=${() => this.running?.abort()} @click=${this.backdrop}>
      ${this.field(active)} ${this.content()}
    </dialog>`;
  }

  private field(active: SearchResult | undefined) {
    return html`<div class="query">
      ${icons.search}
      <input
        id="query"
        type="text"
        role="combobox"
        aria-label="What should the step do?"
        aria-expanded=${this.results.length > 0}
        aria-autocomplete="list"
        aria-controls="results"
        aria-activedescendant=${active ? `result-${this.active}` : nothing}
        placeholder="What should the step do? “create call subscription”, a path, a name"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        @input=${this.typed}
        @keydown=${this.key}
      />
      <button class="button quiet icon small" aria-label="Close the search" @click=${() => this.dialog.close()}>
        ${icons.close}
      </button>
    </div>`;
  }

  private content() {
    return html`
      <div class="filters" role="group" aria-label="Filters">
        <div class="methods" role="group" aria-label="Method">
          ${methods.map(
            (method) =>
              html`<button
                class="method"
                data-method=${method}
                aria-pressed=${this.filter.method === method}
                @click=${() => this.change({ method: this.filter.method === method ? undefined : method })}
              >
                ${method}
              </button>`,
          )}
        </div>
        <input
          class="input"
          type="search"
          list="apis"
          aria-label="Only of this API"
          placeholder="All APIs"
          @input=${(event: Event) => this.chosen(event, this.apis.map(({ id }) => id), (api) => this.change({ api }))}
          @change=${(event: Event) => this.change({ api: valueOf(event) })}
        />
        <datalist id="apis">
          ${this.apis.map((item) => html`<option value=${item.id}>${visible(item.title)}, ${counted(item.endpoints)}</option>`)}
        </datalist>
        <input
          class="input"
          type="search"
          list="tags"
          aria-label="Only with this tag"
          placeholder="All tags"
          @focus=${this.loadTags}
          @input=${(event: Event) => this.chosen(event, this.tags.map(({ name }) => name), (tag) => this.change({ tag }))}
          @change=${(event: Event) => this.change({ tag: valueOf(event) })}
        />
        <datalist id="tags">
          ${this.tags.map((item) => html`<option value=${item.name}>${counted(item.endpoints)}</option>`)}
        </datalist>
      </div>
      <div class="area">
        <div class="list" id="results" role="listbox" aria-label="Endpoints" ?hidden=${this.results.length === 0}>
          ${this.results.map(this.option)}
        </div>
        ${this.results.length === 0 ? this.emptiness() : nothing}
      </div>
      <div class="foot">
        <span class="visually-hidden" role="status">
          ${this.results.length === 0 ? "Nothing found" : `${this.results.length} endpoints`}
        </span>
        <span class="keys"><kbd>↑</kbd> <kbd>↓</kbd> choose</span>
        <span class="keys"><kbd>Enter</kbd> take it</span>
        <span class="keys"><kbd>Esc</kbd> close</span>
        ${this.canReplace ? this.use() : nothing}
      </div>
    `;
  }

  private use() {
    const choice = (mode: PickMode, text: string) =>
      html`<label>
        <input type="radio" name="use" .checked=${this.mode === mode} @change=${() => (this.mode = mode)} /> ${text}
      </label>`;
    return html`<div class="use" role="radiogroup" aria-label="Use it for">
      ${choice("step", "for a new step")}${choice("replace", "for this step")}
    </div>`;
  }

  private option = (result: SearchResult, index: number) => {
    const marked = (field: "title" | "path" | "api") =>
      pieces(result, field).map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text));
    return html`<div
      role="option"
      id="result-${index}"
      aria-selected=${index === this.active}
      @click=${() => this.pick(index)}
      @mousemove=${() => (this.active = index)}
    >
      <span class="method" data-method=${result.method}>${result.method}</span>
      <bdi class="title">
        ${marked("title")} ${result.deprecated ? html`<span class="badge warning">deprecated</span>` : nothing}
      </bdi>
      <bdi class="api">${marked("api")}</bdi>
      <bdi class="path mono">${marked("path")}</bdi>
    </div>`;
  };

  private emptiness() {
    if (this.problem !== "") return html`<p class="empty" role="alert"><strong>The search failed</strong>${this.problem}</p>`;
    if (this.searched === "") {
      return html`<p class="empty">
        <strong>Every endpoint of your catalogue</strong>
        Say what the step should do, or type a part of a path or a name. More APIs:
        <span class="mono">http-task catalog add FILE</span>
      </p>`;
    }
    return html`<p class="empty">
      <strong>Nothing fits “${this.searched}”</strong>
      ${this.filter.api || this.filter.method || this.filter.tag
        ? "Other words may help, or fewer filters."
        : "Other words may help, or the API is not in the catalogue yet: http-task catalog add FILE"}
    </p>`;
  }

  private typed = (): void => {
    this.pending = this.search();
  };

  private search = async (): Promise<void> => {
    this.running?.abort();
    const query = this.input.value.trim();
    if (this.api === null) return;
    const running = new AbortController();
    this.running = running;
    try {
      const results = await this.api.search(query, this.filter, limit, running.signal);
      if (this.running !== running) return;
      this.results = results;
      this.searched = query;
      this.active = 0;
      this.problem = "";
      await this.updateComplete;
      this.renderRoot.querySelector("#results")?.scrollTo(0, 0);
    } catch (error) {
      if (isAbort(error) || this.running !== running) return;
      this.results = [];
      this.problem = error instanceof ApiProblem ? `${error.message} ${error.problem.advice ?? ""}` : String(error);
    }
  };

  // One of the list was taken, or the field was emptied: that is not half typed.
  private chosen(event: Event, known: string[], take: (value: string | undefined) => void): void {
    const value = valueOf(event);
    if (value === undefined || known.includes(value)) take(value);
  }

  private change(filter: SearchFilter): void {
    this.filter = { ...this.filter, ...filter };
    this.typed();
  }

  private key = (event: KeyboardEvent): void => {
    const last = this.results.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: this.active === last ? 0 : this.active + 1,
      ArrowUp: this.active === 0 ? last : this.active - 1,
      PageDown: Math.min(last, this.active + 8),
      PageUp: Math.max(0, this.active - 8),
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (last >= 0) void this.moveTo(to);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      void this.take();
    }
  };

  // Enter straight after the last key means the best answer to what is typed now, not to what was typed before.
  private async take(): Promise<void> {
    if (this.searched !== this.input.value.trim()) await this.pending;
    this.pick(this.active);
  }

  private async moveTo(index: number): Promise<void> {
    this.active = index;
    await this.updateComplete;
    this.renderRoot.querySelector(`#result-${index}`)?.scrollIntoView({ block: "nearest" });
  }

  private pick(index: number): void {
    const result = this.results[index];
    if (result === undefined) return;
    this.dialog.close();
    const detail = { result, mode: this.canReplace ? this.mode : "step" };
    this.dispatchEvent(new CustomEvent("pick", { detail }));
  }

  private backdrop = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.dialog.close();
  };

  private loadTags = async (): Promise<void> => {
    try {
      this.tags = (await this.api?.tags(this.input.value.trim(), this.filter)) ?? [];
    } catch {
      this.tags = [];
    }
  };

  private async loadApis(): Promise<void> {
    try {
      this.apis = (await this.api?.apis()) ?? [];
    } catch {
      this.apis = []; // the filter is then a plain field
    }
  }
}

function counted(endpoints: number): string {
  return endpoints === 1 ? "1 endpoint" : `${endpoints} endpoints`;
}

function valueOf(event: Event): string | undefined {
  const value = (event.target as HTMLInputElement).value.trim();
  return value === "" ? undefined : value;
}
