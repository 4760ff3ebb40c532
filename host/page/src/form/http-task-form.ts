// The form of an endpoint, drawn from the form model of the C++ core.
//
// Properties in: form, settings, problems and warnings (of validation, by pointer), completions, and services for what
// has to be asked of the server. What no field stands for is kept and shown as JSON.
// Events out (bubbling, composed): "settings-change" {settings} with the whole new settings at each edit;
// "field-focus" {pointer (the model's), place (in the settings)} when a field gets the focus. `focusField(pointer)` is
// the other direction: it also switches on a field that is off. `insert(place, expression)` puts one into a field.
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { isObject, type Json } from "../json.js";
import { at, drop, put, tokens } from "../pointer.js";
import { controls } from "../styles/controls.js";
import type { Completion, Field, FieldGroup, Finding, FormModel, ResolvedExpression } from "../types.js";
import { exceptOf, fieldsView, isShown, unknownView } from "./container-view.js";
import type { FormContext } from "./context.js";
import { below, chosen, converted, placed, startValue, type PlacedField } from "./field-model.js";
import { formStyles } from "./form-styles.js";

export interface FormServices {
  // The fields below one that the model cut (Field.more).
  expand(field: Field): Promise<Field[]>;
  // What expressions stand for now.
  resolve(expressions: string[]): Promise<ResolvedExpression[]>;
}

const groups: { group: FieldGroup; title: string; noun: string; folded?: boolean }[] = [
  { group: "path", title: "Path", noun: "path parameter" },
  { group: "query", title: "Query", noun: "query parameter" },
  { group: "body", title: "Body", noun: "body field" },
  { group: "header", title: "Header fields", noun: "header field" },
  { group: "cookie", title: "Cookies", noun: "cookie" },
  { group: "authentication", title: "Authentication", noun: "authentication" },
  { group: "server", title: "Address and method", noun: "field", folded: true },
  { group: "more", title: "Time, retries and more", noun: "setting", folded: true },
];

// Further parameters stand with those that are described; cookies only where there are any.
function groupOf(field: Field, fields: readonly Field[]): FieldGroup {
  if (field.group !== "more" || field.widget !== "map") return field.group;
  if (field.pointer === "/queryParameters") return "query";
  if (field.pointer === "/headers") return "header";
  return field.pointer === "/cookies" && fields.some(({ group }) => group === "cookie") ? "cookie" : "more";
}

const containers: Partial<Record<FieldGroup, string>> = {
  path: "/pathParameters",
  query: "/queryParameters",
  header: "/headers",
  cookie: "/cookies",
  body: "/body",
};

// Kept by other parts of the editor.
const ownNames = new Set(["endpoint", "method", "uri"]);

const resolveAfter = 250;

@customElement("http-task-form")
export class HttpTaskForm extends LitElement implements FormContext {
  static override styles = [controls, formStyles];

  @property({ attribute: false }) form: FormModel | null = null;
  @property({ attribute: false }) settings: Json = {};
  @property({ attribute: false }) problems: Finding[] = [];
  @property({ attribute: false }) warnings: Finding[] = [];
  @property({ attribute: false }) completions: Completion[] = [];
  @property({ attribute: false }) services: FormServices | null = null;
  @state() private opened = new Set<FieldGroup>();

