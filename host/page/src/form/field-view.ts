// One field: its name, control, help and problems. What lies within objects, lists, maps and choices is drawn by
// container-view.ts.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { icons } from "../icons.js";
import { equal, stringify, type Json } from "../json.js";
import { JsonError, readJson, writeJson } from "../json-text.js";
import type { Field } from "../types.js";
import { visible } from "../workers/bytes-text.js";
import { containerView, isContainer } from "./container-view.js";
import type { FormContext } from "./context.js";
import "./http-task-expression-input.js";
import {
  firstSentence,
  hasExpression,
  isUncheckedExample,
  labelOf,
  takesText,
  textOf,
  valueOf,
  type PlacedField,
} from "./field-model.js";

export interface Extras {
  // Behind the name: moving and removing items.
  actions?: TemplateResult;
  removable?: boolean;
  label?: unknown;
}

export function fieldView(form: FormContext, cut: Field, extras: Extras = {}): TemplateResult {
  const field = form.expanded(cut);
  const { pointer } = field;
  const value = form.value(pointer);
  const expression = !takesText(field) && (form.asExpression(pointer) || hasExpression(value));
  if (isContainer(field) && !expression) return containerView(form, field, value, extras);

  const id = form.idAt(pointer);
  const problems = form.problemsAt(pointer, true);
  const help = firstSentence(field.documentation);
  const draftProblem = field.widget === "json" && !expression ? jsonProblem(form.draft(pointer)) : "";
  const wrong = draftProblem !== "" || problems.some(({ finding, warning }) => !warning && !finding.missing);
  const described = [help ? `${id}-help` : "", problems.length > 0 || draftProblem ? `${id}-problems` : ""]
    .filter(Boolean)
    .join(" ");
  const group = field.widget === "checkbox" && !expression;
  return html`<div
    class="field"
    data-pointer=${pointer}
    data-model=${(field as PlacedField).modelPointer ?? pointer}
    role=${group ? "radiogroup" : nothing}
    aria-labelledby=${group ? `${id}-label` : nothing}
    aria-describedby=${group && described ? described : nothing}
  >
    ${header(form, field, value, expression, extras)}
    ${help ? html`<p class="help" id=${`${id}-help`}>${visible(help)}</p>` : nothing}
    ${expression ? expressionControl(form, field, value, id, wrong) : control(form, field, value, id, described, wrong)}
    ${problemsView(form, field, value, id, draftProblem)}
  </div>`;
}

export function header(
  form: FormContext,
  field: Field,
  value: Json | undefined,
  expression: boolean,
  extras: Extras,
  legend = false,
): TemplateResult {
  const id = form.idAt(field.pointer);
  const name = extras.label ?? html`<bdi>${visible(labelOf(field))}</bdi>`;
  const group = field.widget === "checkbox" && !expression;
  const type =
    field.widget === "choice"
      ? ""
      : `${field.type === "any" ? "" : field.type}${field.format && field.format !== field.type ? ` ${field.format}` : ""}`;
  return html`<div class="head">
    ${
      legend || group
        ? html`<span class="label" id=${`${id}-label`}>${name}</span>`
        : html`<label class="label" for=${id}>${name}</label>`
    }
    ${field.required ? html`<span class="required" title="Required"><span aria-hidden="true">*</span><span class="visually-hidden">required</span></span>` : nothing}
    <span class="type">${visible(type)}</span>
    ${field.deprecated ? html`<span class="badge warning">deprecated</span>` : nothing}
    ${
      isUncheckedExample(field, value)
        ? html`<span class="badge warning" title="Filled in from the documented example">example, to be checked</span>`
        : nothing
    }
    <span class="grow"></span>
    ${
      takesText(field) || field.const !== undefined
        ? nothing
        : html`<button
            class="button quiet icon small toggle"
            aria-pressed=${String(expression)}
            title=${expression ? "Give a value" : "Give an expression, ${...}"}
            aria-label=${`Expression in place of a value for ${field.name}`}
            @click=${() => form.toggleExpression(field)}
          >
            ${icons.expression}
          </button>`
    }
    ${extras.actions ?? nothing}
    ${
      extras.removable && !(group && !expression)
        ? html`<button
            class="button quiet icon small"
            title="Leave it out"
            aria-label=${`Leave out ${field.name}`}
            @click=${() => leaveOut(form, field)}
          >
            ${icons.close}
          </button>`
        : nothing
    }
  </div>`;
}

