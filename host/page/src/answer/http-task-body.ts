// <http-task-body>: the body of an answer as a tree, as text, as a page or picture, and as bytes. Its bytes are in a
// worker, which reads and searches them; here are only the rows in sight.
//
// Properties in: source, mediaType, marks (what is not as documented), ref. Events out: "insert-expression"
// {expression}, "copy" {text, what}.
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../styles/controls.js";
import { BodyClient } from "../workers/body-client.js";
import {
  type BodySource,
  type BodyState,
  type Described,
  type Filtered,
  type Mark,
  nothingRead,
} from "../workers/body-protocol.js";
import { formatSize, visible } from "../workers/bytes-text.js";
import { bodyStyles } from "./body-styles.js";
import { jsonPath, responseExpression } from "./expression.js";
import { icons } from "../icons.js";
import { renderedHtml, renderedImage, renderedLimit } from "./rendered-view.js";
import type { LineRows } from "./text-rows.js";
import "./text-rows.js";
import type { TreeRows } from "./tree-rows.js";
import "./tree-rows.js";

type View = "tree" | "text" | "rendered" | "bytes";
const names: Record<View, string> = { tree: "Tree", text: "Raw", rendered: "Rendered", bytes: "Bytes" };
const shownOfValue = 20_000;
const saveLimit = 512 << 20;
const pictureLimit = 8 << 20;

@customElement("http-task-body")
export class HttpTaskBody extends LitElement {
  static override styles = [controls, bodyStyles];

  @property({ attribute: false }) source: BodySource | undefined;
  @property({ attribute: false }) mediaType = "";
  @property({ attribute: false }) marks: Mark[] = [];
  @property({ attribute: false }) ref = "";