  private ids = new Map<string, string>();
  private drafts = new Map<string, string>();
  private wantedFields = new Set<string>();
  private expressions = new Set<string>();
  private stashed = new Map<string, Json | undefined>();
  private choices = new Map<string, number>();
  private parts = new Map<string, Field | null>();
  private results = new Map<string, ResolvedExpression>();
  private asked = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("form")) {
      for (const memory of [this.drafts, this.wantedFields, this.expressions, this.stashed, this.choices, this.parts])
        memory.clear();
      this.opened = new Set();
    }
    if (changed.has("completions")) {
      this.results.clear();
      this.asked.clear();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.asked.clear();
  }

  override render() {
    if (!this.form) return nothing;
    if (!isObject(this.settings))
      return html`<p class="notice warning">
        The settings are no object, so there is no form for them. Change them as JSON.
      </p>`;
    const { fields } = this.form;
    const drawn = groups.map((each) => ({ ...each, fields: fields.filter((field) => groupOf(field, fields) === each.group) }));
    const open = drawn.filter((each) => each.fields.length > 0 && !each.folded && !this.bare(each.group, each.fields));
    const bare = drawn.filter((each) => !each.folded && this.bare(each.group, each.fields)).flatMap((each) => each.fields);
    return html`<div class="form" @focusin=${this.focused}>
      ${open.map(({ group, title, noun, fields: own }) => this.group(group, title, noun, own, false))}
      ${bare.length > 0 ? fieldsView(this, bare, "bare") : nothing}
      ${drawn.map(({ group, title, noun, fields: own, folded }) =>
        folded && own.length > 0 ? this.group(group, title, noun, own, true) : nothing,
      )}
    </div>`;
  }

  // The endpoint describes nothing of the kind and nothing is set: no heading, only the way to add something.
  private bare(group: FieldGroup, fields: readonly Field[]): boolean {
    const further = fields.every((field) => exceptOf(field).length > 0 || field.group === "more");
    return (
      (further || group === "authentication") &&
      fields.every((field) => !isShown(this, field)) &&
      this.unknown(group).length === 0
    );
  }

  // Shows and focuses the field of a pointer, or the nearest one that it lies in.
  focusField(pointer: string): void {
    const field = this.form?.fields.find((each) => pointer === each.pointer || pointer.startsWith(`${each.pointer}/`));
    if (!field) return;
    this.wantedFields.add(field.pointer);
    if (pointer !== field.pointer) this.wantedFields.add(pointer);
    this.opened = new Set(this.opened).add(groupOf(field, this.form?.fields ?? []));
    this.focusAt(pointer);
  }

  // In place of what is empty, was begun as an expression or takes no text; behind other text.
  insert(place: string, expression: string): void {
    const now = this.value(place);
    const next = typeof now === "string" ? now.replace(/(?<!\$)\$\{[^}]*$/, "") + expression : expression;
    if (typeof now !== "string" && now !== undefined) {
      this.expressions.add(place);
      this.stashed.set(place, now);
    }
    this.drafts.delete(place);
    this.set(place, next);
    this.focusField(place);
  }

  private group(group: FieldGroup, title: string, noun: string, fields: Field[], folded: boolean): TemplateResult {
    const content = html`${fieldsView(this, fields, group, noun)}
    ${this.unknown(group).map((pointer) => unknownView(this, pointer, tokens(pointer).at(-1) ?? ""))}`;
    const alone = fields.length === 1 && fields[0]!.pointer === `/${group}`;
    if (!folded)
      return html`<section class="group" aria-label=${title}>
        ${alone ? nothing : html`<h3>${title}</h3>`}${content}
      </section>`;
    const set = fields.filter((field) => isShown(this, field)).length;
    const wrong = fields.some((field) => this.problemsAt(field.pointer, true).some(({ warning }) => !warning));
    const open = wrong || this.opened.has(group);
    return html`<details class="group" ?open=${open} @toggle=${(event: Event) => this.toggled(event, group)}>
      <summary>
        <h3>${title}</h3>
        ${set > 0 ? html`<span class="muted">${set} set</span>` : nothing}
      </summary>
      ${open ? content : nothing}
    </details>`;
  }

  // Places of the settings that no field of the form stands for.
  private unknown(group: FieldGroup): string[] {
    const fields = this.form?.fields ?? [];
    const whole = new Set(fields.map((field) => field.pointer));
    const tops = new Set(fields.map((field) => `/${tokens(field.pointer)[0]}`));
    const under = (top: string): string[] => {
      const value = at(this.settings, top);
      if (whole.has(top) || !isObject(value)) return [];
      return Object.keys(value)
        .map((name) => below(top, name))
        .filter((pointer) => !whole.has(pointer));
    };
    if (group !== "more") return containers[group] === undefined ? [] : under(containers[group]);
    if (!isObject(this.settings)) return [];
    const parts = new Set(Object.values(containers));
    return Object.keys(this.settings)
      .filter((name) => !ownNames.has(name))
      .map((name) => below("", name))
      .filter(
        (pointer) =>
          !tops.has(pointer) &&
          !(
            parts.has(pointer) &&
            isObject(at(this.settings, pointer)) &&
            fields.some((field) => containers[field.group] === pointer)
          ),
      );
  }

  private toggled(event: Event, group: FieldGroup): void {
    const { open } = event.target as HTMLDetailsElement;
    if (open === this.opened.has(group)) return;
    const opened = new Set(this.opened);
    if (open) opened.add(group);
    else opened.delete(group);
    this.opened = opened;
  }

  private focused = (event: FocusEvent): void => {
    const place = (event.target as HTMLElement).closest<HTMLElement>("[data-model]");
    if (place) this.tell("field-focus", { pointer: place.dataset["model"], place: place.dataset["pointer"] });
  };

  // FormContext

  idAt(pointer: string): string {
    let id = this.ids.get(pointer);
    if (!id) this.ids.set(pointer, (id = `field-${this.ids.size}`));
    return id;
  }

  value(pointer: string): Json | undefined {
    return at(this.settings, pointer);
  }

  set(pointer: string, value: Json | undefined): void {
    const before = this.settings;
    this.settings =
      value === undefined
        ? emptied(drop(before, pointer), pointer, this.form?.fields ?? [])
        : put(before, pointer, value);
    this.tell("settings-change", { settings: this.settings });
  }

  draft(pointer: string): string | undefined {
    return this.drafts.get(pointer);
  }

  setDraft(pointer: string, text: string | undefined): void {
    if (text === undefined) this.drafts.delete(pointer);
    else this.drafts.set(pointer, text);
    this.requestUpdate();
  }

  wanted(pointer: string): boolean {
    return this.wantedFields.has(pointer);
  }

  want(pointer: string, wanted: boolean): void {
    if (wanted) this.wantedFields.add(pointer);
    else this.wantedFields.delete(pointer);
    this.requestUpdate();
  }

  asExpression(pointer: string): boolean {
    return this.expressions.has(pointer);
  }

  beginExpression(field: Field, text: string): void {
    this.drafts.delete(field.pointer);
    this.expressions.add(field.pointer);
    this.set(field.pointer, text);
    this.focusAt(field.pointer);
  }

  // What stood there before comes back when the expression is switched off again.
  toggleExpression(field: Field): void {
    const { pointer } = field;
    const value = this.value(pointer);
    const isText = typeof value === "string" && value.includes("${");
    const on = !this.expressions.has(pointer) && !isText;
    const before = this.stashed.get(pointer);
    this.drafts.delete(pointer);
    this.wantedFields.add(pointer);
    if (on) {
      this.expressions.add(pointer);
      this.stashed.set(pointer, value);
      if (value !== undefined && before !== undefined && typeof before === "string") this.set(pointer, before);
      else if (value !== undefined && typeof value !== "string") this.set(pointer, "${");
    } else {
      this.expressions.delete(pointer);
      this.stashed.set(pointer, isText && value !== "${" ? value : undefined);
      this.set(pointer, typeof before === "string" ? startValue(field) : (before ?? startValue(field)));
    }
    this.requestUpdate();
    this.focusAt(pointer);
  }

  choice(field: Field, value: Json | undefined): number {
    const picked = this.choices.get(field.pointer);
    return picked ?? chosen(field, value);
  }

  choose(field: Field, index: number): void {
    const to = field.choices?.[index]?.field;
    if (!to) return;
    this.choices.set(field.pointer, index);
    this.drafts.delete(field.pointer);
    this.wantedFields.add(field.pointer);
    this.set(field.pointer, converted(this.value(field.pointer), to));
  }

  problemsAt(pointer: string, deep: boolean): { finding: Finding; warning: boolean }[] {
    const here = (finding: Finding): boolean =>
      finding.pointer === pointer || (deep && finding.pointer.startsWith(`${pointer}/`));
    return [
      ...this.problems.filter(here).map((finding) => ({ finding, warning: false })),
      ...this.warnings.filter(here).map((finding) => ({ finding, warning: true })),
    ];
  }

  resolved(expression: string): ResolvedExpression | undefined {
    if (!this.results.has(expression) && !this.asked.has(expression)) {
      this.asked.add(expression);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.resolve(), resolveAfter);
    }
    return this.results.get(expression);
  }

  expanded(cut: Field): Field {
    if (!cut.more || !this.services) return cut;
    const model = (cut as PlacedField).modelPointer ?? cut.pointer;
    const key = `${cut.schemaPointer} ${model}`;
    const part = this.parts.get(key);
    if (part)
      return placed(
        { ...part, required: cut.required, name: cut.name, entry: (cut as PlacedField).entry } as PlacedField,
        cut.pointer,
      );
    if (part === undefined) {
      this.parts.set(key, null);
      void this.services.expand({ ...cut, pointer: model }).then(
        ([field]) => {
          if (field) this.parts.set(key, { ...field, more: undefined });
          this.requestUpdate();
        },
        () => this.parts.delete(key),
      );
    }
    return cut;
  }

  focusAt(pointer: string): void {
    void this.updateComplete
      .then(() => this.updateComplete)
      .then(() => {
        let place: HTMLElement | null = null;
        for (let wanted = pointer; wanted !== "" && !place; wanted = wanted.slice(0, wanted.lastIndexOf("/")))
          place = this.renderRoot.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(wanted)}"]`);
        if (!place) return;
        const control = place.matches("input")
          ? place
          : place.querySelector<HTMLElement>(
              ".input, .input-host, .options input, .add, http-task-add-field, button:not(.head button)",
            );
        (control ?? place).focus();
        place.scrollIntoView({ block: "nearest" });
      });
  }

  private async resolve(): Promise<void> {
    const asked = [...this.asked].filter((expression) => !this.results.has(expression)).slice(0, 100);
    if (asked.length === 0 || !this.services) return;
    try {
      for (const result of await this.services.resolve(asked)) this.results.set(result.expression, result);
      this.requestUpdate();
    } catch {
      // Without an answer there is no preview.
    }
  }

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

// Containers of the settings that have become empty by taking the last of their members away go, too; those that a
// field of its own stands for stay.
function emptied(settings: Json, pointer: string, fields: readonly Field[]): Json {
  const own = new Set(fields.map((field) => field.pointer));
  const [first, ...rest] = tokens(pointer);
  if (rest.length !== 1 || own.has(`/${first}`)) return settings;
  const parent = at(settings, `/${first}`);
  return isObject(parent) && Object.keys(parent).length === 0 ? drop(settings, `/${first}`) : settings;
}

declare global {
  interface HTMLElementTagNameMap {
    "http-task-form": HttpTaskForm;
  }
}