function leaveOut(form: FormContext, field: Field): void {
  form.setDraft(field.pointer, undefined);
  form.want(field.pointer, false);
  form.set(field.pointer, undefined);
}

export function problemsView(
  form: FormContext,
  field: Field,
  value: Json | undefined,
  id: string,
  draftProblem = "",
  deep = true,
): unknown {
  const problems = form.problemsAt(field.pointer, deep);
  if (problems.length === 0 && draftProblem === "") return nothing;
  return html`<ul class="problems" id=${`${id}-problems`}>
    ${
      draftProblem
        ? html`<li class="wrong">
            ${icons.warning}<span>${draftProblem}</span>
            <button class="button small" @click=${() => textInstead(form, field)}>Take it as text</button>
          </li>`
        : nothing
    }
    ${problems.map(({ finding, warning }) => {
      const within = finding.pointer.slice(field.pointer.length);
      return html`<li class=${finding.missing ? "missing" : warning ? "warns" : "wrong"}>
        ${finding.missing ? nothing : icons.warning}<span
          >${within ? html`<code>${visible(within)}</code> ` : nothing}${visible(finding.detail)}</span
        >
        ${finding.suggestion && !within && field.fields === undefined ? suggestion(form, field, finding.suggestion, value) : nothing}
      </li>`;
    })}
  </ul>`;
}

function suggestion(form: FormContext, field: Field, text: string, now: Json | undefined): unknown {
  let value: Json;
  try {
    value = readJson(text);
  } catch {
    value = text;
  }
  if (equal(value, now)) return nothing;
  return html`<button class="button small" @click=${() => form.set(field.pointer, value)}>
    Take ${visible(textOf(value).slice(0, 60))}
  </button>`;
}

function expressionControl(
  form: FormContext,
  field: Field,
  value: Json | undefined,
  id: string,
  wrong: boolean,
): TemplateResult {
  return textInput(form, field, value, id, wrong, { placeholder: "${...}", multiline: false, keepText: true });
}

function control(
  form: FormContext,
  field: Field,
  value: Json | undefined,
  id: string,
  described: string,
  wrong: boolean,
): TemplateResult {
  if (field.const !== undefined)
    return html`<output class="fixed mono" id=${id}>${visible(textOf(value ?? field.const))}</output>`;
  switch (field.widget) {
    case "select":
      return select(form, field, value, id, described, wrong);
    case "checkbox":
      return yesNo(form, field, value, id);
    case "number":
      return number(form, field, value, id, described, wrong);
    case "date":
      if (value === undefined || value === "" || (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)))
        return html`<input
          class="input short"
          type="date"
          id=${id}
          .value=${live(textOf(value))}
          aria-describedby=${described || nothing}
          aria-invalid=${wrong ? "true" : nothing}
          aria-required=${field.required ? "true" : nothing}
          @change=${(event: Event) => put(form, field, (event.target as HTMLInputElement).value)}
        />`;
      return textInput(form, field, value, id, wrong, { placeholder: "2026-12-31", multiline: false });
    case "json":
    case "object":
    case "list":
    case "map":
    case "choice":
      return json(form, field, value, id, described, wrong);
    case "date-time":
      return html`<div class="beside">
        ${textInput(form, field, value, id, wrong, { placeholder: "2026-12-31T23:59:59Z", multiline: false })}
        <button
          class="button small"
          @click=${() => form.set(field.pointer, new Date().toISOString().replace(/\.\d+Z/, "Z"))}
        >
          Now
        </button>
      </div>`;
    case "file":
      return file(form, field, value, id, wrong);
  }
  if (value !== undefined && value !== null && typeof value === "object")
    return json(form, field, value, id, described, wrong);
  return textInput(form, field, value, id, wrong, {
    placeholder: example(field) || (field.widget === "time" ? "23:59:59Z" : ""),
    multiline: field.widget === "multiline",
  });
}

