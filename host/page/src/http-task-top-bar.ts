// The bar at the top: which workflow, the search, what else is there for the whole editor, saving.
//
// Properties in: name, path, unsaved, tested (saving is what comes next), endpoints (how many there are to search), theme, changedElsewhere. Events out:
// "open-workflow", "find", "paste-curl", "next-theme", "save", "reload", "keep".
import { LitElement, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icons } from "./icons.js";
import { visible } from "./search/marks.js";
import { controls } from "./styles/controls.js";
import { topBarStyles } from "./top-bar-styles.js";

@customElement("http-task-top-bar")
export class HttpTaskTopBar extends LitElement {
  static override styles = [controls, topBarStyles];

  @property() name = "";
  @property() path = "";
  @property({ type: Boolean }) unsaved = false;
  @property({ type: Boolean }) tested = false;
  @property({ type: Number }) endpoints = 0;
  @property() theme = "";
  @property({ type: Boolean }) changedElsewhere = false;

  override render() {
    return html`<div class="top">
        <div class="brand"><span class="glyph">${icons.swap}</span><span class="product">HTTP Task</span></div>
        <button class="button quiet workflow" title=${this.path || "Not saved yet"} @click=${() => this.say("open-workflow")}>
          <bdi>${visible(this.name)}</bdi>${icons.more}<span class="visually-hidden">, open another workflow</span>
        </button>
        ${this.unsaved ? html`<span class="badge wide-only">not saved</span>` : nothing}
        <button class="find" aria-keyshortcuts="/ Control+K" @click=${() => this.say("find")}>
          ${icons.search}<span>Search ${this.endpoints.toLocaleString("en")} endpoints</span><kbd>/</kbd>
        </button>
        ${this.tool("paste-curl", "Paste a curl command", icons.paste)}
        ${this.tool("next-theme", `Theme: ${this.theme || "as the system"}`, icons.theme)}
        <button
          class="button save ${this.unsaved && this.tested ? "primary" : ""}"
          aria-keyshortcuts="Control+S"
          @click=${() => this.say("save")}
        >
          ${icons.save}<span class="label">Save</span>
        </button>
      </div>
      ${this.changedElsewhere
        ? html`<div class="banner" role="alert">
            <span>The file changed elsewhere while you were editing.</span>
            <button class="button small" @click=${() => this.say("reload")}>Take the file, drop my changes</button>
            <button class="button small" @click=${() => this.say("keep")}>Keep editing</button>
          </div>`
        : nothing}`;
  }

  private tool(event: string, name: string, icon: unknown) {
    return html`<button class="button quiet icon" aria-label=${name} title=${name} @click=${() => this.say(event)}>${icon}</button>`;
  }

  private say(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}
