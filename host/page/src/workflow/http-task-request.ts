// The request of one step: its endpoint, server and presets above, below them the form or the same as JSON.
//
// Properties in: model (EditorModel; `tick` changes whenever it did), mode of tests, services for the form. `focusField(pointer)` and
// `focusFirst()` move the focus into the form, `insert(place, expression)` puts one into a field. Events out (bubbling, composed): "settings-change" {settings} and
// "field-focus" {pointer} of the form, "search" {mode}, "paste-curl", "preset" {name}, "set-secret" {name}.
import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { FormServices, HttpTaskForm } from "../form/http-task-form.js";
import "../form/http-task-form.js";
import { icons } from "../icons.js";
import { stringify, type Json, type JsonObject } from "../json.js";
import "../json-editor/http-task-json-editor.js";
import type { JsonDraft } from "../json-editor/http-task-json-editor.js";
import { at, put } from "../pointer.js";
import { visible } from "../search/marks.js";
import { controls } from "../styles/controls.js";
import type { Endpoint, Field, Finding, TestMode } from "../types.js";
import { moveTab } from "../tabs.js";
import type { Step } from "./definition.js";
import type { EditorModel } from "./model.js";
import { requestStyles } from "./request-styles.js";
import { onServer, serverOf } from "./servers.js";

@customElement("http-task-request")
export class HttpTaskRequest extends LitElement {
  static override styles = [controls, requestStyles];

  @property({ attribute: false }) model!: EditorModel;
  @property({ attribute: false }) services: FormServices | null = null;
  @property() mode: TestMode = "sandbox";
  @property({ attribute: false }) tick = {};
  @state() private view: "form" | "json" = "form";
  // By step: text of its JSON that is none yet.
  private drafts = new Map<string, JsonDraft | null>();
  @query("http-task-form") private form?: HttpTaskForm;

  focusField(pointer: string): void {
    this.view = "form";
    void this.updateComplete.then(() => this.form?.focusField(pointer));
  }

  async insert(place: string, expression: string): Promise<void> {
    this.view = "form";
    await this.updateComplete;
    this.form?.insert(place, expression);
  }

  // The first field that a person has to fill in, else the first of what the endpoint is about.
  focusFirst(): void {
    const { endpoint, step } = this.model;
    const fields = endpoint?.form.fields.filter((field) => field.group !== "server" && field.const === undefined) ?? [];
    const set = (field: Field) => at(step?.settings, field.pointer) !== undefined;
    const first =
      firstMissing(fields, step?.settings) ??
      fields.find((field) => ["path", "query", "body"].includes(field.group) && set(field)) ??
      fields.find(set) ??
      fields[0];
    if (first) this.focusField(first.pointer);
  }

  override render() {
    const step = this.model.step;
    if (step === null) return this.nothingYet();
    if (!step.editable) return this.notEditable(step);
    const empty = Object.keys(step.settings).length === 0;
    return empty ? this.noEndpoint() : html`${this.head(step)} ${this.notices(step)} ${this.body(step)}`;
  }

  private nothingYet() {
    return html`<div class="empty">
      <h2>Make any web API a step</h2>
      <p>Find the endpoint, fill in its form, test it, save it into the workflow.</p>
      <button class="button primary large" @click=${() => this.say("search", { mode: "step" })}>
        ${icons.search} Search an endpoint <kbd>/</kbd>
      </button>
      <div class="others">
        <button class="button" @click=${() => this.say("open-workflow", {})}>${icons.open} Open a workflow</button>
        <button class="button" @click=${() => this.say("paste-curl", {})}>${icons.paste} Paste a curl command</button>
      </div>
    </div>`;
  }

  private noEndpoint() {
    return html`<div class="empty">
      <h2>What should this step call?</h2>
      <p>Say it in your words: “create call subscription”.</p>
      <button class="button primary large" @click=${() => this.say("search", { mode: "replace" })}>
        ${icons.search} Search an endpoint <kbd>/</kbd>
      </button>
      <div class="others">
        <button class="button" @click=${() => this.say("paste-curl", {})}>${icons.paste} Paste a curl command</button>
      </div>
    </div>`;
  }

  private notEditable(step: Step) {
    return html`<div class="empty">
      <h2>${visible(step.ref)}</h2>
      <p>
        ${step.type === "HTTP"
          ? "The settings of this task are an expression; they are made when the workflow runs."
          : `A task of type ${visible(step.type)} is kept as it is. Only HTTP tasks are edited here.`}
      </p>
    </div>`;
  }

  private head(step: Step) {
    const { endpoint, endpointLoading } = this.model;
    const method = text(step.settings["method"]) || "GET";
    const uri = text(step.settings["uri"]);
    return html`<header>
      <div class="title">
        <span class="method" data-method=${method}>${method}</span>
        <h2><bdi>${visible(endpoint?.form.title ?? (endpointLoading ? "Loading…" : step.ref))}</bdi></h2>
        <button class="button small" @click=${() => this.say("search", { mode: "replace" })}>${icons.swap} Change</button>
      </div>
      <bdi class="uri mono muted">${visible(uri)}</bdi>
      <div class="choices">
        ${endpoint ? this.serverChoice(endpoint, uri) : nothing} ${endpoint ? this.presets() : nothing}
        <div class="views" role="tablist" aria-label="How to edit">
          ${this.viewTab("form", "Form", endpoint !== null)} ${this.viewTab("json", "JSON", true)}
        </div>
      </div>
    </header>`;
  }

