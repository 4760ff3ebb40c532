// The request as it was really sent (or would have been), secrets masked, and the same as a curl command.
import { html, nothing, type TemplateResult } from "lit";
import type { StructuredResponse } from "../types.js";
import { visible } from "../workers/bytes-text.js";
import { icons } from "../icons.js";

const shownBody = 64 * 1024;

export function requestView(
  request: StructuredResponse["request"],
  copy: (text: string, what: string) => void,
): TemplateResult {
  if (!request.method && !request.head)
    return html`<p class="muted">There was no request: the settings were refused before.</p>`;
  const head =
    request.head ??
    [
      `${request.method} ${request.uri} ${request.httpVersion ?? ""}`,
      ...(request.headers ?? []).map(({ name, value }) => `${name}: ${value}`),
    ].join("\n");
  return html`<p class="line-up">
      <span class="method" data-method=${request.method ?? ""}>${request.method}</span>
      <span class="mono uri">${visible(request.uri ?? "")}</span>
    </p>
    ${request.sent === false ? html`<p class="notice">It was not sent; this is what would have been.</p>` : nothing}
    <h4>Head</h4>
    <pre class="block" tabindex="0" aria-label="Head of the request">
${visible(head.replace(/\r\n/g, "\n").trimEnd())}</pre>
    ${request.body ? bodyOf(request) : nothing}
    ${
      request.curl
        ? html`<h4>
              As a curl command
              <button class="button small quiet" @click=${() => copy(request.curl!, "curl command")}>
                ${icons.copy} Copy
              </button>
            </h4>
            <pre class="block wrap" tabindex="0" aria-label="As a curl command">
${visible(request.curl.slice(0, shownBody))}</pre>`
        : nothing
    }`;
}

function bodyOf(request: StructuredResponse["request"]): TemplateResult {
  const body = request.body ?? "";
  const cut = body.length > shownBody;
  return html`<h4>
      Body ${request.bodyEncoding === "base64" ? html`<span class="badge">bytes, as base64</span>` : nothing}
    </h4>
    <pre class="block wrap" tabindex="0" aria-label="Body of the request">
${visible(body.slice(0, shownBody))}${cut ? "\u2026" : ""}</pre>
    ${cut ? html`<p class="muted small">The first 64 KB of ${body.length.toLocaleString("en")} characters.</p>` : nothing}`;
}
