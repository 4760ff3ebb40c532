// A scrolling list of any length of which only the rows in sight are there. Rows are asked for in windows and may come
// later; until then those before stay. Above the height that browsers can scroll, the scroll bar stands for a share of
// the list and the wheel still moves by rows.
//
// Keyboard: arrows, Page Up and Down, Home and End move the active row; subclasses add theirs in `key`.
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";

const mostHeight = 8_000_000;
const overscan = 12;

export const rowStyles = css`
  :host {
    display: block;
    min-height: 0;
    position: relative;
  }

  .scroller {
    background: var(--surface);
    border-radius: var(--radius);
    height: 100%;
    overflow: auto;
    overscroll-behavior: contain;
    position: relative;
  }

  .scroller:focus-visible {
    box-shadow: inset 0 0 0 2px var(--accent);
  }

  .sizer {
    overflow: hidden;
    position: relative;
    width: max-content;
    min-width: 100%;
  }

  .window {
    left: 0;
    min-width: 100%;
    position: absolute;
    top: 0;
    width: max-content;
  }

  .row {
    font-family: var(--mono);
    font-size: var(--size-dense);
    height: 22px;
    line-height: 22px;
    white-space: pre;
  }
`;

export abstract class VirtualRows<Row> extends LitElement {
  @property({ type: Number }) total = 0;
  // Counts what was changed elsewhere: rows in sight are asked for again.
  @property({ type: Number }) version = 0;
  @property() label = "";
  @state() protected active = 0;
  @state() protected rows: Row[] = [];
  @state() protected first = 0;
  @query(".scroller") private scroller!: HTMLElement | null;
  protected readonly role_: string = "group";
  protected readonly rowHeight = 22;
  private top = 0;
  private viewRows = 20;
  private expected = -1;
  private asked = 0;
  private observer: ResizeObserver | undefined;

  protected abstract load(from: number, count: number): Promise<Row[]>;
  protected abstract row(row: Row, index: number): TemplateResult;

  // true: the key was one of its own.
  protected key(_event: KeyboardEvent): boolean {
    return false;
  }

  protected activated(): void {}

  get activeRow(): number {
    return this.active;
  }

  // Makes a row the active one and brings it into sight.
  show(row: number, focus = false): void {
    this.active = Math.max(0, Math.min(this.total - 1, row));
    this.activated();
    const margin = Math.min(2, Math.floor(this.viewRows / 4));
    if (this.active < this.top + margin) this.scrollToRow(this.active - margin);
    else if (this.active > this.top + this.viewRows - 2 - margin)
      this.scrollToRow(this.active - this.viewRows + 2 + margin);
    if (focus) this.scroller?.focus();
  }

  override firstUpdated(): void {
    this.observer = new ResizeObserver(() => this.measure());
    this.observer.observe(this.scroller!);
    this.scroller!.addEventListener("wheel", this.wheel, { passive: false });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
    this.observer = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.updateComplete.then(() => this.firstUpdated());
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("total") || changed.has("version")) {
      if (this.active >= this.total) this.active = Math.max(0, this.total - 1);
      this.measure();
      void this.fetch();
    }
  }

  override render() {
    const height = Math.min(this.total * this.rowHeight, mostHeight);
    const offset = this.scaled ? this.position - (this.top - this.first) * this.rowHeight : this.first * this.rowHeight;
    const inSight = this.active >= this.first && this.active < this.first + this.rows.length;
    return html`<div
      class="scroller"
      role=${this.rows.length > 0 ? this.role_ : "group"}
      tabindex="0"
      aria-label=${this.label}
      aria-activedescendant=${this.role_ === "tree" && inSight ? `row-${this.active}` : nothing}
      @scroll=${this.scrolled}
      @keydown=${this.pressed}
    >
      <div class="sizer" role="presentation" .style=${`height:${height}px`}>
        <div class="window" role="presentation" .style=${`transform:translateY(${offset}px)`}>
          ${this.rows.map((row, i) => this.row(row, this.first + i))}
        </div>
      </div>
    </div>`;
  }

  private get scaled(): boolean {
    return this.total * this.rowHeight > mostHeight;
  }

  private get position(): number {
    return this.scroller?.scrollTop ?? 0;
  }

  private measure(): void {
    const height = this.scroller?.clientHeight ?? 0;
    if (height === 0) return;
    const rows = height / this.rowHeight;
    if (rows !== this.viewRows) {
      this.viewRows = rows;
      void this.fetch();
    }
  }

  private scrolled = (): void => {
    const at = this.position;
    if (Math.abs(at - this.expected) < 1) return;
    this.expected = -1;
    this.top = this.scaled
      ? (at / (mostHeight - (this.scroller?.clientHeight ?? 0))) * Math.max(0, this.total - this.viewRows)
      : at / this.rowHeight;
    void this.fetch();
  };

  private wheel = (event: WheelEvent): void => {
    if (!this.scaled || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    this.scrollToRow(this.top + (event.deltaMode === 1 ? event.deltaY * 3 : event.deltaY / this.rowHeight));
  };

  private scrollToRow(row: number): void {
    this.top = Math.max(0, Math.min(row, this.total - this.viewRows));
    const view = this.scroller?.clientHeight ?? 0;
    this.expected = Math.round(
      this.scaled
        ? (this.top / Math.max(1, this.total - this.viewRows)) * (mostHeight - view)
        : this.top * this.rowHeight,
    );
    if (this.scroller) this.scroller.scrollTop = this.expected;
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    const asked = ++this.asked;
    const from = Math.max(0, Math.floor(this.top) - overscan);
    const rows = await this.load(from, Math.ceil(this.viewRows) + 2 * overscan);
    // A later question is under way; what came is shown all the same when it is nearer than what is there.
    if (asked !== this.asked && this.rows.length > 0) return;
    this.first = from;
    this.rows = rows;
    this.requestUpdate();
  }

  private pressed = (event: KeyboardEvent): void => {
    if (this.key(event)) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.viewRows) - 2);
    const step: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const by = step[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.show(this.active + by);
  };
}
