// The steps of a workflow definition, in order.
//
// Properties in: name, path, steps, selected (index), unsaved (refs of steps that differ from the file), problems
// (number by index). Events out (bubbling, composed): "select" {index}, "add" {after}, "rename" {index}, "remove"
// {index}, "open-workflow", "new-workflow".
import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icons } from "../icons.js";
import { visible } from "../search/marks.js";
import { controls } from "../styles/controls.js";
import type { Step } from "./definition.js";

@customElement("http-task-steps")
export class HttpTaskSteps extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }

      header {
        align-items: center;
        display: flex;
        justify-content: space-between;
        padding: var(--space-3) var(--space-3) var(--space-1) var(--space-4);
      }

      h2 {
        color: var(--text-muted);
        font-size: var(--size-dense);
        font-weight: 600;
        margin: 0;
      }

      ol {
        flex: 1;
        list-style: none;
        margin: 0;
        min-height: 0;
        overflow-y: auto;
        padding: var(--space-1) var(--space-2);
      }

      li {
        border-radius: var(--radius);
        position: relative;
      }

      li:hover {
        background: var(--hover);
      }

      li.selected {
        background: var(--accent-soft);
      }

      .step {
        background: none;
        border: 0;
        cursor: pointer;
        display: grid;
        gap: 2px;
        grid-template-columns: minmax(0, 1fr);
        padding: 7px var(--space-2);
        text-align: start;
        width: 100%;
      }

      .ref {
        align-items: center;
        display: flex;
        font-weight: 500;
        gap: 6px;
        padding-right: 56px;
      }

      .ref bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .what {
        align-items: center;
        color: var(--text-muted);
        display: flex;
        font-size: var(--size-small);
        gap: 6px;
        min-width: 0;
      }

      .what bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .what .method {
        font-size: 0.625rem;
        line-height: 15px;
        min-width: 0;
        padding: 0 4px;
      }

      .dot {
        background: var(--accent);
        border-radius: 50%;
        flex: none;
        height: 6px;
        width: 6px;
      }

      .tools {
        display: none;
        position: absolute;
        right: 4px;
        top: 4px;
      }

      li:hover .tools,
      li:focus-within .tools,
      li.selected .tools {
        display: flex;
      }

      .add {
        border-top: 1px solid var(--line);
        padding: var(--space-2) var(--space-3);
      }

      .add .button {
        width: 100%;
      }

      .none {
        color: var(--text-muted);
        padding: 0 var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) steps: Step[] = [];
  @property({ type: Number }) selected = -1;
  @property({ attribute: false }) unsaved: ReadonlySet<string> = new Set();

  override render() {
    return html`
      <header>
        <h2 id="title">Steps</h2>
        <slot name="tools"></slot>
      </header>
      ${this.steps.length === 0
        ? html`<p class="none">No step yet. A step is one call of an API.</p>`
        : html`<ol aria-labelledby="title">
            ${this.steps.map(this.step)}
          </ol>`}
      <div class="add">
        <button class="button" @click=${() => this.say("add", { after: this.steps.length - 1 })}>
          ${icons.add} Add HTTP Task
        </button>
      </div>
    `;
  }

  private step = (step: Step) => {
    const selected = step.index === this.selected;
    const method = typeof step.settings["method"] === "string" ? step.settings["method"] : "";
    const uri = typeof step.settings["uri"] === "string" ? step.settings["uri"] : "";
    const name = step.ref || `step ${step.index + 1}`;
    return html`<li class=${selected ? "selected" : ""}>
      <button class="step" aria-current=${selected ? "step" : "false"} @click=${() => this.say("select", { index: step.index })}>
        <span class="ref">
          <bdi>${visible(name)}</bdi>
          ${this.unsaved.has(step.ref) ? html`<span class="dot" title="Not saved"></span><span class="visually-hidden">not saved</span>` : nothing}
        </span>
        <span class="what">
          ${step.editable
            ? uri === ""
              ? "no endpoint yet"
              : html`<span class="method" data-method=${method}>${method || "GET"}</span><bdi>${visible(shortened(uri))}</bdi>`
            : html`${step.type || "unknown"}, not edited here`}
        </span>
      </button>
      <div class="tools">
        <button
          class="button quiet icon small"
          aria-label="Rename ${name}"
          title="Rename"
          @click=${() => this.say("rename", { index: step.index })}
        >
          ${icons.rename}
        </button>
        <button
          class="button quiet icon small"
          aria-label="Delete ${name}"
          title="Delete"
          @click=${() => this.say("remove", { index: step.index })}
        >
          ${icons.remove}
        </button>
      </div>
    </li>`;
  };

  private say(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

// An address without what all have in common.
function shortened(uri: string): string {
  return uri.replace(/^https?:\/\/[^/]+/, "") || uri;
}
