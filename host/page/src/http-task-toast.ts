// A short message that goes by itself, with perhaps one thing to do about it. `say(text, action, run)` shows it.
import { LitElement, css, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { controls } from "./styles/controls.js";

@customElement("http-task-toast")
export class HttpTaskToast extends LitElement {
  static override styles = [
    controls,
    css`
      div {
        align-items: center;
        background: light-dark(#1e222b, #e8eaef);
        border-radius: var(--radius);
        bottom: 68px;
        box-shadow: var(--shadow-high);
        color: light-dark(#ffffff, #14171d);
        display: flex;
        gap: var(--space-3);
        left: 50%;
        max-width: calc(100% - 32px);
        overflow-wrap: anywhere;
        padding: var(--space-2) var(--space-4);
        position: absolute;
        transform: translateX(-50%);
        width: max-content;
        z-index: 5;
      }

      div.none {
        padding: 0;
      }

      button {
        background: none;
        border: 0;
        cursor: pointer;
        font-weight: 600;
        min-height: 24px;
        text-decoration: underline;
      }
    `,
  ];

  @state() private message: { text: string; action?: string; run?: () => void } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string, action?: string, run?: () => void): void {
    clearTimeout(this.timer);
    this.message = { text, action, run };
    this.timer = setTimeout(() => (this.message = null), action ? 10_000 : 5_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render() {
    const message = this.message;
    return html`<div role="status" class=${message ? "" : "none"}>
      ${message ? html`<span>${message.text}</span>` : nothing}
      ${message?.action ? html`<button @click=${this.act}>${message.action}</button>` : nothing}
    </div>`;
  }

  private act = (): void => {
    this.message?.run?.();
    this.message = null;
  };
}
