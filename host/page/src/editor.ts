// <http-task-editor>: the whole editor in one element, for the page of `http-task serve` and for other hosts.
//
// Attributes: api-base (where the HTTP API is, "/api/v1" unless set), token (the start token), workflow (path of the
// definition to begin with; the one that the server was started for unless set), theme ("light", "dark"; the system's
// unless set). Events out: "theme-change" {theme}, "saved" {path}, "workflow-change" {path} ("": one that was never
// saved). All state is in the element; several on one page do not meet.
import { LitElement, html, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import "./dialogs/http-task-ask-dialog.js";
import type { HttpTaskAskDialog, Question } from "./dialogs/http-task-ask-dialog.js";
import "./dialogs/http-task-curl-dialog.js";
import type { HttpTaskCurlDialog } from "./dialogs/http-task-curl-dialog.js";
import "./dialogs/http-task-open-dialog.js";
import type { HttpTaskOpenDialog } from "./dialogs/http-task-open-dialog.js";
import "./dialogs/http-task-save-dialog.js";
import type { HttpTaskSaveDialog } from "./dialogs/http-task-save-dialog.js";
import { questions } from "./dialogs/questions.js";
import { download, toClipboard } from "./files.js";
import type { FormServices } from "./form/http-task-form.js";
import "./http-task-side.js";
import type { Side } from "./http-task-side.js";
import "./http-task-toast.js";
import type { HttpTaskToast } from "./http-task-toast.js";
import "./http-task-top-bar.js";
import type { Json, JsonObject } from "./json.js";
import "./search/palette.js";
import type { HttpTaskPalette, PickMode } from "./search/palette.js";
import { shellStyles } from "./shell-styles.js";
import { controls } from "./styles/controls.js";
import { tokens } from "./styles/tokens.js";
import { moveTab } from "./tabs.js";
import "./test/http-task-test-bar.js";
import { TestRun } from "./test/run.js";
import type { SearchResult, TestMode } from "./types.js";
import { refProblem } from "./workflow/definition.js";
import "./workflow/http-task-request.js";
import type { HttpTaskRequest } from "./workflow/http-task-request.js";
import { Files, type FilesHost } from "./workflow/files.js";
import { Filling, isEmpty, type FillingHost } from "./workflow/filling.js";
import "./workflow/http-task-steps.js";
import { EditorModel, asProblem, endpointId } from "./workflow/model.js";

type View = "steps" | "request" | "documentation" | "answer";
const views: [View, string][] = [
  ["steps", "Steps"],
  ["request", "Request"],
  ["documentation", "Docs"],
  ["answer", "Answer"],
];
const safeMethods = ["GET", "HEAD", "OPTIONS", "TRACE"];

@customElement("http-task-editor")
export class HttpTaskEditor extends LitElement implements FilesHost, FillingHost {
  static override styles = [tokens, controls, shellStyles];

  @property({ attribute: "api-base" }) apiBase = "/api/v1";
  @property() token = "";
  @property() workflow = "";
  @property({ reflect: true }) theme: "light" | "dark" | "" = "";

  @state() private view: View = "request";
  @state() private side: Side = "documentation";
  @state() private mode: TestMode = "sandbox";
  @state() private field = "";
  private lastField: { ref: string; place: string } | null = null; // that had the focus

  @query("http-task-palette") private palette!: HttpTaskPalette;
  @query("http-task-ask-dialog") private dialog!: HttpTaskAskDialog;
  @query("http-task-curl-dialog") private curlDialog!: HttpTaskCurlDialog;
  @query("http-task-open-dialog") private openDialog!: HttpTaskOpenDialog;
  @query("http-task-save-dialog") private saveDialog!: HttpTaskSaveDialog;
  @query("http-task-toast") private toast!: HttpTaskToast;
  @query("http-task-request") private request!: HttpTaskRequest;

  private readonly model = new EditorModel(this);
  private readonly files = new Files(this, this.model);
  private readonly filling = new Filling(this, this.model);
  private readonly run = new TestRun(this);
  private readonly confirmed = new Set<string>(); // methods and servers that were asked for once
  private readonly services: FormServices = {
    expand: async (field) => {
      const id = this.model.endpoint?.id ?? "";
      return (await this.model.required().formPart(id, field.schemaPointer, field.pointer)).fields;
    },
    resolve: (expressions) => this.model.required().expressions(expressions, this.model.place),
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.key);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("apiBase") || changed.has("token")) void this.connect();
  }

  private async connect(): Promise<void> {
    await this.model.connect(this.apiBase, this.token, this.workflow);
  }

  override render() {
    const { session, sessionProblem } = this.model;
    if (sessionProblem) return this.noSession();
    if (session === null) return html`<div class="full" role="status"><p class="muted">Connecting…</p></div>`;
    const step = this.model.step;
    return html`
      <div
        class="app"
        data-view=${this.view}
        @search=${(event: CustomEvent<{ mode: PickMode }>) => this.palette.open(event.detail.mode)}
        @open-workflow=${() => void this.openDialog.open()}
        @paste-curl=${() => this.curlDialog.open()}
      >
        ${this.top()}
        <div class="tabs narrow-tabs" role="tablist" aria-label="Part of the editor">
          ${views.map(([view, name]) => this.tab(view, name, this.view === view))}
        </div>
        <http-task-steps
          .steps=${this.model.steps}
          .selected=${this.model.selected}
          .unsaved=${this.model.unsavedRefs}
          @select=${(event: CustomEvent<{ index: number }>) => this.select(event.detail.index)}
          @add=${this.addStep}
          @rename=${(event: CustomEvent<{ index: number }>) => this.renameStep(event.detail.index)}
          @remove=${(event: CustomEvent<{ index: number }>) => this.removeStep(event.detail.index)}
        ></http-task-steps>
        <http-task-request
          .model=${this.model}
          .services=${this.services}
          .mode=${this.mode}
          .tick=${{}}
          @settings-change=${(event: CustomEvent<{ settings: Json }>) => this.model.setSettings(event.detail.settings)}
          @field-focus=${this.fieldFocused}
          @preset=${(event: CustomEvent<{ name: string }>) => this.filling.prefill(endpointId(step?.settings ?? {}) ?? "", event.detail.name)}
          @set-secret=${(event: CustomEvent<{ name: string }>) => this.setSecret(event.detail.name)}
        ></http-task-request>
        ${this.sidePane()}
        <http-task-test-bar
          .run=${this.run}
          .tick=${{}}
          .mode=${this.mode}
          .ready=${step !== null && step.editable && Object.keys(step.settings).length > 0}
          .problems=${this.model.formErrors}
          .uri=${typeof step?.settings["uri"] === "string" ? step.settings["uri"] : ""}
          @test=${this.test}
          @cancel=${() => this.run.cancel(this.model.required())}
          @mode-change=${(event: CustomEvent<{ mode: TestMode }>) => (this.mode = event.detail.mode)}
          @show-problems=${() => this.showField(this.model.formErrors[0]?.pointer ?? "")}
          @show-answer=${() => this.show("answer")}
        ></http-task-test-bar>
      </div>
      <http-task-toast></http-task-toast>
      <http-task-palette
        .api=${this.model.api}
        ?canReplace=${step !== null && step.editable && Object.keys(step.settings).length > 0}
        @pick=${(event: CustomEvent<{ result: SearchResult; mode: PickMode }>) => this.pick(event.detail.result, event.detail.mode)}
      ></http-task-palette>
      <http-task-open-dialog
        .api=${this.model.api}
        .current=${this.model.path ?? ""}
        @open=${(event: CustomEvent<{ path: string }>) => this.files.open(event.detail.path)}
        @new=${() => this.files.begin()}
      ></http-task-open-dialog>
      <http-task-curl-dialog
        .api=${this.model.api}
        @take=${(event: CustomEvent<{ settings: JsonObject }>) => this.takeSettings(event.detail.settings)}
      ></http-task-curl-dialog>
      <http-task-save-dialog .api=${this.model.api} @saved=${this.saved} @reload=${this.files.reload}></http-task-save-dialog>
      <http-task-ask-dialog></http-task-ask-dialog>
    `;
  }

  override updated(): void {
    this.run.showOnce(this.model.step?.ref ?? "");
    const path = this.model.path ?? "";
    if (this.model.session === null || path === this.workflow) return;
    this.workflow = path;
    this.tell("workflow-change", { path });
  }

  private noSession() {
    const error = this.model.sessionProblem;
    const stranger = error?.status === 401 || error?.status === 403;
    return html`<div class="full">
      <div class="card" role="alert">
        <h1>${stranger ? "This page needs its start link" : "The server does not answer"}</h1>
        <p>
          ${stranger
            ? "Open the whole address that http-task serve has printed, up to the end. It is a new one at each start."
            : `${error?.problem.detail ?? error?.problem.title} ${error?.problem.advice ?? ""}`}
        </p>
        <button class="button primary" @click=${this.connect}>Try again</button>
      </div>
    </div>`;
  }

  private top() {
    const { definition, path, unsaved, session } = this.model;
    return html`<http-task-top-bar
      .name=${typeof definition["name"] === "string" ? definition["name"] : "workflow"}
      .path=${path ?? ""}
      .unsaved=${unsaved}
      .tested=${this.run.answer?.response.status === "COMPLETED"}
      .endpoints=${session?.catalog.endpoints ?? 0}
      .theme=${this.theme}
      .changedElsewhere=${this.files.changedElsewhere}
      @open-workflow=${() => void this.openDialog.open()}
      @find=${() => this.openPalette()}
      @paste-curl=${() => this.curlDialog.open()}
      @next-theme=${this.nextTheme}
      @save=${this.save}
      @reload=${this.files.reload}
      @keep=${this.files.keep}
    ></http-task-top-bar>`;
  }

  private tab(view: View, name: string, selected: boolean) {
    return html`<button
      role="tab"
      aria-selected=${selected}
      tabindex=${selected ? 0 : -1}
      @click=${() => this.show(view)}
      @keydown=${moveTab}
    >
      ${name}
    </button>`;
  }

  private sidePane() {
    return html`<http-task-side
      .model=${this.model}
      .run=${this.run}
      .tick=${{}}
      .shown=${this.side}
      .field=${this.field}
      .token=${this.token}
      @show=${(event: CustomEvent<{ view: Side }>) => this.show(event.detail.view)}
      @show-field=${(event: CustomEvent<{ pointer: string }>) => this.showField(event.detail.pointer)}
      @insert-expression=${(event: CustomEvent<{ expression: string }>) => this.insert(event.detail.expression)}
      @copy=${(event: CustomEvent<{ text: string; what?: string }>) => this.copy(event.detail.text, event.detail.what ?? "It")}
      @save-example=${() => this.saveExample()}
      @export=${(event: CustomEvent<{ format: "curl" | "har" }>) => this.export(event.detail.format)}
    ></http-task-side>`;
  }

  private show(view: View): void {
    this.view = view;
    if (view === "documentation" || view === "answer") this.side = view;
  }

  private showField(pointer: string): void {
    this.show("request");
    void this.updateComplete.then(() => this.request.focusField(pointer));
  }

  private fieldFocused = (event: CustomEvent<{ pointer: string; place: string }>): void => {
    this.field = event.detail.pointer;
    this.lastField = { ref: this.model.step?.ref ?? "", place: event.detail.place };
  };

  // Into the field that had the focus last, if it is one of a later step; else it is there to be pasted.
  private async insert(expression: string): Promise<void> {
    const { lastField } = this;
    const index = this.model.steps.findIndex((step) => step.ref === lastField?.ref);
    if (lastField === null || index <= this.model.selected || !this.model.steps[index]?.editable) {
      return this.copy(expression, "The expression for a later step");
    }
    this.select(index);
    await this.model.described();
    await this.updateComplete;
    await this.request.insert(lastField.place, expression);
    this.toast.say(`Put into ${lastField.ref}.`);
  }

  private openPalette(): void {
    this.palette.open(isEmpty(this.model.step) ? "replace" : "step");
  }

  private async pick(result: SearchResult, mode: PickMode): Promise<void> {
    await this.filling.pick(result, mode);
    this.show("documentation");
    this.view = "request";
    await this.model.described();
    await this.updateComplete;
    this.request.focusFirst();
  }

  private takeSettings(settings: JsonObject): void {
    this.filling.take(settings);
    this.show("request");
  }

  private select(index: number): void {
    this.model.select(index);
    this.field = "";
    this.view = "request";
    if (this.run.answer === null) this.side = "documentation";
  }

  private addStep = (event: CustomEvent<{ after: number }>): void => {
    this.model.addStep(event.detail.after < 0 ? null : event.detail.after);
    this.palette.open("replace");
  };

  private async renameStep(index: number): Promise<void> {
    const ref = this.model.steps[index]?.ref ?? "";
    const value = await this.dialog.ask(
      questions.rename(ref, (name) => refProblem(this.model.definition, index, name)),
    );
    if (value === null || value === ref) return;
    this.model.renameStep(index, value);
    this.run.rename(ref, value);
  }

  private removeStep(index: number): void {
    const { definition, selected } = this.model;
    const ref = this.model.steps[index]?.ref ?? "";
    this.model.removeStep(index);
    this.toast.say(`${ref} is deleted.`, "Undo", () => this.model.restore(definition, selected));
  }

  private async setSecret(name: string): Promise<void> {
    const value = await this.dialog.ask(questions.secret(name));
    if (value === null) return;
    try {
      await this.model.required().setSecret(name, value);
      await this.model.refreshSession();
    } catch (error) {
      this.toast.say(asProblem(error).message);
    }
  }

  private test = async (): Promise<void> => {
    const step = this.model.step;
    if (step === null || this.run.running) return;
    const method = (typeof step.settings["method"] === "string" ? step.settings["method"] : "GET").toUpperCase();
    const uri = typeof step.settings["uri"] === "string" ? step.settings["uri"] : "";
    const key = `${method} ${/^[a-z]+:\/\/[^/]*/i.exec(uri)?.[0] ?? uri}`;
    let confirmed = this.confirmed.has(key);
    if (this.mode === "real" && !confirmed && !safeMethods.includes(method)) {
      if (!(await this.confirm(method, uri))) return;
      this.confirmed.add(key);
      confirmed = true;
    }
    this.show("answer");
    const outcome = await this.run.start(this.model.required(), step.settings, this.model.place, this.mode, confirmed);
    if (outcome === "unconfirmed" && (await this.confirm(method, uri))) {
      await this.run.start(this.model.required(), step.settings, this.model.place, this.mode, true);
    }
    void this.model.refreshCompletions();
  };

  private async confirm(method: string, uri: string): Promise<boolean> {
    return (await this.dialog.ask(questions.send(method, uri))) !== null;
  }

  private async saveExample(): Promise<void> {
    const settings = this.model.step?.settings ?? {};
    const endpoint = endpointId(settings);
    if (endpoint === null) return this.toast.say("An example belongs to an endpoint of the catalogue; these settings name none.");
    const name = await this.dialog.ask(questions.example());
    if (name === null) return;
    try {
      await this.model.required().saveExample(endpoint, name.trim(), settings);
      this.model.examples = [...new Set([...this.model.examples, name.trim()])];
      this.toast.say(`“${name.trim()}” is a preset now.`);
    } catch (error) {
      this.toast.say(asProblem(error).message);
    }
  }

  private async export(format: "curl" | "har"): Promise<void> {
    const answer = this.run.answer;
    if (answer === null) return;
    try {
      const text = await this.model.required().exportTest(answer.id, format);
      if (format === "curl") return await this.copy(text, "The curl command");
      download(text, `${answer.ref || "answer"}.har`, "application/json");
    } catch (error) {
      this.toast.say(asProblem(error).message);
    }
  }

  private async copy(text: string, what: string): Promise<void> {
    const done = await toClipboard(text);
    this.toast.say(!done ? "The browser did not allow copying." : `${what} is copied${text.length < 80 ? `: ${text}` : "."}`);
  }

  private save = (): void => {
    void this.saveDialog.open(this.model.definition, this.model.path, this.model.etag);
  };

  private saved = (event: CustomEvent<{ path: string; etag: string }>): void => {
    this.files.wasSaved(event.detail.path, event.detail.etag);
    this.toast.say(`Saved ${event.detail.path}.`);
    this.tell("saved", { path: event.detail.path });
  };

  // Another definition is shown.
  moved(): void {
    this.run.clear();
    this.show("documentation");
    this.view = "request";
  }

  ask(question: Question): Promise<string | null> {
    return this.dialog.ask(question);
  }

  say(text: string, action?: string, act?: () => void): void {
    this.toast.say(text, action, act);
  }

  private nextTheme = (): void => {
    this.theme = this.theme === "" ? "light" : this.theme === "light" ? "dark" : "";
    this.tell("theme-change", { theme: this.theme });
  };

  private key = (event: KeyboardEvent): void => {
    const path = event.composedPath();
    const first = document.querySelector("http-task-editor") === this && document.activeElement === document.body;
    if ((!path.includes(this) && !first) || this.model.session === null || this.modal()) return;
    const control = event.ctrlKey || event.metaKey;
    const target = path[0];
    const typing = target instanceof HTMLElement && target.matches("input, select, textarea, [contenteditable=true]");
    if ((control && event.key.toLowerCase() === "k") || (event.key === "/" && !control && !typing)) {
      event.preventDefault();
      this.openPalette();
    } else if (control && event.key === "Enter") {
      event.preventDefault();
      void this.test();
    } else if (control && event.key.toLowerCase() === "s") {
      event.preventDefault();
      this.save();
    }
  };

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  private modal(): boolean {
    const dialogs = [this.palette, this.dialog, this.curlDialog, this.openDialog, this.saveDialog];
    return dialogs.some((element) => element?.shadowRoot?.querySelector("dialog")?.open === true);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "http-task-editor": HttpTaskEditor;
  }
}
