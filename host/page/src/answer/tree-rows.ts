// <http-task-tree-rows>: the rows of a JSON tree, as the worker gives them.
//
// Events out: "row-active" when another row is the active one; "use-value" {row} when a value was clicked or Enter
// pressed on it; "copy-value" {row}.
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../styles/controls.js";
import type { BodyClient } from "../workers/body-client.js";
import type { TreeRow } from "../workers/json-tree.js";
import { icons } from "../icons.js";
import { VirtualRows, rowStyles } from "./virtual-rows.js";

// Deeper rows are indented no further and say how deep they are.
const deepestIndent = 24;

@customElement("http-task-tree-rows")
export class TreeRows extends VirtualRows<TreeRow> {
  static override styles = [
    controls,
    rowStyles,
    css`
      .row {
        align-items: center;
        cursor: default;
        display: flex;
        padding-right: var(--space-3);
      }

      .row:hover {
        background: var(--hover);
      }

      .row.active {
        background: var(--accent-soft);
      }

      .fold {
        align-items: center;
        color: var(--text-muted);
        cursor: pointer;
        display: inline-flex;
        flex: none;
        height: 22px;
        justify-content: center;
        width: 22px;
      }

      .fold svg {
        transition: transform var(--quick);
      }

      .open > .fold svg {
        transform: rotate(90deg);
      }

      .name {
        color: var(--text);
        font-weight: 600;
      }

      .name.index {
        color: var(--text-muted);
        font-weight: 400;
      }

      .colon,
      .count,
      .depth {
        color: var(--text-muted);
      }

      .depth {
        font-size: 0.7rem;
        padding-right: 6px;
      }

      .value {
        border-radius: 3px;
        cursor: copy;
        overflow: hidden;
        padding: 0 3px;
        text-overflow: ellipsis;
        unicode-bidi: isolate;
      }

      .value:hover {
        background: var(--accent-soft);
        text-decoration: underline dotted;
      }

      .string {
        color: var(--ok);
      }

      .number {
        color: var(--info);
      }

      .boolean,
      .null {
        color: var(--violet);
      }

      mark {
        background: var(--mark);
        border-radius: 2px;
        color: inherit;
      }

      .problem {
        align-items: center;
        color: var(--error);
        display: inline-flex;
        font-family: var(--font);
        font-size: var(--size-small);
        gap: 4px;
        padding-left: var(--space-2);
      }

      .row.bad {
        background: var(--error-soft);
      }

      .below {
        background: var(--error);
        border-radius: 50%;
        flex: none;
        height: 6px;
        margin-left: var(--space-2);
        width: 6px;
      }
    `,
  ];

  @property({ attribute: false }) client: BodyClient | undefined;
  @property() words = "";
  protected override readonly role_ = "tree";

  get current(): TreeRow | undefined {
    return this.rows[this.active - this.first];
  }

  protected override async load(from: number, count: number): Promise<TreeRow[]> {
    return (await this.client?.ask("tree", from, count)) ?? [];
  }

  protected override row(row: TreeRow, index: number): TemplateResult {
    const container = row.kind === "object" || row.kind === "array";
    const indent = Math.min(row.depth, deepestIndent);
    const parts = ["row", index === this.active ? "active" : "", row.open ? "open" : "", row.problem ? "bad" : ""];
    return html`<div
      id=${`row-${index}`}
      class=${parts.join(" ")}
      role="treeitem"
      aria-label=${spoken(row)}
      aria-level=${row.depth + 1}
      aria-setsize=${row.siblings || nothing}
      aria-posinset=${row.siblings ? row.index + 1 : nothing}
      aria-expanded=${container ? String(row.open) : nothing}
      aria-selected=${String(index === this.active)}
      .style=${`padding-left:${indent * 16 + 4}px`}
      @click=${(event: Event) => this.clicked(event, row, index)}
    >
      <span class="fold">${container && row.count !== 0 ? icons.chevron : nothing}</span>${
        row.depth > deepestIndent ? html`<span class="depth">${row.depth}</span>` : nothing
      }${this.title_(row)}${
        container
          ? html`<span class="count">${summary(row)}</span>`
          : html`<span class="value ${row.kind}" dir="auto">${this.valueText(row)}</span>`
      }${
        row.problem
          ? html`<span class="problem">${icons.warning}${row.problem}</span>`
          : row.problemBelow && !row.open
            ? html`<span class="below" title="Not as documented, further in"></span>`
            : nothing
      }
    </div>`;
  }