  private viewTab(view: "form" | "json", name: string, possible: boolean) {
    const selected = this.shownView === view;
    return html`<button
      role="tab"
      id="tab-${view}"
      aria-controls="panel"
      aria-selected=${selected}
      tabindex=${selected ? 0 : -1}
      ?disabled=${!possible}
      @click=${() => (this.view = view)}
      @keydown=${moveTab}
    >
      ${name}
    </button>`;
  }

  private get shownView(): "form" | "json" {
    return this.model.endpoint === null && !this.model.endpointLoading ? "json" : this.view;
  }

  private serverChoice(endpoint: Endpoint, uri: string) {
    if (endpoint.servers.length === 0) return nothing;
    const now = serverOf(uri, endpoint.servers);
    return html`<label
      >Server
      <select
        class="input"
        @change=${(event: Event) => {
          const next = onServer(uri, endpoint.servers, Number((event.target as HTMLSelectElement).value));
          this.change(put(this.model.step?.settings ?? {}, "/uri", next));
        }}
      >
        ${now < 0 ? html`<option value="-1" selected>as typed</option>` : nothing}
        ${endpoint.servers.map(
          (server, index) =>
            html`<option value=${index} ?selected=${index === now} ?disabled=${now < 0}>
              ${visible(server.description || server.url)}
            </option>`,
        )}
      </select>
    </label>`;
  }

  private presets() {
    if (this.model.examples.length === 0) return nothing;
    return html`<label
      >Preset
      <select class="input" @change=${this.takePreset}>
        <option value="">choose…</option>
        ${this.model.examples.map((name) => html`<option value=${name}>${visible(name)}</option>`)}
      </select>
    </label>`;
  }

  private takePreset = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    if (select.value !== "") this.say("preset", { name: select.value });
    select.value = "";
  };

  private notices(step: Step) {
    const known = new Set(this.model.session?.secrets ?? []);
    const missing = this.mode === "sandbox" ? [] : secretsOf(step.settings).filter((name) => !known.has(name));
    const { endpoint, endpointProblem, endpointLoading } = this.model;
    const elsewhere = endpoint === null ? [] : unseen(this.model.formErrors, endpoint);
    return html`
      ${endpointProblem
        ? html`<p class="notice warning" role="alert">
            ${icons.warning}
            <span>${endpointProblem.title}. ${endpointProblem.detail ?? ""} The settings stay as they are; edit them as JSON, or choose
            another endpoint.</span>
          </p>`
        : nothing}
      ${endpoint === null && !endpointLoading && !endpointProblem
        ? html`<p class="notice">These settings name no endpoint of the catalogue, so there is no form for them: edit them as JSON.</p>`
        : nothing}
      ${missing.map(
        (name) =>
          html`<p class="notice">
            ${icons.key}
            <span>The request to the real API needs the secret <span class="mono">${visible(name)}</span>.</span>
            <button class="button small" @click=${() => this.say("set-secret", { name })}>Set it</button>
          </p>`,
      )}
      ${elsewhere.map((finding) => html`<p class="notice error">${icons.warning}<span><span class="mono">${finding.pointer}</span> ${visible(finding.detail)}</span></p>`)}
    `;
  }

  private body(step: Step) {
    const { endpoint, errors, warnings, completions, endpointLoading } = this.model;
    if (endpointLoading && endpoint === null) {
      return html`<div class="loading" role="status"><span class="visually-hidden">Loading the form</span>
        ${[1, 2, 3, 4].map(() => html`<div class="bar"></div><div class="box"></div>`)}
      </div>`;
    }
    const json = this.shownView === "json";
    return html`<div class="panel" id="panel" role="tabpanel" aria-labelledby="tab-${this.shownView}">
      ${!json && this.drafts.get(step.ref)
        ? html`<p class="notice warning" role="status">
            ${icons.warning}<span>The JSON is not complete: ${this.drafts.get(step.ref)?.problem} The form shows what it was before.</span>
            <button class="button small" @click=${() => (this.view = "json")}>Go on with the JSON</button>
            <button class="button small" @click=${() => (this.drafts.delete(step.ref), this.requestUpdate())}>Drop it</button>
          </p>`
        : nothing}
      ${endpoint && !json
        ? html`<http-task-form
            .form=${endpoint.form}
            .settings=${step.settings}
            .problems=${this.model.formErrors}
            .warnings=${warnings}
            .completions=${completions}
            .services=${this.services}
          ></http-task-form>`
        : html`<http-task-json-editor
            .value=${step.settings}
            .draft=${this.drafts.get(step.ref) ?? null}
            .form=${endpoint?.form ?? null}
            .problems=${errors}
            .warnings=${warnings}
            .completions=${completions}
            @draft-change=${(event: CustomEvent<{ draft: JsonDraft | null }>) => (this.drafts.set(step.ref, event.detail.draft), this.requestUpdate())}
            @value-change=${(event: CustomEvent<{ value: Json }>) => this.change(event.detail.value)}
          ></http-task-json-editor>`}
    </div>`;
  }

  private change(settings: Json): void {
    this.say("settings-change", { settings });
  }

  private say(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

export function secretsOf(settings: JsonObject): string[] {
  return [...new Set([...stringify(settings).matchAll(/\$\{secrets\.([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ""))];
}

// What has to be there and is not, at any depth of what is there.
function firstMissing(fields: Field[], settings: Json | undefined): Field | undefined {
  for (const field of fields) {
    const there = at(settings, field.pointer) !== undefined;
    if (field.required && !there) return field;
    const inner = there && field.fields ? firstMissing(field.fields, settings) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

// Findings that no field of the form can show.
function unseen(findings: Finding[], endpoint: Endpoint): Finding[] {
  return findings.filter(
    (finding) =>
      !endpoint.form.fields.some((field) => finding.pointer === field.pointer || finding.pointer.startsWith(`${field.pointer}/`)),
  );
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