function example(field: Field): string {
  const first = field.examples?.[0] ?? field.default;
  const text = first === undefined ? "" : textOf(first);
  return text.length > 80 ? `${text.slice(0, 79)}\u2026` : text;
}

interface TextOptions {
  placeholder: string;
  multiline: boolean;
  keepText?: boolean;
}

function textInput(
  form: FormContext,
  field: Field,
  value: Json | undefined,
  id: string,
  wrong: boolean,
  options: TextOptions,
): TemplateResult {
  return html`<http-task-expression-input
    class="input-host"
    .inputId=${id}
    .label=${field.name}
    .value=${form.draft(field.pointer) ?? textOf(value)}
    .placeholder=${visible(options.placeholder)}
    .multiline=${options.multiline}
    .secret=${field.widget === "password"}
    .required=${field.required}
    .wrong=${wrong}
    .help=${firstSentence(field.documentation)}
    .problem=${form
      .problemsAt(field.pointer, true)
      .map(({ finding }) => finding.detail)
      .join(" ")}
    .completions=${form.completions}
    .resolved=${(expression: string) => form.resolved(expression)}
    @text-change=${(event: CustomEvent<{ text: string }>) => put(form, field, event.detail.text, options.keepText)}
  ></http-task-expression-input>`;
}

function put(form: FormContext, field: Field, text: string, keepText = false): void {
  if (text === "" && !isEntry(field)) {
    form.want(field.pointer, true);
    form.set(field.pointer, undefined);
  } else form.set(field.pointer, keepText && hasExpression(text) ? text : valueOf(field, text));
}

// Items of lists and members of maps are there, even when they are empty.
function isEntry(field: Field): boolean {
  return (field as PlacedField).entry === true;
}

function select(
  form: FormContext,
  field: Field,
  value: Json | undefined,
  id: string,
  described: string,
  wrong: boolean,
): TemplateResult {
  const allowed = field.enum ?? [];
  const at = value === undefined ? -1 : allowed.findIndex((each) => equal(each, value));
  return html`<select
    class="input"
    id=${id}
    aria-describedby=${described || nothing}
    aria-invalid=${wrong ? "true" : nothing}
    aria-required=${field.required ? "true" : nothing}
    @change=${(event: Event) => {
      const index = Number((event.target as HTMLSelectElement).value);
      if (index >= 0) form.set(field.pointer, allowed[index]!);
      else if (index === -2) form.set(field.pointer, null);
      else if (index === -1) put(form, field, "");
    }}
  >
    ${isEntry(field) && at >= 0 ? nothing : html`<option value="-1" ?selected=${value === undefined}>Choose…</option>`}
    ${field.nullable ? html`<option value="-2" ?selected=${value === null}>null</option>` : nothing}
    ${value !== undefined && value !== null && at < 0 ? html`<option value="-3" selected>${visible(textOf(value))} (not one of them)</option>` : nothing}
    ${allowed.map((each, index) => html`<option value=${index} ?selected=${index === at}>${visible(textOf(each))}${field.default !== undefined && equal(field.default, each) ? " (default)" : ""}</option>`)}
  </select>`;
}

function yesNo(form: FormContext, field: Field, value: Json | undefined, id: string): TemplateResult {
  const option = (own: Json | undefined, words: string): TemplateResult =>
    html`<label class="option">
      <input
        type="radio"
        name=${id}
        .checked=${live(own === undefined ? value === undefined : value === own)}
        @change=${() => {
          if (own === undefined) form.want(field.pointer, true);
          form.set(field.pointer, own);
        }}
      />
      <span>${words}</span>
    </label>`;
  const words = (own: boolean): string => `${own}${field.default === own ? " (default)" : ""}`;
  return html`<div class="options">
    ${option(true, words(true))} ${option(false, words(false))} ${field.nullable ? option(null, "null") : nothing}
    ${field.required ? nothing : option(undefined, "not set")}
    ${value !== undefined && value !== null && typeof value !== "boolean" ? html`<span class="mono">${visible(textOf(value))}</span>` : nothing}
  </div>`;
}