  protected override activated(): void {
    this.tell("row-active");
  }

  protected override key(event: KeyboardEvent): boolean {
    const row = this.current;
    if (!row || event.altKey) return false;
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== "c" || getSelection()?.toString()) return false;
      this.tell("copy-value");
      return true;
    }
    const container = (row.kind === "object" || row.kind === "array") && row.count !== 0;
    switch (event.key) {
      case "ArrowRight":
        if (container && !row.open) void this.toggle(this.active);
        else if (container) this.show(this.active + 1);
        return true;
      case "ArrowLeft":
        if (container && row.open) void this.toggle(this.active);
        else this.show(this.parentRow());
        return true;
      case "Enter":
        this.tell("use-value");
        return true;
      case " ":
        if (container) void this.toggle(this.active);
        return true;
      case "*":
        void this.openBelow();
        return true;
    }
    return false;
  }

  async openBelow(): Promise<void> {
    if (this.words || !this.client) return;
    const { rows } = await this.client.ask("openBelow", this.active);
    this.changed(rows);
  }

  private parentRow(): number {
    const depth = this.current?.depth ?? 0;
    for (let i = this.active - 1; i >= this.first; i--) if ((this.rows[i - this.first]?.depth ?? 0) < depth) return i;
    return Math.max(0, this.active - 1);
  }

  private title_(row: TreeRow): TemplateResult {
    if (row.depth === 0)
      return html`<span class="name index">${row.kind === "array" ? "list" : row.kind}</span
        ><span class="colon">: </span>`;
    if (row.name === undefined) return html`<span class="name index">${row.index}</span><span class="colon">: </span>`;
    return html`<span class="name"><bdi>${marked(row.name, this.words)}</bdi></span
      ><span class="colon">: </span>`;
  }

  private valueText(row: TreeRow): unknown {
    const text =
      row.kind === "string" ? `"${row.text}${row.cut ? "\u2026" : '"'}` : row.text + (row.cut ? "\u2026" : "");
    return marked(text, this.words);
  }

  private clicked(event: Event, row: TreeRow, index: number): void {
    this.active = index;
    this.tell("row-active");
    const target = event.target as HTMLElement;
    const container = row.kind === "object" || row.kind === "array";
    if (container && target.closest(".fold, .count, .name")) void this.toggle(index);
    else if (target.closest(".value") && !getSelection()?.toString()) this.tell("use-value");
  }

  private async toggle(row: number): Promise<void> {
    if (this.words || !this.client) return;
    this.changed(await this.client.ask("toggle", row));
  }

  private changed(rows: number): void {
    this.total = rows;
    this.version++;
    this.tell("rows-changed");
  }

  private tell(name: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail: { row: this.active } }));
  }
}

function spoken(row: TreeRow): string {
  const name = row.depth === 0 ? (row.kind === "array" ? "list" : row.kind) : (row.name ?? row.index);
  const value =
    row.kind === "object" || row.kind === "array" ? summary(row) : row.kind === "string" ? `"${row.text}"` : row.text;
  const further = row.problemBelow && !row.open ? ", not as documented further in" : "";
  return `${name}: ${value}${row.problem ? `, ${row.problem}` : further}`;
}

function summary(row: TreeRow): string {
  const [open, close] = row.kind === "array" ? "[]" : "{}";
  if (row.count === 0) return `${open}${close}`;
  const what = row.kind === "array" ? (row.count === 1 ? "item" : "items") : row.count === 1 ? "member" : "members";
  return `${open} ${row.count.toLocaleString("en")} ${what} ${close}`;
}

function marked(text: string, words: string): unknown {
  if (!words) return text;
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) return text;
  return html`${text.slice(0, at)}<mark>${text.slice(at, at + words.length)}</mark>${text.slice(at + words.length)}`;
}
