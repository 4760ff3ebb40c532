// Objects, lists, maps and choices: fields with fields within.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icons } from "../icons.js";
import { equal, ExactNumber, isObject, type Json, type JsonObject } from "../json.js";
import type { Field } from "../types.js";
import { visible } from "../workers/bytes-text.js";
import type { FormContext } from "./context.js";
import {
  below,
  define,
  labelOf,
  moved,
  placed,
  renamed,
  type PlacedField,
  startValue,
  unknownMembers,
} from "./field-model.js";
import { fieldView, header, problemsView, type Extras } from "./field-view.js";
import "./http-task-add-field.js";

const anything: Omit<Field, "pointer" | "name"> = {
  type: "any",
  widget: "json",
  group: "body",
  required: false,
  schemaPointer: "",
};

// Whether there is something to draw; a cut field that did not come yet is JSON until then.
export function isContainer(field: Field): boolean {
  return (
    (field.widget === "object" && (field.fields !== undefined || field.additional !== undefined)) ||
    (field.widget === "list" && field.items !== undefined) ||
    (field.widget === "map" && field.additional !== undefined) ||
    (field.widget === "choice" && field.choices !== undefined)
  );
}

export function containerView(
  form: FormContext,
  field: Field,
  value: Json | undefined,
  extras: Extras,
): TemplateResult {
  const id = form.idAt(field.pointer);
  const fits =
    value === undefined ||
    (field.widget === "list" ? Array.isArray(value) : field.widget === "choice" || isObject(value));
  return html`<fieldset
    class="field container"
    data-pointer=${field.pointer}
    data-model=${(field as PlacedField).modelPointer ?? field.pointer}
    aria-describedby=${`${id}-problems`}
  >
    <legend class="legend">${header(form, field, value, false, extras, true)}</legend>
    ${drawsItself(form, field, value) ? nothing : problemsView(form, field, value, id, "", !fits)}
    ${fits ? content(form, field, value) : fieldView(form, { ...field, ...jsonOnly(field) }, {})}
  </fieldset>`;
}

// A choice that is a plain value has one field with the problems of both.
function drawsItself(form: FormContext, field: Field, value: Json | undefined): boolean {
  const picked = field.choices?.[form.choice(field, value)]?.field;
  return (
    picked !== undefined && !isContainer(form.expanded(picked)) && picked.const === undefined && picked.type !== "null"
  );
}

// Something else stands there than the form can draw: it is kept and shown as JSON.
function jsonOnly(field: Field): Partial<Field> {
  return {
    widget: "json",
    fields: undefined,
    items: undefined,
    additional: undefined,
    choices: undefined,
    documentation: undefined,
    name: `${field.name} as JSON`,
  };
}

function content(form: FormContext, field: Field, value: Json | undefined): unknown {
  switch (field.widget) {
    case "list":
      return list(form, field, Array.isArray(value) ? value : []);
    case "choice":
      return choice(form, field, value);
    case "map":
      return map(form, field, isObject(value) ? value : {});
  }
  return html`${membersView(form, field.fields ?? [], field.pointer, value)}
  ${
    field.additional
      ? map(
          form,
          field,
          isObject(value) ? value : {},
          (field.fields ?? []).map(({ name }) => name),
        )
      : nothing
  }`;
}

// The fields of an object: what has to be there, what is there, and a menu of what may be.
export function membersView(
  form: FormContext,
  fields: readonly Field[],
  parent: string,
  value: Json | undefined,
  showUnknown = true,
  label = "",
): TemplateResult {
  const here = fields.map((field) => placed(field, below(parent, field.name)));
  // A fixed value that is there says nothing that the choice did not say.
  const open = here.filter((field) => field.const === undefined || !equal(field.const, form.value(field.pointer)));
  return html`${fieldsView(form, open, parent, label)}
  ${showUnknown ? unknownMembers(fields, value).map((name) => unknownView(form, below(parent, name), name)) : nothing}`;
}

