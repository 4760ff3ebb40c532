// The header fields of the answer, as received where that is known; 1xx answers before it.
import { html, type TemplateResult } from "lit";
import type { HeaderField, StructuredResponse } from "../types.js";
import { visible } from "../workers/bytes-text.js";
import { responseHeaderExpression } from "./expression.js";
import { icons } from "../icons.js";

export function headersView(
  response: StructuredResponse,
  ref: string,
  copy: (text: string, what: string) => void,
  insert: (expression: string) => void,
): TemplateResult {
  const fields = headerFields(response);
  if (fields.length === 0) return html`<p class="muted">The answer has no header fields.</p>`;
  const seen = new Map<string, number>();
  return html`<div class="scroll-x">
    <table class="fields">
      <caption class="visually-hidden">
        Header fields of the answer
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          <th scope="col"><span class="visually-hidden">Use</span></th>
        </tr>
      </thead>
      <tbody>
        ${fields.map(({ name, value }) => {
          const index = seen.get(name.toLowerCase()) ?? 0;
          seen.set(name.toLowerCase(), index + 1);
          const expression = responseHeaderExpression(ref, name, index);
          return html`<tr>
            <th scope="row" class="mono">${visible(name)}</th>
            <td class="mono value">${visible(value)}</td>
            <td class="use">
              <button
                class="button quiet icon small"
                title="Insert ${expression}"
                aria-label="Insert the expression for ${name}"
                @click=${() => insert(expression)}
              >
                ${icons.insert}
              </button>
              <button
                class="button quiet icon small"
                title="Copy the value"
                aria-label="Copy the value of ${name}"
                @click=${() => copy(value, name)}
              >
                ${icons.copy}
              </button>
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

export function headerFields(response: StructuredResponse): HeaderField[] {
  if (response.responseHeaders) return response.responseHeaders;
  return Object.entries(response.response?.headers ?? {}).flatMap(([name, values]) =>
    values.map((value) => ({ name, value })),
  );
}
