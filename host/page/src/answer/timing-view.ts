// The phases of an exchange by the names of HAR 1.2, each as a bar where it lies in the whole.
import { html, nothing, type TemplateResult } from "lit";
import type { Timings } from "./shapes.js";
import { milliseconds } from "./words.js";

const phases: [name: string, words: string, about: string][] = [
  ["blocked", "Blocked", "waiting for a connection to be free"],
  ["dns", "DNS", "resolving the name"],
  ["connect", "Connect", "TCP"],
  ["ssl", "TLS", "the handshake"],
  ["send", "Send", "the request"],
  ["wait", "Wait", "to the first byte of the answer"],
  ["receive", "Receive", "the answer"],
];

function spans(timings: Timings): { name: string; words: string; about: string; begin: number; length: number }[] {
  let begin = 0;
  return phases.flatMap(([name, words, about]) => {
    const length = timings[name] ?? -1;
    if (length < 0) return [];
    const span = { name, words, about, begin, length };
    begin += length;
    return [span];
  });
}

export function timingView(timings: Timings): TemplateResult {
  const shown = spans(timings);
  const whole = Math.max(timings["total"] ?? 0, ...shown.map(({ begin, length }) => begin + length), 0.001);
  const absent = phases.filter(([name]) => (timings[name] ?? -1) < 0).map(([, words]) => words);
  return html`<table class="timing">
      <caption class="visually-hidden">
        How long each phase took
      </caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Phase</th>
          <th scope="col">Where it lies</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          ({ name, words, about, begin, length }) =>
            html`<tr>
              <th scope="row">${words} <span class="muted about">${about}</span></th>
              <td class="lane"><span class="bar ${name}" .style=${bar(begin, length, whole)}></span></td>
              <td class="figure">${milliseconds(length)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td></td>
          <td class="figure">${milliseconds(timings["total"] ?? whole)}</td>
        </tr>
      </tfoot>
    </table>
    ${absent.length > 0 ? html`<p class="muted small">Did not apply: ${absent.join(", ")}.</p>` : nothing}`;
}

// On one line, for an attempt or a redirect.
export function timingLine(timings: Timings | undefined): unknown {
  if (!timings) return nothing;
  const shown = spans(timings).filter(({ length }) => length > 0);
  const whole = Math.max(0.001, ...shown.map(({ begin, length }) => begin + length));
  const words = shown.map(({ words: name, length }) => `${name} ${milliseconds(length)}`).join(", ");
  return html`<span class="lane line" role="img" aria-label=${words} title=${words}>
    ${shown.map(({ name, begin, length }) => html`<span class="bar ${name}" .style=${bar(begin, length, whole)}></span>`)}
  </span>`;
}

function bar(begin: number, length: number, whole: number): string {
  return `left:${(begin / whole) * 100}%;width:${(length / whole) * 100}%`;
}