export function fieldsView(form: FormContext, fields: readonly Field[], menu: string, label = ""): TemplateResult {
  const order = [...fields].sort((a, b) => Number(b.required) - Number(a.required));
  const shown = order.filter((field) => isShown(form, field));
  const rest = order.filter((field) => !isShown(form, field));
  return html`${repeat(
    shown,
    (field) => field.pointer,
    (field) => fieldView(form, field, { removable: !field.required && !exceptOf(field).length }),
  )}
  ${
    rest.length > 0
      ? html`<http-task-add-field
          .fields=${rest}
          .label=${label}
          @add=${(event: CustomEvent<{ field: Field }>) => add(form, event.detail.field)}
          data-menu=${menu}
        ></http-task-add-field>`
      : nothing
  }`;
}

export function isShown(form: FormContext, field: Field): boolean {
  const { pointer } = field;
  const others = exceptOf(field);
  if (others.length > 0) {
    // Other fields stand for the rest of this map.
    const value = form.value(pointer);
    const own = isObject(value) && Object.keys(value).some((name) => !others.includes(name));
    return own || form.wanted(pointer) || form.problemsAt(pointer, false).length > 0;
  }
  return (
    field.required ||
    form.value(pointer) !== undefined ||
    form.wanted(pointer) ||
    form.problemsAt(pointer, true).length > 0
  );
}

export function exceptOf(field: Field): readonly string[] {
  return (field as { except?: readonly string[] }).except ?? [];
}

export function add(form: FormContext, field: Field): void {
  const start = startValue(form.expanded(field));
  form.want(field.pointer, true);
  if (start !== undefined && form.value(field.pointer) === undefined) form.set(field.pointer, start);
  form.focusAt(field.pointer);
}

// A member that no field stands for: kept, and to be changed as JSON.
export function unknownView(form: FormContext, pointer: string, name: string): TemplateResult {
  const field: Field = { ...anything, ...drawnAs(form.value(pointer)), pointer, name };
  return fieldView(form, field, {
    removable: true,
    label: html`<bdi>${visible(name)}</bdi> <span class="badge">not described</span>`,
  });
}

function drawnAs(value: Json | undefined): Partial<Field> {
  if (typeof value === "string") return { widget: value.includes("\n") ? "multiline" : "text" };
  if (typeof value === "boolean") return { widget: "checkbox" };
  if (typeof value === "number" || value instanceof ExactNumber) return { type: "number", widget: "number" };
  return {};
}

function list(form: FormContext, field: Field, items: Json[]): TemplateResult {
  const { pointer } = field;
  const item = field.items!;
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= items.length) return;
    form.set(pointer, moved(items, from, to));
    form.focusAt(below(pointer, to));
  };
  const remove = (index: number): void => {
    form.set(
      pointer,
      items.filter((_, i) => i !== index),
    );
    if (items.length > 1) form.focusAt(below(pointer, Math.min(index, items.length - 2)));
  };
  const addItem = (): void => {
    form.set(pointer, [...items, startValue(form.expanded(item)) ?? nextItem(item, items)]);
    form.focusAt(below(pointer, items.length));
  };
  return html`<div class="items">
      ${items.map((_, index) => {
        const actions = html` <button
            class="button quiet icon small"
            title="Up (Alt+↑)"
            aria-label=${`Move item ${index + 1} up`}
            ?disabled=${index === 0}
            @click=${() => move(index, index - 1)}
          >
            ${icons.up}
          </button>
          <button
            class="button quiet icon small"
            title="Down (Alt+↓)"
            aria-label=${`Move item ${index + 1} down`}
            ?disabled=${index === items.length - 1}
            @click=${() => move(index, index + 1)}
          >
            ${icons.down}
          </button>
          <button
            class="button quiet icon small"
            title="Remove"
            aria-label=${`Remove item ${index + 1}`}
            @click=${() => remove(index)}
          >
            ${icons.close}
          </button>`;
        const onKey = (event: KeyboardEvent): void => {
          if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
          event.preventDefault();
          event.stopPropagation();
          move(index, index + (event.key === "ArrowUp" ? -1 : 1));
        };
        return html`<div class="item" @keydown=${onKey}>
          ${fieldView(form, <PlacedField>{ ...placed(form.expanded(item), below(pointer, index)), documentation: undefined, required: false, entry: true }, { actions, label: html`<span class="muted">${index + 1}</span>` })}
        </div>`;
      })}
    </div>
    <button class="button small add" @click=${addItem}>${icons.add} Add an item</button>`;
}

