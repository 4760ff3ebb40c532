// <http-task-compare>: what is different from the answer before: status, header fields, body. The bodies are compared
// in the worker that holds the newer one (`client`).
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { controls } from "../styles/controls.js";
import type { StructuredResponse } from "../types.js";
import type { BodyClient } from "../workers/body-client.js";
import type { BodyCalls, BodySource } from "../workers/body-protocol.js";
import { visible } from "../workers/bytes-text.js";
import type { Difference } from "../workers/difference.js";
import { headerFields } from "./headers-view.js";

// Different in each answer of most servers.
const restless = /^(date|age|x-request-id|x-runtime|cf-ray|etag|set-cookie|report-to|server-timing|x-amzn-.*id)$/;

@customElement("http-task-compare")
export class HttpTaskCompare extends LitElement {
  static override styles = [
    controls,
    css`
      table {
        border-collapse: collapse;
        font-size: var(--size-dense);
        width: 100%;
      }

      th,
      td {
        border-bottom: 1px solid var(--line);
        font-weight: 400;
        overflow-wrap: anywhere;
        padding: var(--space-1) var(--space-2);
        text-align: left;
        vertical-align: top;
      }

      h4 {
        font-size: var(--size-text);
        margin: var(--space-4) 0 var(--space-2);
      }

      .where {
        min-width: 8em;
        width: 28%;
      }

      .kind {
        white-space: nowrap;
        width: 1%;
      }

      del {
        background: var(--error-soft);
        border-radius: 3px;
        color: var(--error);
        padding: 0 3px;
        text-decoration: none;
      }

      ins {
        background: var(--ok-soft);
        border-radius: 3px;
        color: var(--ok);
        padding: 0 3px;
        text-decoration: none;
      }
    `,
  ];

  @property({ attribute: false }) response: StructuredResponse | null = null;
  @property({ attribute: false }) previous: StructuredResponse | null = null;
  @property({ attribute: false }) previousSource: BodySource | undefined;
  @property({ attribute: false }) client: BodyClient | undefined;
  @state() private body: Awaited<ReturnType<BodyCalls["difference"]>> | undefined;
  @state() private failure = "";

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("client") || changed.has("previousSource")) void this.compare();
  }

  override render() {
    const { response, previous } = this;
    if (!response || !previous) return nothing;
    const fields = fieldDifferences(previous, response);
    return html`<h4>Status</h4>
      <p>
        ${
          statusOf(previous) === statusOf(response)
            ? html`${statusOf(response)}, as before.`
            : html`<del>${statusOf(previous)}</del> <ins>${statusOf(response)}</ins>`
        }
      </p>
      <h4>Header fields</h4>
      ${fields.length === 0 ? html`<p class="muted">As before, but for those that change each time.</p>` : table(fields, "Name")}
      <h4>Body</h4>
      ${this.bodyView()}`;
  }

  private bodyView(): unknown {
    if (this.failure) return html`<p class="notice error">${this.failure}</p>`;
    if (!this.previousSource || !this.client) return html`<p class="muted">One of the two answers has no body.</p>`;
    if (!this.body) return html`<p class="muted" role="status">Comparing…</p>`;
    if ("refused" in this.body) return html`<p class="muted">${this.body.refused}</p>`;
    const { found, limited, by } = this.body;
    if (found.length === 0) return html`<p>The same as before.</p>`;
    return html`${table(found, by === "line" ? "Line" : "Where")}
    ${limited ? html`<p class="muted">The first 1,000 differences.</p>` : nothing}`;
  }

  private async compare(): Promise<void> {
    this.body = undefined;
    this.failure = "";
    const { client, previousSource } = this;
    if (!client || !previousSource) return;
    try {
      const body = await client.ask("difference", previousSource);
      if (client === this.client) this.body = body;
    } catch (error) {
      this.failure = `The answer before is not there any more. ${error instanceof Error ? error.message : ""}`;
    }
  }
}

function table(found: Difference[], where: string): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col" class="muted kind">What</th>
        <th scope="col" class="muted">${where}</th>
        <th scope="col" class="muted">Values</th>
      </tr>
    </thead>
    <tbody>
      ${found.map(
        (difference) =>
          html`<tr>
            <td class="kind muted">${difference.kind}</td>
            <td class="mono where">${visible(difference.where || "/")}</td>
            <td class="mono">
              ${difference.before === undefined ? nothing : html`<del>${visible(difference.before)}</del>`}
              ${difference.after === undefined ? nothing : html`<ins>${visible(difference.after)}</ins>`}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function statusOf(response: StructuredResponse): string {
  return response.response ? `${response.response.statusCode} ${response.response.reasonPhrase}` : response.status;
}

function fieldDifferences(before: StructuredResponse, after: StructuredResponse): Difference[] {
  const collect = (response: StructuredResponse): Map<string, string> => {
    const fields = new Map<string, string>();
    for (const { name, value } of headerFields(response)) {
      const key = name.toLowerCase();
      if (!restless.test(key)) fields.set(key, fields.has(key) ? `${fields.get(key)}, ${value}` : value);
    }
    return fields;
  };
  const [a, b] = [collect(before), collect(after)];
  const found: Difference[] = [];
  for (const [name, value] of a) {
    const now = b.get(name);
    if (now === undefined) found.push({ kind: "removed", where: name, before: value });
    else if (now !== value) found.push({ kind: "changed", where: name, before: value, after: now });
  }
  for (const [name, value] of b) if (!a.has(name)) found.push({ kind: "added", where: name, after: value });
  return found;
}
