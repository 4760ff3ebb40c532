// The documentation of an endpoint beside its form.
//
// Properties in: endpoint; current, the pointer of the field that has the focus: its section is marked and shown.
// Event out (bubbling, composed): "show-field" {pointer} when a person asks for the field of a section.
import { LitElement, html, nothing, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import { isObject, stringify, type Json, type JsonObject } from "../json.js";
import { visible } from "../search/marks.js";
import { controls } from "../styles/controls.js";
import type { Endpoint, Field, FieldGroup, ResponseDescription } from "../types.js";
import { constraintText, typeText } from "./field-text.js";
import { purified } from "./purify.js";
import { schemaRows } from "./schema-rows.js";
import { documentationStyles } from "./styles.js";

const groupTitles: [FieldGroup, string][] = [
  ["path", "Path"],
  ["query", "Query"],
  ["body", "Body"],
  ["header", "Headers"],
  ["cookie", "Cookies"],
  ["authentication", "Authentication"],
];
const longList = 12;

@customElement("http-task-documentation")
export class HttpTaskDocumentation extends LitElement {
  static override styles = [controls, documentationStyles];

  @property({ attribute: false }) endpoint: Endpoint | null = null;
  @property({ attribute: false }) current = "";
  // The same nodes at each rendering, so that what is there stays; by pointer, or status of a response.
  private fragments = new Map<string, DocumentFragment>();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("endpoint")) this.fragments.clear();
  }

  override render() {
    const endpoint = this.endpoint;
    if (endpoint === null) {
      return html`<p class="empty">What the endpoint does, takes and answers is shown here once you have picked one.</p>`;
    }
    const about = isObject(endpoint.description["endpoint"]) ? endpoint.description["endpoint"] : {};
    const responses = Object.entries(endpoint.responses ?? {});
    return html`
      <header>
        <h2><bdi>${visible(endpoint.form.title)}</bdi></h2>
        <p class="line">
          <span class="method" data-method=${text(about["method"])}>${text(about["method"])}</span>
          <bdi class="mono path">${visible(text(about["path"]))}</bdi>
        </p>
        ${about["deprecated"] === true || endpoint.description["deprecated"] === true
          ? html`<p class="notice warning">Deprecated: the API may drop this endpoint.</p>`
          : nothing}
      </header>
      <div class="prose">${this.prose("")}</div>
      ${this.facts(about)}
      ${groupTitles.map(([group, title]) => {
        const fields = endpoint.form.fields.filter((field) => field.group === group);
        return fields.length === 0
          ? nothing
          : html`<section>
              <h3>${title}</h3>
              ${fields.map((field) => this.field(field, 0))}
            </section>`;
      })}
      ${responses.length === 0
        ? nothing
        : html`<section>
            <h3>Responses</h3>
            ${responses.map(([status, response], index) => this.response(status, response, index === 0))}
          </section>`}
      ${endpoint.servers.length === 0
        ? nothing
        : html`<section>
            <h3>Servers</h3>
            <ul class="plain">
              ${endpoint.servers.map(
                (server) =>
                  html`<li>
                    <bdi class="mono">${visible(server.url)}</bdi>
                    ${server.description ? html`<span class="muted">${visible(server.description)}</span>` : nothing}
                  </li>`,
              )}
            </ul>
          </section>`}
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("endpoint")) this.scrollTop = 0;
    if (changed.has("current") && this.current !== "") {
      for (let pointer = this.current; pointer !== ""; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
        const section = this.renderRoot.querySelector(`[data-pointer="${CSS.escape(pointer)}"]`);
        if (section === null) continue;
        for (let outer = section.parentElement; outer; outer = outer.parentElement) {
          if (outer instanceof HTMLDetailsElement) outer.open = true;
        }
        section.scrollIntoView({ block: "nearest" });
        return;
      }
    }
  }

  private prose(pointer: string) {
    return this.nodes(pointer, this.endpoint?.documentation[pointer]);
  }

  private nodes(key: string, source: string | undefined) {
    if (!source) return nothing;
    let fragment = this.fragments.get(key);
    if (fragment === undefined) {
      fragment = purified(source);
      this.fragments.set(key, fragment);
    }
    return fragment;
  }

  private facts(about: JsonObject) {
    const limit = isObject(about["rateLimit"]) ? about["rateLimit"] : null;
    const scopes = Array.isArray(about["scopes"]) ? about["scopes"] : [];
    const rows: [string, unknown][] = [];
    if (limit && limit["requests"] !== undefined) {
      rows.push(["Rate limit", `${text(limit["requests"])} requests in ${text(limit["perSeconds"])} seconds`]);
    }
    if (scopes.length > 0) {
      const names = scopes.map((scope) => (isObject(scope) ? text(scope["name"]) : text(scope)));
      rows.push(["Scopes", names.map((name) => html`<code>${visible(name)}</code> `)]);
    }
    if (rows.length === 0) return nothing;
    return html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
  }

  private field(field: Field, depth: number): unknown {
    const current = field.pointer === this.current || this.current.startsWith(`${field.pointer}/`);
    const inner = depth > 5 ? [] : innerFields(field);
    return html`<div class="field ${depth > 0 ? "nested" : ""}">
      <div class="entry ${current ? "current" : ""}" data-pointer=${field.pointer}>
        <div class="line">
          <button
            class="name mono"
            title="Go to this field of the form"
            @click=${() => this.show(field.pointer)}
          >${visible(field.name === "" ? "each item" : field.name)}</button>
          <span class="muted small">${typeText(field)}</span>
          ${field.required ? html`<span class="badge required">required</span>` : nothing}
          ${field.deprecated ? html`<span class="badge warning">deprecated</span>` : nothing}
        </div>
        <div class="prose">${this.prose(field.pointer)}</div>
        ${this.values(field)}
      </div>
      ${inner.length === 0
        ? nothing
        : inner.length > longList || depth > 0
          ? html`<details>
              <summary>${inner.length === 1 ? "1 field" : `${inner.length} fields`}</summary>
              ${inner.map((item) => this.field(item, depth + 1))}
            </details>`
          : inner.map((item) => this.field(item, depth + 1))}
    </div>`;
  }

  private values(field: Field) {
    const constraints = constraintText(field);
    const list = field.enum ?? (field.items?.fields ? undefined : field.items?.enum);
    const words = (values: Json[]) => values.map((value) => html`<code>${shown(value)}</code> `);
    return html`
      ${list === undefined
        ? nothing
        : list.length > longList
          ? html`<details>
              <summary>One of ${list.length} values</summary>
              <p class="values">${words(list)}</p>
            </details>`
          : html`<p class="values"><span class="muted">One of</span> ${words(list)}</p>`}
      ${field.const !== undefined ? html`<p class="values"><span class="muted">Always</span> ${words([field.const])}</p>` : nothing}
      ${field.default !== undefined ? html`<p class="values"><span class="muted">Default</span> ${words([field.default])}</p>` : nothing}
      ${constraints === "" ? nothing : html`<p class="values muted">${constraints}</p>`}
      ${field.examples?.length ? html`<p class="values"><span class="muted">For example</span> ${words(field.examples.slice(0, 3))}</p>` : nothing}
    `;
  }

  private response(status: string, response: ResponseDescription, open: boolean) {
    const kind = /^2/.test(status) ? "ok" : /^[45]/.test(status) ? "error" : "";
    const example = Array.isArray(response.examples) ? response.examples[0] : firstExample(response.examples);
    return html`<details class="response" ?open=${open}>
      <summary><span class="badge ${kind}">${status}</span> ${summaryOf(response.description)}</summary>
      <div class="prose">${this.nodes(`response ${status}`, response.description)}</div>
      ${schemaRows(response.schema, this.endpoint?.description ?? {})}
      ${example === undefined
        ? nothing
        : html`<p class="muted small">Example</p>
            <pre class="mono" tabindex="0" role="region" aria-label="Example of ${status}">${shown(example, 2)}</pre>`}
    </details>`;
  }

  private show(pointer: string): void {
    this.dispatchEvent(new CustomEvent("show-field", { detail: { pointer }, bubbles: true, composed: true }));
  }
}

function innerFields(field: Field): Field[] {
  if (field.fields) return field.fields;
  if (field.items?.fields) return field.items.fields;
  if (field.choices) return field.choices.map((choice) => ({ ...choice.field, name: choice.title, required: false }));
  return field.additional ? [{ ...field.additional, name: "any name" }] : [];
}

function firstExample(examples: Json | undefined): Json | undefined {
  if (!isObject(examples)) return undefined;
  const first = Object.values(examples)[0];
  return isObject(first) && "value" in first ? first["value"] : first;
}

// The first words of the description, to have something to read while the section is closed.
function summaryOf(source: string | undefined): string {
  const words = source ? (purified(source).textContent ?? "").trim() : "";
  return visible(words.length > 80 ? `${words.slice(0, 79)}…` : words);
}

function shown(value: Json, indent?: number): string {
  const written = typeof value === "string" && indent === undefined ? value : stringify(value, indent);
  return visible(written.length > 20000 ? `${written.slice(0, 20000)}…` : written);
}

function text(value: Json | undefined): string {
  return value === undefined || value === null ? "" : typeof value === "string" ? value : stringify(value);
}
