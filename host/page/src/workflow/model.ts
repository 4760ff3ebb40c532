// What the editor works on: the session, one definition and the step that is selected, with what the server says of
// them. A controller of the element: each change asks it to render. Calls that were overtaken by a later one are dropped.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ApiProblem, EditorApi, isAbort } from "../api.js";
import { atTheirFields } from "../form/findings.js";
import { equal, isObject, type Json, type JsonObject } from "../json.js";
import type { Completion, Endpoint, Finding, Place, Prefill, Problem, Session, Workflow } from "../types.js";
import {
  newDefinition,
  steps,
  suggestRef,
  withNewStep,
  withRef,
  withSettings,
  withoutStep,
  type Step,
} from "./definition.js";

const pauseBeforeCheck = 120; // ms after the last key

export class EditorModel implements ReactiveController {
  api: EditorApi | null = null;
  session: Session | null = null;
  sessionProblem: ApiProblem | null = null;
  path: string | null = null;
  etag: string | undefined;
  saved: JsonObject = newDefinition; // as in the file
  definition: JsonObject = newDefinition;
  selected = -1;
  endpoint: Endpoint | null = null;
  endpointProblem: Problem | null = null;
  endpointLoading = false;
  errors: Finding[] = [];
  warnings: Finding[] = [];
  completions: Completion[] = [];
  examples: string[] = [];
  private checkTimer: ReturnType<typeof setTimeout> | undefined;
  private checking: AbortController | null = null;
  private describedLast = Promise.resolve();
  private describing: AbortController | null = null;
  private ahead: { id: string; endpoint: Promise<Endpoint> } | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.checkTimer);
    this.checking?.abort();
    this.describing?.abort();
  }

  get steps(): Step[] {
    return steps(this.definition);
  }

  get step(): Step | null {
    return this.steps[this.selected] ?? null;
  }

  get unsaved(): boolean {
    return !equal(this.definition, this.saved);
  }

  // As the form shows them.
  get formErrors(): Finding[] {
    return this.endpoint === null ? this.errors : atTheirFields(this.errors, this.endpoint.form.fields);
  }

  // Names of the steps that are not in the file as they are here.
  get unsavedRefs(): ReadonlySet<string> {
    const before = new Map(steps(this.saved).map((step) => [step.ref, step.settings]));
    return new Set(this.steps.filter((step) => !equal(step.settings, before.get(step.ref))).map((step) => step.ref));
  }

  // Where the step that is selected stands.
  get place(): Place {
    return { path: this.path ?? undefined, ref: this.step?.ref, definition: this.definition };
  }

  // With the definition of `path`; "": the one that the server was started for.
  async connect(base: string, token: string, path: string): Promise<void> {
    this.api = new EditorApi(base, token);
    this.sessionProblem = null;
    this.host.requestUpdate();
    try {
      this.session = await this.api.session();
      const wanted = path || this.session.workflow;
      if (wanted) this.take(await this.api.workflow(wanted));
    } catch (error) {
      this.sessionProblem = asProblem(error);
    }
    this.host.requestUpdate();
  }

  // The definition as the file has it.
  take(workflow: Workflow): void {
    const ref = this.step?.ref;
    this.path = workflow.path;
    this.etag = workflow.etag;
    this.saved = workflow.definition;
    this.definition = workflow.definition;
    const list = this.steps;
    const same = list.findIndex((step) => step.ref === ref);
    this.selected = -2;
    this.select(same >= 0 ? same : list.length > 0 ? 0 : -1);
  }

  startAnew(): void {
    this.path = null;
    this.etag = undefined;
    this.saved = newDefinition;
    this.definition = newDefinition;
    this.select(-1);
  }

  wasSaved(path: string, etag: string): void {
    this.path = path;
    this.etag = etag;
    this.saved = this.definition;
    this.host.requestUpdate();
  }

  select(index: number): void {
    this.selected = index;
    this.errors = [];
    this.warnings = [];
    this.describe();
    void this.refreshCompletions();
    this.check();
    this.host.requestUpdate();
  }

  addStep(after: number | null, settings: JsonObject = {}, title = "step"): void {
    this.definition = withNewStep(this.definition, after, suggestRef(this.definition, title), settings);
    this.select(after === null ? this.steps.length - 1 : after + 1);
  }

  removeStep(index: number): void {
    this.definition = withoutStep(this.definition, index);
    this.select(Math.min(index < this.selected ? this.selected - 1 : this.selected, this.steps.length - 1));
  }

  renameStep(index: number, ref: string): void {
    this.definition = withRef(this.definition, index, ref);
    void this.refreshCompletions();
    this.host.requestUpdate();
  }

  rename(name: string): void {
    this.definition = { ...this.definition, name };
    this.host.requestUpdate();
  }

  // Back to what it was, for "Undo".
  restore(definition: JsonObject, selected: number): void {
    this.definition = definition;
    this.select(selected);
  }

  setSettings(settings: Json): void {
    if (this.step === null || !this.step.editable) return;
    const before = endpointId(this.step.settings);
    this.definition = withSettings(this.definition, this.selected, settings);
    if (isObject(settings) && endpointId(settings) !== before) this.describe();
    this.check();
    this.host.requestUpdate();
  }

  prefill(endpoint: string, example?: string): Promise<Prefill> {
    const settings = this.step?.settings ?? {};
    if (this.endpoint?.id !== endpoint) this.fetchAhead(endpoint);
    return this.required().prefill(endpoint, Object.keys(settings).length === 0 ? undefined : settings, example);
  }

  // The description comes while the settings are prefilled.
  private fetchAhead(id: string): void {
    const endpoint = this.required().endpoint(id);
    endpoint.catch(() => undefined); // whoever takes it says what is wrong
    this.ahead = { id, endpoint };
  }

  async refreshCompletions(): Promise<void> {
    try {
      this.completions = (await this.api?.completions(this.place)) ?? [];
    } catch {
      this.completions = []; // typing goes on without help
    }
    this.host.requestUpdate();
  }

  async refreshSession(): Promise<void> {
    try {
      this.session = await this.required().session();
    } catch {
      // What is known stays; the next call that matters says what is wrong.
    }
    await this.refreshCompletions();
  }

  // Resolves when the description of the current endpoint is here, or is known to be missing.
  described(): Promise<void> {
    return this.describedLast;
  }

  private describe(): void {
    this.describedLast = this.fetchEndpoint();
  }

  private async fetchEndpoint(): Promise<void> {
    this.describing?.abort();
    const id = this.step ? endpointId(this.step.settings) : null;
    if (id === null || this.api === null) {
      this.endpoint = null;
      this.endpointProblem = null;
      this.endpointLoading = false;
      this.host.requestUpdate();
      return;
    }
    if (this.endpoint?.id === id) return;
    const running = new AbortController();
    this.describing = running;
    this.endpointLoading = true;
    try {
      const ahead = this.ahead?.id === id ? this.ahead.endpoint : undefined;
      this.ahead = undefined;
      const endpoint = await (ahead ?? this.api.endpoint(id, running.signal));
      if (this.describing !== running) return;
      this.endpoint = endpoint;
      this.endpointProblem = null;
      this.examples = endpoint.examples;
      void this.savedExamples(id);
    } catch (error) {
      if (isAbort(error) || this.describing !== running) return;
      this.endpoint = null;
      this.endpointProblem = asProblem(error).problem;
    }
    this.endpointLoading = false;
    this.host.requestUpdate();
  }

  required(): EditorApi {
    if (this.api === null) throw new ApiProblem(0, { type: "page.unreachable", title: "There is no connection yet" });
    return this.api;
  }

  private async savedExamples(id: string): Promise<void> {
    try {
      const names = (await this.required().examples(id)).map((example) => example.name);
      if (this.endpoint?.id === id) this.examples = [...new Set([...this.endpoint.examples, ...names])];
      this.host.requestUpdate();
    } catch {
      // The endpoint's own examples are there.
    }
  }

  // In place while typing, by the validator of production.
  private check(): void {
    clearTimeout(this.checkTimer);
    this.checking?.abort();
    const step = this.step;
    if (step === null || !step.editable || Object.keys(step.settings).length === 0) return;
    this.checkTimer = setTimeout(async () => {
      const running = new AbortController();
      this.checking = running;
      try {
        const found = await this.required().validate(step.settings, this.place, running.signal);
        if (this.checking !== running) return;
        this.errors = found.errors;
        this.warnings = found.warnings;
      } catch (error) {
        if (isAbort(error)) return;
        this.errors = [];
      }
      this.host.requestUpdate();
    }, pauseBeforeCheck);
  }
}

export function endpointId(settings: JsonObject): string | null {
  const endpoint = settings["endpoint"];
  return isObject(endpoint) && typeof endpoint["id"] === "string" ? endpoint["id"] : null;
}

export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem(0, { type: "page.failure", title: String(error) });
}
