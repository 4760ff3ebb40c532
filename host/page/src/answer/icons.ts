// The few pictures of the answer and the form; drawn with the text's colour and hidden from screen readers.
import { svg, html, type TemplateResult } from "lit";

const picture = (content: TemplateResult): TemplateResult =>
  html`<svg
    width="14"
    height="14"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${content}
  </svg>`;

export const icons = {
  check: picture(svg`<path d="M3 8.5l3.2 3.2L13 5"/>`),
  cross: picture(svg`<path d="M4 4l8 8M12 4l-8 8"/>`),
  chevron: picture(svg`<path d="M6 3.5L10.5 8 6 12.5"/>`),
  warning: picture(svg`<path d="M8 2.2l6.3 11.3H1.7zM8 6.5v3M8 11.6v.1"/>`),
  copy: picture(
    svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3V2.5H4A1.5 1.5 0 0 0 2.5 4v6.5H3"/>`,
  ),
  insert: picture(svg`<path d="M6 3L3 3v10h3M10 3h3v10h-3M8 5.5v5M5.5 8h5"/>`),
  download: picture(svg`<path d="M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10"/>`),
  clock: picture(svg`<circle cx="8" cy="8" r="5.8"/><path d="M8 4.8V8l2.2 1.6"/>`),
  lock: picture(svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>`),
  plus: picture(svg`<path d="M8 3v10M3 8h10"/>`),
  up: picture(svg`<path d="M8 13V3.5M4 7.2L8 3.2l4 4"/>`),
  down: picture(svg`<path d="M8 3v9.5M4 8.8l4 4 4-4"/>`),
  info: picture(svg`<circle cx="8" cy="8" r="6"/><path d="M8 7.3v4M8 4.7v.1"/>`),
  expression: picture(
    svg`<path d="M6 2.5C4 2.5 4.8 7 3 8c1.8 1 1 5.5 3 5.5M10 2.5c2 0 1.2 4.5 3 5.5-1.8 1-1 5.5-3 5.5"/>`,
  ),
};
