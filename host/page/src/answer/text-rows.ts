// <http-task-line-rows> and <http-task-hex-rows>: a body as text and as bytes, of any size.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../styles/controls.js";
import type { BodyClient } from "../workers/body-client.js";
import type { LineRow } from "../workers/line-index.js";
import { VirtualRows, rowStyles } from "./virtual-rows.js";

const textStyles = css`
  .row {
    display: flex;
  }

  .row.active {
    background: var(--accent-soft);
  }

  .number {
    color: var(--text-muted);
    flex: none;
    padding: 0 var(--space-3) 0 var(--space-2);
    text-align: right;
    user-select: none;
  }

  .line {
    unicode-bidi: plaintext;
  }

  .bytes {
    padding-right: var(--space-3);
  }

  .zero {
    color: var(--text-muted);
  }

  .characters {
    border-left: 1px solid var(--line);
    padding: 0 var(--space-3);
  }
`;

@customElement("http-task-line-rows")
export class LineRows extends VirtualRows<LineRow> {
  static override styles = [controls, rowStyles, textStyles];

  @property({ attribute: false }) client: BodyClient | undefined;
  private columns = 0;
  private lines = 0;
  private width: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.width = new ResizeObserver(() => void this.lay());
    this.width.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.width?.disconnect();
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("client")) {
      this.columns = 0;
      void this.lay();
    }
  }

  // Brings the place of a byte into sight.
  async showOffset(offset: number): Promise<void> {
    await this.lay();
    if (this.client) this.show(await this.client.ask("lineOf", offset), true);
  }

  protected override async load(from: number, count: number): Promise<LineRow[]> {
    return (await this.client?.ask("lineWindow", from, count)) ?? [];
  }

  protected override row(row: LineRow, index: number): TemplateResult {
    const digits = String(this.lines).length;
    return html`<div id=${`row-${index}`} class=${index === this.active ? "row active" : "row"}>
      <span class="number" .style=${`min-width:calc(${digits}ch + 21px)`} aria-hidden="true">${row.line || nothing}</span
      ><span class="line">${row.text}</span>
    </div>`;
  }

  private async lay(): Promise<void> {
    if (!this.client || this.clientWidth === 0) return;
    // 13 px of a fixed-width font are 7.83 px wide; the gutter takes about nine of them.
    const columns = Math.max(40, Math.min(400, Math.floor(this.clientWidth / 7.83) - 10));
    if (columns === this.columns) return;
    this.columns = columns;
    const { rows, lines } = await this.client.ask("lines", columns);
    this.lines = lines;
    this.total = rows;
    this.version++;
  }
}

interface HexRow {
  offset: number;
  bytes: Uint8Array;
}

@customElement("http-task-hex-rows")
export class HexRows extends VirtualRows<HexRow> {
  static override styles = [controls, rowStyles, textStyles];

  @property({ attribute: false }) client: BodyClient | undefined;
  @property({ type: Number }) size = 0;
  @property({ type: Number }) perRow = 16;

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has("size") && !changed.has("perRow")) return;
    this.total = Math.ceil(this.size / this.perRow);
    this.version++;
  }

  protected override async load(from: number, count: number): Promise<HexRow[]> {
    const bytes = (await this.client?.ask("bytes", from * this.perRow, count * this.perRow)) ?? new Uint8Array();
    const rows: HexRow[] = [];
    for (let i = 0; i < bytes.length; i += this.perRow)
      rows.push({ offset: from * this.perRow + i, bytes: bytes.subarray(i, i + this.perRow) });
    return rows;
  }

  protected override row({ offset, bytes }: HexRow, index: number): TemplateResult {
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
    const text = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "\u00b7")).join(
      "",
    );
    const padding = "   ".repeat(this.perRow - bytes.length);
    return html`<div id=${`row-${index}`} class=${index === this.active ? "row active" : "row"}>
      <span class="number">${offset.toString(16).padStart(8, "0")}</span
      ><span class="bytes">${hex.join(" ")}${padding}</span><span class="characters">${text}</span>
    </div>`;
  }
}
