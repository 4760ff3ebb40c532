// The settings as JSON text. CodeMirror is loaded when the element is first shown (import() of its module).
//
// Properties in: value; draft, text that is no JSON yet and goes before the value; problems and warnings by pointer;
// completions; form, the endpoint's model, for names and values.
// Events out (bubbling, composed): "value-change" {value} at each edit that is JSON; "draft-change" {draft} with
// {text, problem} while the text is none, and null once it is again. Numbers stay as they are written.
import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { icons } from "../icons.js";
import { equal, type Json } from "../json.js";
import { JsonError, readJson, writeJson } from "../json-text.js";
import { controls } from "../styles/controls.js";
import type { Completion, Finding, FormModel } from "../types.js";
import { visible } from "../workers/bytes-text.js";
import type { Editor, Mark } from "./codemirror.js";
import { optionsAt } from "./json-completion.js";
import { rangeOf, rangesOf } from "./json-places.js";

const settleAfter = 900;

export interface JsonDraft {
  text: string;
  problem: string;
}

@customElement("http-task-json-editor")
export class HttpTaskJsonEditor extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--space-2);
        min-height: 240px;
      }

      .frame {
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        flex: 1 1 auto;
        min-height: 200px;
        overflow: hidden;
        position: relative;
      }

      .frame:focus-within {
        border-color: var(--accent);
        box-shadow: 0 0 0 1px var(--accent);
      }

      .mount:not(:empty) {
        height: 100%;
      }

      .frame pre {
        margin: 0;
        overflow: auto;
        padding: var(--space-3);
      }

      .notice {
        align-items: center;
        flex-wrap: wrap;
        font-size: var(--size-dense);
        margin: 0;
      }

      .notice span {
        flex: 1;
        min-width: 60%;
      }

      .notice svg {
        color: var(--error);
        flex: none;
      }
    `,
  ];

  @property({ attribute: false }) value: Json = {};
  @property({ attribute: false }) draft: JsonDraft | null = null;
  @property({ attribute: false }) problems: Finding[] = [];
  @property({ attribute: false }) warnings: Finding[] = [];
  @property({ attribute: false }) completions: Completion[] = [];
  @property({ attribute: false }) form: FormModel | null = null;
  @state() private mistake: JsonError | undefined;
  // Nobody is told of a mistake in the middle of typing.
  @state() private settled = true;
  @state() private failure = "";
  @query(".mount") private mount!: HTMLElement;
  private editor: Editor | undefined;
  private text = "";
  private shown: Json | undefined;
  private pause: ReturnType<typeof setTimeout> | undefined;

  override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated) {
      this.text = this.draft?.text ?? writeJson(this.value);
      this.shown = this.value;
      this.mistake = mistakeIn(this.text);
    } else if (changed.has("value") && this.value !== this.shown && !equal(this.value, this.shown)) {
      this.shown = this.value;
      this.text = writeJson(this.value);
      this.mistake = undefined;
      this.editor?.replace(this.text);
    }
  }

  override firstUpdated(): void {
    void this.start();
  }

  override updated(changed: PropertyValues): void {
    if (["value", "problems", "warnings", "mistake", "settled"].some((name) => changed.has(name))) this.mark();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.editor) void this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.editor?.destroy();
    this.editor = undefined;
  }

  // The text, at the value of a pointer.
  focusPointer(pointer: string): void {
    this.editor?.show(rangeOf(rangesOf(this.text), pointer).from);
  }

  override focus(): void {
    this.editor?.focus();
  }

  override render() {
    const { mistake } = this;
    return html`<div class="frame">
        <div class="mount"></div>
        ${this.editor || this.failure ? nothing : html`<pre class="mono">${this.text}</pre>`}
      </div>
      ${
        mistake && this.settled
          ? html`<p class="notice error" role="alert">
              ${icons.warning}
              <span
                >Line ${mistake.line}, column ${mistake.column}: ${visible(mistake.message)} What was valid before is
                kept until then.</span
              >
              <button class="button small" @click=${() => this.editor?.show(mistake.offset)}>Show the place</button>
            </p>`
          : nothing
      }
      ${
        this.failure
          ? html`<p class="notice error" role="alert">${icons.warning}<span>${this.failure}</span></p>`
          : nothing
      }`;
  }

  private async start(): Promise<void> {
    let module: typeof import("./codemirror.js");
    try {
      module = await import("./codemirror.js");
    } catch {
      this.failure =
        "The editor could not be loaded from the server. Reload the page; what you typed is kept by the form.";
      return;
    }
    if (!this.isConnected || this.editor) return;

    this.editor = new module.Editor({
      parent: this.mount,
      root: this.renderRoot as ShadowRoot,
      text: this.text,
      label: "The settings as JSON",
      changed: (text) => this.edited(text),
      complete: (text, position) =>
        optionsAt(text, position, this.form?.fields ?? [], this.completions, this.shown ?? {}),
    });
    this.requestUpdate();
    await this.updateComplete;
    this.mark();
  }

  private edited(text: string): void {
    const before = this.mistake;
    this.text = text;
    this.mistake = mistakeIn(text);
    clearTimeout(this.pause);
    this.settled = this.mistake === undefined;
    if (this.mistake) {
      this.pause = setTimeout(() => (this.settled = true), settleAfter);
      this.tell("draft-change", { draft: { text, problem: `Line ${this.mistake.line}: ${this.mistake.message}` } });
      return;
    }
    if (before || this.draft) this.tell("draft-change", { draft: null });
    const value = readJson(text);
    this.shown = value;
    this.tell("value-change", { value });
  }

  private mark(): void {
    if (!this.editor) return;
    const marks: Mark[] = [];
    const { mistake } = this;
    if (mistake && !this.settled) return;
    if (mistake)
      marks.push({ from: mistake.offset, to: mistake.offset + 1, severity: "error", message: mistake.message });
    else {
      const ranges = rangesOf(this.text);
      for (const { pointer, detail } of this.problems)
        marks.push({ ...rangeOf(ranges, pointer), severity: "error", message: detail });
      for (const { pointer, detail } of this.warnings)
        marks.push({ ...rangeOf(ranges, pointer), severity: "warning", message: detail });
    }
    this.editor.mark(marks);
  }

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

function mistakeIn(text: string): JsonError | undefined {
  try {
    readJson(text);
    return undefined;
  } catch (error) {
    return error instanceof JsonError ? error : new JsonError(String(error), 0, 1, 1);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "http-task-json-editor": HttpTaskJsonEditor;
  }
}
