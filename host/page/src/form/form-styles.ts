import { css } from "lit";

export const formStyles = css`
  :host {
    container-type: inline-size;
    display: block;
  }

  .form {
    display: grid;
    gap: var(--space-5);
  }

  .group {
    display: grid;
    gap: var(--space-3);
  }

  h3 {
    font-size: var(--size-title);
    margin: 0;
  }

  details.group {
    border-top: 1px solid var(--line);
    padding-top: var(--space-3);
  }

  details.group[open] > :not(summary) {
    margin-top: var(--space-3);
  }

  summary {
    align-items: baseline;
    cursor: pointer;
    display: flex;
    gap: var(--space-2);
    list-style-position: inside;
  }

  summary::before {
    color: var(--text-muted);
    content: "\\25B8";
  }

  details[open] > summary::before {
    content: "\\25BE";
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary {
    list-style: none;
  }

  .field {
    border: 0;
    display: grid;
    gap: 4px;
    margin: 0;
    min-width: 0;
    padding: 0;
  }

  .container {
    border-left: 2px solid var(--line);
    gap: var(--space-3);
    padding-left: var(--space-3);
  }

  .container:focus-within {
    border-left-color: var(--accent);
  }

  .legend {
    margin-left: 0;
    padding: 0;
    width: 100%;
  }

  .head {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 2px 6px;
    min-height: 26px;
  }

  .grow {
    flex: 1;
  }

  .label {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .required {
    color: var(--error);
    font-weight: 700;
  }

  .type {
    color: var(--text-muted);
    font-size: var(--size-small);
  }

  .head .button.icon.small {
    color: var(--text-muted);
    min-height: 24px;
    min-width: 24px;
  }

  .head .button.icon.small:hover:not(:disabled),
  .head .button.icon.small:focus-visible {
    color: var(--text);
  }

  .toggle[aria-pressed="true"] {
    background: var(--violet-soft);
    color: var(--violet) !important;
  }

  .help {
    color: var(--text-muted);
    font-size: var(--size-small);
    margin: 0;
  }

  .problems {
    display: grid;
    font-size: var(--size-small);
    gap: 4px;
    list-style: none;
    margin: 2px 0 0;
    padding: 0;
  }

  .problems:empty {
    display: none;
  }

  .problems li {
    align-items: start;
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    overflow-wrap: anywhere;
  }

  .problems li > span {
    flex: 1 1 0;
    min-width: 60%;
  }

  .problems svg {
    flex: none;
    margin-top: 2px;
  }

  .wrong {
    color: var(--error);
  }

  .missing {
    color: var(--text-muted);
  }

  .warns {
    color: var(--warning);
  }

  .problems .button {
    color: var(--text);
  }

  .fixed {
    background: var(--sunken);
    border-radius: var(--radius);
    display: block;
    overflow-wrap: anywhere;
    padding: 6px var(--space-2);
  }

  .short {
    max-width: 260px;
  }

  .json {
    font-size: var(--size-dense);
  }

  .beside {
    display: flex;
    gap: var(--space-2);
  }

  .beside > :first-child {
    flex: 1;
    min-width: 0;
  }

  .beside .button {
    min-height: var(--control);
  }

  .beside label.button:focus-within {
    box-shadow: var(--focus-ring);
  }

  .options {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    min-height: var(--control);
  }

  .option {
    align-items: center;
    cursor: pointer;
    display: inline-flex;
    gap: 6px;
  }

  .option input {
    accent-color: var(--accent);
    height: 16px;
    margin: 0;
    width: 16px;
  }

  .items {
    display: grid;
    gap: var(--space-2);
  }

  .items:empty {
    display: none;
  }

  .head .button.quiet:disabled {
    background: none;
    border-color: transparent;
    opacity: 0.45;
  }

  /* An item that is one value is one line: what it is called, the value, what can be done with it. */
  .item > .field:not(.container) {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 2px 4px;
  }

  .item > .field:not(.container) > .head {
    display: contents;
  }

  .item > .field:not(.container) > .head > .type,
  .item > .field:not(.container) > .head > .grow {
    display: none;
  }

  .item > .field:not(.container) > .head > .label {
    min-width: 20px;
  }

  .item > .field:not(.container) > :not(.head, .problems, .help) {
    flex: 1 1 140px;
    min-width: 0;
    order: 1;
  }

  .item > .field:not(.container) > .head > .button {
    order: 2;
  }

  .item > .field:not(.container) > .problems {
    flex-basis: 100%;
    order: 3;
  }

  .name.input {
    font-size: var(--size-dense);
    max-width: 220px;
    min-height: 26px;
    width: auto;
  }

  .add {
    justify-self: start;
  }

  /* Short values beside their name where there is room. */
  @container (min-width: 560px) {
    .group > .field:not(.container) {
      column-gap: var(--space-3);
      row-gap: 0;
      grid-template-columns: minmax(140px, 30%) minmax(0, 1fr);
    }

    .group > .field:not(.container) > .head {
      align-content: start;
      align-self: start;
    }

    .group > .field:not(.container) > :not(.head) {
      grid-column: 2;
      margin-bottom: 4px;
    }

    .group > .field:not(.container) > .head {
      grid-row: 1 / span 4;
    }

    .group > .field:not(.container) > .head .grow {
      display: none;
    }
  }
`;