function number(
  form: FormContext,
  field: Field,
  value: Json | undefined,
  id: string,
  described: string,
  wrong: boolean,
): TemplateResult {
  const { pointer } = field;
  return html`<input
    class="input short mono"
    id=${id}
    inputmode=${field.type === "integer" ? "numeric" : "decimal"}
    autocomplete="off"
    spellcheck="false"
    placeholder=${visible(example(field))}
    aria-describedby=${described || nothing}
    aria-invalid=${wrong ? "true" : nothing}
    aria-required=${field.required ? "true" : nothing}
    .value=${live(form.draft(pointer) ?? (value === null ? "null" : textOf(value)))}
    @input=${(event: Event) => {
      const text = (event.target as HTMLInputElement).value;
      form.setDraft(pointer, text);
      if (text.startsWith("${")) {
        form.beginExpression(field, text);
      } else if (text === "null" && field.nullable) form.set(pointer, null);
      else put(form, field, text);
    }}
    @blur=${() => form.setDraft(pointer, undefined)}
  />`;
}

function json(
  form: FormContext,
  field: Field,
  value: Json | undefined,
  id: string,
  described: string,
  wrong: boolean,
): TemplateResult {
  const { pointer } = field;
  const text = form.draft(pointer) ?? (value === undefined ? "" : writeJson(value));
  const rows = Math.min(16, Math.max(2, text.split("\n").length));
  return html`<textarea
    class="input mono json"
    id=${id}
    rows=${rows}
    spellcheck="false"
    placeholder=${field.examples?.[0] === undefined ? "JSON" : writeJson(field.examples[0]).slice(0, 400)}
    aria-describedby=${described || nothing}
    aria-invalid=${wrong ? "true" : nothing}
    aria-required=${field.required ? "true" : nothing}
    .value=${live(text)}
    @input=${(event: Event) => {
      const typed = (event.target as HTMLTextAreaElement).value;
      form.setDraft(pointer, typed);
      if (typed.trim() === "") put(form, field, "");
      else if (jsonProblem(typed) === "") form.set(pointer, readJson(typed));
    }}
    @blur=${() => {
      if (jsonProblem(form.draft(pointer)) === "") form.setDraft(pointer, undefined);
    }}
  ></textarea>`;
}

function jsonProblem(text: string | undefined): string {
  if (text === undefined || text.trim() === "") return "";
  try {
    readJson(text);
    return "";
  } catch (error) {
    return error instanceof JsonError
      ? `Not JSON yet, line ${error.line}: ${error.message} The value before stands until then.`
      : String(error);
  }
}

function textInstead(form: FormContext, field: Field): void {
  const text = form.draft(field.pointer) ?? "";
  form.setDraft(field.pointer, undefined);
  form.set(field.pointer, text);
}

const fileLimit = 4 << 20;

// A multipart field takes a part with its own content; any other one the text or base64 that a person gives.
function file(form: FormContext, field: Field, value: Json | undefined, id: string, wrong: boolean): TemplateResult {
  const part = typeof value === "object" && value !== null ? (value as Record<string, Json>) : undefined;
  return html`<div class="file">
    ${
      part
        ? html`<div class="beside">
            <span class="mono fixed"
              >${visible(textOf(part["filename"] ?? part["file"] ?? stringify(value).slice(0, 60)))}</span
            >
            <button class="button small" @click=${() => put(form, field, "")}>Another</button>
          </div>`
        : html`<div class="beside">
            ${textInput(form, field, value, id, wrong, { placeholder: "its content, or ${...}", multiline: false })}
            <label class="button small"
              >Choose a file<input
                class="visually-hidden"
                type="file"
                aria-label=${`Choose a file for ${field.name}`}
                @change=${(event: Event) => void takeFile(form, field, event)}
            /></label>
          </div>`
    }
  </div>`;
}

async function takeFile(form: FormContext, field: Field, event: Event): Promise<void> {
  const chosen = (event.target as HTMLInputElement).files?.[0];
  if (!chosen) return;
  if (chosen.size > fileLimit) {
    form.setDraft(field.pointer, 'Above 4 MB: name it as {"file": "path"} in the JSON instead.');
    return;
  }
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  let binary = "";
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  form.setDraft(field.pointer, undefined);
  form.set(field.pointer, {
    content: btoa(binary),
    contentEncoding: "base64",
    contentType: chosen.type || "application/octet-stream",
    filename: chosen.name,
  });
}