  @state() private client: BodyClient | undefined;
  @state() private body: BodyState | undefined;
  @state() private view: View = "tree";
  @state() private rows = 0;
  @state() private version = 0;
  @state() private words = "";
  @state() private filtered: Filtered | undefined;
  @state() private selected: Described | undefined;
  @state() private rendered: { text?: string; cut?: boolean; url?: string; failed?: boolean } | undefined;
  @query("http-task-tree-rows") private treeRows!: TreeRows | null;
  @query("http-task-line-rows") private lineRows!: LineRows | null;
  private chosen: View | undefined;
  private described = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.source && this.hasUpdated) this.open();
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("source")) this.open();
    if (changed.has("marks") && this.client) {
      void this.client.ask("mark", this.marks);
      this.version++;
    }
  }

  get bodyClient(): BodyClient | undefined {
    return this.client;
  }

  // Opens the tree at a value and puts the focus there.
  async reveal(tokens: string[]): Promise<void> {
    this.view = "tree";
    this.words = "";
    this.filtered = undefined;
    if (!this.client) return;
    const { row, rows } = await this.client.ask("reveal", tokens);
    this.rows = rows;
    this.version++;
    await this.updateComplete;
    await this.treeRows?.updateComplete;
    if (row >= 0) this.treeRows?.show(row, true);
  }

  override render() {
    if (!this.source) return nothing;
    const body = this.body;
    if (!body || body.phase === "receiving" || body.phase === "reading") return this.waiting(body);
    if (body.phase === "failed")
      return html`<p class="notice error">
        The body could not be fetched: ${body.failure} Test again to get it anew.
      </p>`;
    if (body.kind === "empty") return html`<p class="empty muted">The answer has no body.</p>`;
    return html`${this.toolbar(body)} ${this.faultNotice(body)}
      <div class="view" id="view">${this.content(body)}</div>
      ${this.view === "tree" ? this.selection() : nothing}`;
  }

  private waiting(body: BodyState | undefined): TemplateResult {
    const reading = body?.phase === "reading";
    const share = reading ? body.progress : body?.total ? body.received / body.total : undefined;
    const what = reading
      ? `Reading ${formatSize(body.received)}`
      : `Fetching the body, ${formatSize(body?.received ?? 0)}${body?.total ? ` of ${formatSize(body.total)}` : ""}`;
    return html`<div class="waiting">
      <p class="muted">${what}…</p>
      <progress .value=${share ?? 0} aria-label=${what}></progress>
    </div>`;
  }

  private toolbar(body: BodyState): TemplateResult {
    const views: View[] = ["tree", "text", "rendered", "bytes"];
    const offered = views.filter(
      (view) =>
        view === "bytes" ||
        (view === "tree" && body.treeRows > 0) ||
        (view === "text" && (body.kind !== "image" || body.mediaType.includes("svg")) && body.kind !== "binary") ||
        (view === "rendered" && (body.kind === "html" || body.kind === "image")),
    );
    return html`<div class="toolbar">
      <div class="segments" role="group" aria-label="Show the body as">
        ${offered.map(
          (view) =>
            html`<button class="segment" aria-pressed=${String(view === this.view)} @click=${() => this.choose(view)}>
              ${names[view]}
            </button>`,
        )}
      </div>
      ${this.view === "tree" ? this.treeTools() : nothing}
      <span class="grow"></span>
      <span class="muted size"
        >${body.values > 1 ? `${body.values.toLocaleString("en")} values` : formatSize(body.received)}</span
      >
      <button class="button quiet icon small" title="Download the body" aria-label="Download the body" @click=${this.save}>
        ${icons.download}
      </button>
    </div>`;
  }

  private treeTools(): TemplateResult {
    const filtered = this.filtered;
    return html`<input
        class="input filter"
        type="search"
        placeholder="Filter names and values"
        aria-label="Filter names and values"
        .value=${this.words}
        @input=${this.filterTyped}
        @keydown=${this.filterKey}
      />
      <span class="muted found" role="status"
        >${
          filtered ? `${filtered.limited ? "first " : ""}${filtered.matches.toLocaleString("en")} found` : nothing
        }</span
      >
      ${
        filtered
          ? nothing
          : html`<button
                class="button quiet small"
                title="Open all below the selected row (*)"
                @click=${() => this.treeRows?.openBelow()}
              >
                Unfold
              </button>
              <button class="button quiet small" title="Fold everything" @click=${this.fold}>Fold</button>`
      }`;
  }

  private faultNotice(body: BodyState): unknown {
    const { fault } = body;
    if (!fault) return nothing;
    const what = fault.truncated ? "The JSON is cut off" : "This is not valid JSON";
    return html`<p class="notice warning fault">
      <span>${icons.warning}</span>
      <span class="grow"
        >${what}: line ${fault.line}, byte ${fault.offset.toLocaleString("en")}. ${fault.message}
        ${body.treeRows > 0 ? "The tree shows what comes before." : ""}</span
      >
      <button class="button small" @click=${() => this.showFault(fault.offset)}>Show the place</button>
    </p>`;
  }

  private content(body: BodyState): unknown {
    switch (this.view) {
      case "tree":
        if (this.filtered?.rows === 0)
          return html`<p class="empty muted">
            Nothing in the body has “${this.words}”. Escape shows all of it again.
          </p>`;
        return html`<http-task-tree-rows
          label="The body as a tree"
          .client=${this.client}
          .total=${this.filtered?.rows ?? this.rows}
          .version=${this.version}
          .words=${this.filtered ? this.words : ""}
          @row-active=${this.select}
          @rows-changed=${() => (this.rows = this.treeRows?.total ?? this.rows)}
          @use-value=${this.use}
          @copy-value=${this.copyValue}
        ></http-task-tree-rows>`;
      case "text":
        return html`<http-task-line-rows label="The body as text" .client=${this.client}></http-task-line-rows>`;
      case "bytes":
        return html`<http-task-hex-rows
          label="The body as bytes"
          .client=${this.client}
          .size=${body.received}
          .perRow=${this.clientWidth < 620 ? 8 : 16}
        ></http-task-hex-rows>`;
      case "rendered":
        if (!this.rendered) return html`<p class="muted empty">One moment…</p>`;
        if (this.rendered.failed)
          return html`<p class="empty muted">
            The browser cannot show this picture; Bytes and the download have it all the same.
          </p>`;
        if (this.rendered.url)
          return renderedImage(this.rendered.url, formatSize(body.received), () => (this.rendered = { failed: true }));
        return renderedHtml(this.rendered.text ?? "", this.rendered.cut === true);
    }
  }

  private selection(): unknown {
    const selected = this.selected;
    if (!selected) return html`<p class="selection hint muted">Choose a value to use it in a later step.</p>`;
    const expression = responseExpression(this.ref, selected.path);
    const long = selected.kind === "string" && selected.value.length > 80;
    return html`<div class="selection">
      ${
        long
          ? html`<pre class="long" tabindex="0" aria-label="The selected value" dir="auto">
${visible(selected.value.slice(0, shownOfValue))}${
                selected.value.length > shownOfValue || selected.cut ? "\u2026" : ""
              }</pre>`
          : nothing
      }
      <code class="expression" title=${expression}>${expression}</code>
      <span class="actions">
        <button class="button small primary" @click=${this.use}>${icons.insert} Insert</button>
        <button class="button small" @click=${() => this.copy(expression, "Expression")}>
          ${icons.copy} Expression
        </button>
        <button class="button small" @click=${() => this.copy(jsonPath(selected.path), "Path")}>
          ${icons.copy} Path
        </button>
        <button class="button small" @click=${this.copyValue}>${icons.copy} Value</button>
        ${
          this.filtered
            ? html`<button class="button small" @click=${() => this.reveal(selected.path.map(String))}>
                Show in tree
              </button>`
            : nothing
        }
      </span>
    </div>`;
  }

  private open(): void {
    this.close();
    this.body = undefined;
    this.selected = undefined;
    this.rendered = undefined;
    this.filtered = undefined;
    this.words = "";
    if (!this.source) return;
    let worker: Worker;
    try {
      worker = new Worker(new URL(ANSWER_WORKER, import.meta.url), { type: "module" });
    } catch {
      this.body = { ...nothingRead, phase: "failed", failure: "this page may not start the worker that reads it." };
      return;
    }
    this.client = new BodyClient(worker, (state) => this.changed(state));
    worker.onerror = () => {
      if (this.body?.phase !== "ready")
        this.body = { ...nothingRead, phase: "failed", failure: "its reader did not start." };
    };
    void this.client.ask("mark", this.marks);
    void this.client.ask("open", this.source, this.mediaType);
  }

  private close(): void {
    this.client?.close();
    this.client = undefined;
  }

  private changed(state: BodyState): void {
    this.body = state;
    if (state.phase !== "ready") return;
    this.rows = state.treeRows;
    const first: Record<BodyState["kind"], View> = {
      json: "tree",
      text: "text",
      html: "rendered",
      image: "rendered",
      binary: "bytes",
      empty: "bytes",
    };
    const wanted = state.treeRows > 0 ? "tree" : first[state.kind];
    // A person who wanted the bytes wants those of the next answer too.
    this.choose(this.chosen === "text" || this.chosen === "bytes" ? this.chosen : wanted, false);
    this.dispatchEvent(new CustomEvent("body-ready", { bubbles: true, composed: true, detail: { kind: state.kind } }));
  }

  private choose(view: View, byPerson = true): void {
    this.view = view;
    if (byPerson) this.chosen = view;
    if (view === "rendered" && !this.rendered) void this.draw();
  }

  private async draw(): Promise<void> {
    const { client, body } = this;
    if (!client || !body) return;
    if (body.kind === "html") {
      this.rendered = await client.ask("text", renderedLimit);
      return;
    }
    if (body.received > pictureLimit) {
      this.rendered = { failed: true };
      return;
    }
    const bytes = await client.ask("bytes", 0, pictureLimit);
    const type = body.mediaType.split(";")[0]!.trim();
    this.rendered = { url: await dataUrl(new Blob([bytes as BlobPart], { type })) };
  }

  private filterTyped = async (event: Event): Promise<void> => {
    this.words = (event.target as HTMLInputElement).value;
    await this.applyFilter();
  };

  private async applyFilter(): Promise<void> {
    const { words } = this;
    const filtered = await this.client?.ask("filter", words);
    if (!filtered || words !== this.words) return;
    this.filtered = words === "" ? undefined : filtered;
    if (words === "") this.rows = filtered.rows;
    this.selected = undefined;
    this.version++;
  }

  private filterKey = async (event: KeyboardEvent): Promise<void> => {
    if (event.key === "Escape" && this.words !== "") {
      event.stopPropagation();
      this.words = "";
      await this.applyFilter();
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      this.treeRows?.show(0, true);
    }
  };

  private fold = async (): Promise<void> => {
    this.rows = (await this.client?.ask("closeAll")) ?? 0;
    this.version++;
  };

  private async showFault(offset: number): Promise<void> {
    this.choose("text");
    await this.updateComplete;
    await this.lineRows?.showOffset(offset);
  }

  private select = async (): Promise<void> => {
    const asked = ++this.described;
    const row = this.treeRows?.activeRow;
    if (row === undefined) return;
    const selected = await this.client?.ask("describe", row);
    if (asked === this.described) this.selected = selected;
  };

  private use = async (): Promise<void> => {
    await this.select();
    if (this.selected) this.tell("insert-expression", { expression: responseExpression(this.ref, this.selected.path) });
  };

  private copyValue = async (): Promise<void> => {
    await this.select();
    if (this.selected) this.copy(this.selected.value, this.selected.cut ? "The first 4 MB of the value" : "Value");
  };

  private save = async (): Promise<void> => {
    const bytes = await this.client?.ask("bytes", 0, saveLimit);
    if (!bytes) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes as BlobPart]));
    link.download = `answer.${extension(this.body)}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  private copy(text: string, what: string): void {
    this.tell("copy", { text, what });
  }

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

// Not a blob: address: the page's policy allows pictures from itself and from data: alone.
function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error("The picture cannot be read."));
    reader.readAsDataURL(blob);
  });
}

function extension(body: BodyState | undefined): string {
  switch (body?.kind) {
    case "json":
      return "json";
    case "html":
      return "html";
    case "text":
      return "txt";
    case "image":
      return /image\/(\w+)/.exec(body.mediaType)?.[1] ?? "bin";
  }
  return "bin";
}

declare global {
  interface HTMLElementTagNameMap {
    "http-task-body": HttpTaskBody;
  }
}
