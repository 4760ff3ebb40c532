// Where the answer came from: addresses, protocol, TLS with the certificates as they were shown.
import { html, nothing, type TemplateResult } from "lit";
import { formatSize, visible } from "../workers/bytes-text.js";
import { icons } from "../icons.js";
import type { Certificate, Connection, Tls } from "./shapes.js";

export function connectionView(
  connection: Connection | undefined,
  sizes: Record<string, number> | undefined,
): TemplateResult {
  if (!connection && !sizes) return html`<p class="muted">There was no connection.</p>`;
  const c = connection ?? {};
  return html`<dl class="facts">
      ${fact("Server", place(c.remoteAddress, c.remotePort))} ${fact("From", place(c.localAddress, c.localPort))}
      ${fact("Proxy", c.proxy)} ${fact("Protocol", c.httpVersion)}
      ${c.reused === undefined ? nothing : fact("Connection", c.reused ? "reused from an earlier request" : "new")}
      ${
        sizes
          ? html`${fact("Sent", sum(sizes["requestHeader"], sizes["requestBody"], "body"))}
            ${fact("Received", sum(sizes["responseHeader"], sizes["responseBody"], "body"))}
            ${
              sizes["responseContent"] !== undefined && sizes["responseContent"] !== sizes["responseBody"]
                ? fact("Body unpacked", formatSize(sizes["responseContent"]))
                : nothing
            }`
          : nothing
      }
    </dl>
    ${c.tls ? tlsView(c.tls) : connection ? html`<p class="muted">Without TLS: everything went in the clear.</p>` : nothing}`;
}

function tlsView(tls: Tls): TemplateResult {
  return html`<h4>${icons.lock} TLS</h4>
    ${
      tls.verified === false
        ? html`<p class="notice error">
            The certificate was not verified${tls.verifyMessage ? `: ${tls.verifyMessage}` : ""}.
          </p>`
        : nothing
    }
    <dl class="facts">
      ${fact("Version", tls.version)} ${fact("Cipher", tls.cipher)} ${fact("ALPN", tls.alpn)}
      ${fact("Server name", tls.serverName)} ${tls.resumed ? fact("Session", "resumed") : nothing}
      ${tls.verified ? fact("Certificate", "verified") : nothing}
    </dl>
    ${(tls.certificates ?? []).map((certificate, i) => certificateView(certificate, i))}`;
}

function certificateView(certificate: Certificate, index: number): TemplateResult {
  const role = index === 0 ? "The server's own" : "Issued it";
  return html`<details class="certificate" ?open=${index === 0}>
    <summary>
      <span class="badge">${role}</span>
      <span class="mono">${visible(certificate.subject ?? "without a subject")}</span>
    </summary>
    <dl class="facts">
      ${fact("Issuer", certificate.issuer)} ${fact("Names", certificate.subjectAltNames?.join(", "))}
      ${fact("Valid", validity(certificate))} ${fact("Serial number", certificate.serialNumber)}
      ${fact("SHA-256", certificate.sha256)}
    </dl>
  </details>`;
}

function validity({ notBefore, notAfter }: Certificate): unknown {
  if (!notAfter) return notBefore;
  const days = Math.floor((Date.parse(notAfter) - Date.now()) / 86_400_000);
  const left = Number.isNaN(days)
    ? nothing
    : days < 0
      ? html` <span class="badge error">expired</span>`
      : html` <span class="badge ${days < 21 ? "warning" : ""}">${days} days left</span>`;
  return html`${notBefore} to ${notAfter}${left}`;
}

export function fact(name: string, value: unknown): unknown {
  if (value === undefined || value === "") return nothing;
  return html`<div>
    <dt>${name}</dt>
    <dd>${typeof value === "string" ? visible(value) : value}</dd>
  </div>`;
}

function place(address: string | undefined, port: number | undefined): string | undefined {
  if (!address) return undefined;
  return port === undefined ? address : `${address.includes(":") ? `[${address}]` : address}:${port}`;
}

function sum(head: number | undefined, body: number | undefined, what: string): string | undefined {
  if (head === undefined && body === undefined) return undefined;
  return `${formatSize(head ?? 0)} head, ${formatSize(body ?? 0)} ${what}`;
}