// Of a list of allowed values the first that the list does not have yet.
function nextItem(item: Field, items: Json[]): Json {
  return item.enum?.find((value) => !items.some((each) => equal(each, value))) ?? emptyItem(item);
}

function emptyItem(field: Field): Json {
  if (field.type === "string" || field.type === "any") return field.enum?.[0] ?? "";
  if (field.type === "boolean") return false;
  if (field.type === "object") return {};
  if (field.type === "array") return [];
  return field.enum?.[0] ?? (field.type === "null" ? null : "");
}

function map(form: FormContext, field: Field, members: JsonObject, except: readonly string[] = []): TemplateResult {
  const { pointer } = field;
  const hidden = new Set([...except, ...exceptOf(field)]);
  const names = Object.keys(members).filter((name) => !hidden.has(name));
  const entry = field.additional!;
  const rename = (from: string, event: Event): void => {
    const input = event.target as HTMLInputElement;
    const to = input.value;
    if (to === "" || to === from || Object.hasOwn(members, to) || hidden.has(to)) input.value = from;
    else form.set(pointer, renamed(members, from, to));
  };
  const addEntry = (): void => {
    let name = "name";
    for (let i = 2; Object.hasOwn(members, name) || hidden.has(name); i++) name = `name${i}`;
    const next: JsonObject = { ...members };
    define(next, name, startValue(form.expanded(entry)) ?? emptyItem(entry));
    form.set(pointer, next);
    form.focusAt(`${below(pointer, name)}#name`);
  };
  return html`<div class="items">
      ${repeat(
        names,
        (name) => name,
        (name) => {
          const at = below(pointer, name);
          const label = html`<input
            class="input name mono"
            data-pointer=${`${at}#name`}
            aria-label="Name of the entry"
            .value=${name}
            spellcheck="false"
            autocomplete="off"
            @change=${(event: Event) => rename(name, event)}
          />`;
          const shown: PlacedField = {
            ...placed(form.expanded(entry), at),
            // Parameters and header fields are texts before they are anything else.
            ...(entry.widget === "json" && labelOf(field) !== field.name ? drawnAs(members[name]) : {}),
            name,
            documentation: undefined,
            required: false,
            entry: true,
          };
          return html`<div class="item">${fieldView(form, shown, { removable: true, label })}</div>`;
        },
      )}
    </div>
    <button class="button small add" @click=${addEntry}>${icons.add} Add an entry</button>`;
}

function choice(form: FormContext, field: Field, value: Json | undefined): TemplateResult {
  const choices = field.choices ?? [];
  const at = form.choice(field, value);
  const id = `${form.idAt(field.pointer)}-choice`;
  const picked = choices[at]?.field;
  return html`<select
      class="input"
      id=${id}
      aria-label=${`Which of the forms of ${field.name}`}
      @change=${(event: Event) => form.choose(field, Number((event.target as HTMLSelectElement).value))}
    >
      ${choices.map(({ title }, index) => html`<option value=${index} ?selected=${index === at}>${visible(title)}</option>`)}
    </select>
    ${picked ? inner(form, { ...picked, pointer: field.pointer }, value) : nothing}`;
}

function inner(form: FormContext, field: Field, value: Json | undefined): unknown {
  const whole = form.expanded(field);
  if (
    isContainer(whole) &&
    (value === undefined ||
      whole.widget === "choice" ||
      (whole.widget === "list" ? Array.isArray(value) : isObject(value)))
  )
    return content(form, whole, value);
  if (whole.const !== undefined || whole.type === "null") return nothing;
  return fieldView(form, { ...whole, documentation: undefined, choices: undefined, name: "value" }, {});
}
