// The page's icons: 16 by 16, drawn with the colour of the text.
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

function icon(shape: SVGTemplateResult): TemplateResult {
  return html`<svg
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${shape}
  </svg>`;
}

export const icons = {
  search: icon(svg`<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3 3"/>`),
  add: icon(svg`<path d="M8 3v10M3 8h10"/>`),
  close: icon(svg`<path d="m4 4 8 8m0-8-8 8"/>`),
  remove: icon(svg`<path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5"/>`),
  rename: icon(svg`<path d="m3 13 .7-2.8 7-7 2.1 2.1-7 7zM9.5 4.5l2 2"/>`),
  save: icon(svg`<path d="M3 3h8l2 2v8H3zM5.5 3v3.5h4.5V3M5.5 13V9.5h5V13"/>`),
  play: icon(svg`<path d="m5 3 8 5-8 5z" fill="currentColor"/>`),
  stop: icon(svg`<path d="M4 4h8v8H4z" fill="currentColor"/>`),
  open: icon(svg`<path d="M2.5 12.5v-9h4l1.5 2h5.5v7z"/>`),
  paste: icon(svg`<path d="M3.5 4.5 7 8l-3.5 3.5M8.5 12h4"/>`),
  key: icon(svg`<circle cx="5" cy="8" r="2.5"/><path d="M7.5 8h6v2.5M11 8v2"/>`),
  check: icon(svg`<path d="m3 8.5 3.2 3.2L13 5"/>`),
  warning: icon(svg`<path d="M8 2.5 14 13H2zM8 6.5v3m0 1.8v.1"/>`),
  theme: icon(svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>`),
  more: icon(svg`<path d="m4 6 4 4 4-4"/>`),
  swap: icon(svg`<path d="M3 5.5h9l-2-2m3 7H4l2 2"/>`),
  chevron: icon(svg`<path d="M6 3.5L10.5 8 6 12.5"/>`),
  copy: icon(svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3V2.5H4A1.5 1.5 0 0 0 2.5 4v6.5H3"/>`),
  insert: icon(svg`<path d="M6 3L3 3v10h3M10 3h3v10h-3M8 5.5v5M5.5 8h5"/>`),
  download: icon(svg`<path d="M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10"/>`),
  clock: icon(svg`<circle cx="8" cy="8" r="5.8"/><path d="M8 4.8V8l2.2 1.6"/>`),
  lock: icon(svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>`),
  up: icon(svg`<path d="M8 13V3.5M4 7.2L8 3.2l4 4"/>`),
  down: icon(svg`<path d="M8 3v9.5M4 8.8l4 4 4-4"/>`),
  info: icon(svg`<circle cx="8" cy="8" r="6"/><path d="M8 7.3v4M8 4.7v.1"/>`),
  expression: icon(svg`<path d="M6 2.5C4 2.5 4.8 7 3 8c1.8 1 1 5.5 3 5.5M10 2.5c2 0 1.2 4.5 3 5.5-1.8 1-1 5.5-3 5.5"/>`),
};
