// Buttons, inputs, badges and what else looks alike in every element of the page. Each element lists it in its styles.
import { css } from "lit";

export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  svg {
    flex: none;
  }

  [hidden] {
    display: none !important;
  }

  button,
  input,
  select,
  textarea {
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }

  :focus-visible {
    border-radius: var(--radius);
    box-shadow: var(--focus-ring);
    outline: 2px solid transparent; /* seen in forced colours */
  }

  .button {
    align-items: center;
    background: var(--raised);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    cursor: pointer;
    display: inline-flex;
    font-weight: 500;
    gap: var(--space-2);
    justify-content: center;
    min-height: var(--control);
    padding: 0 var(--space-3);
    text-decoration: none;
    transition: background var(--quick);
    white-space: nowrap;
  }

  .button:hover {
    background: var(--hover);
  }

  .button.primary {
    background: var(--accent);
    border-color: transparent;
    color: var(--on-accent);
  }

  .button.primary:hover {
    background: var(--accent-hover);
  }

  .button.danger {
    border-color: var(--error);
    color: var(--error);
  }

  .button.quiet {
    background: none;
    border-color: transparent;
  }

  .button.quiet:hover {
    background: var(--hover);
  }

  .button.icon {
    min-width: var(--control);
    padding: 0;
  }

  .button.small {
    font-size: var(--size-dense);
    min-height: 26px;
    padding: 0 var(--space-2);
  }

  .button.icon.small {
    min-width: 26px;
    padding: 0;
  }

  .button:disabled,
  .button[aria-disabled="true"] {
    background: var(--sunken);
    border-color: var(--line);
    color: var(--text-muted);
    cursor: default;
  }

  .input {
    background: var(--surface);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    min-height: var(--control);
    min-width: 0;
    padding: 0 var(--space-2);
    width: 100%;
  }

  textarea.input {
    line-height: 1.5;
    padding: 6px var(--space-2);
    resize: vertical;
  }

  .input::placeholder {
    color: var(--text-muted);
    opacity: 1;
  }

  .input[aria-invalid="true"] {
    border-color: var(--error);
  }

  .mono {
    font-family: var(--mono);
    font-size: 0.92em;
  }

  .muted {
    color: var(--text-muted);
  }

  .badge {
    background: var(--sunken);
    border-radius: 4px;
    color: var(--text-muted);
    display: inline-block;
    font-size: var(--size-small);
    font-weight: 500;
    line-height: 18px;
    padding: 0 6px;
    white-space: nowrap;
  }

  .badge.ok {
    background: var(--ok-soft);
    color: var(--ok);
  }

  .badge.warning {
    background: var(--warning-soft);
    color: var(--warning);
  }

  .badge.error {
    background: var(--error-soft);
    color: var(--error);
  }

  .method {
    background: var(--sunken);
    border-radius: 4px;
    color: var(--text-muted);
    display: inline-block;
    font-family: var(--mono);
    font-size: 0.6875rem;
    font-weight: 700;
    letter-spacing: 0.02em;
    line-height: 18px;
    min-width: 52px;
    padding: 0 6px;
    text-align: center;
  }

  .method[data-method="GET"],
  .method[data-method="HEAD"] {
    background: var(--info-soft);
    color: var(--info);
  }

  .method[data-method="POST"] {
    background: var(--ok-soft);
    color: var(--ok);
  }

  .method[data-method="PUT"] {
    background: var(--warning-soft);
    color: var(--warning);
  }

  .method[data-method="PATCH"] {
    background: var(--violet-soft);
    color: var(--violet);
  }

  .method[data-method="DELETE"] {
    background: var(--error-soft);
    color: var(--error);
  }

  kbd {
    background: var(--sunken);
    border: 1px solid var(--line);
    border-radius: 4px;
    color: var(--text-muted);
    font-family: var(--font);
    font-size: 0.6875rem;
    line-height: 16px;
    padding: 0 4px;
  }

  .tabs {
    border-bottom: 1px solid var(--line);
    display: flex;
    gap: var(--space-1);
  }

  .tabs [role="tab"] {
    background: none;
    border: 0;
    border-bottom: 2px solid transparent;
    color: var(--text-muted);
    cursor: pointer;
    font-weight: 500;
    min-height: 36px;
    padding: 0 var(--space-3);
  }

  .tabs [role="tab"]:hover {
    color: var(--text);
  }

  .tabs [role="tab"][aria-selected="true"] {
    border-bottom-color: var(--accent);
    color: var(--text);
  }

  .notice {
    background: var(--info-soft);
    border-radius: var(--radius);
    color: var(--text);
    display: flex;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-3);
  }

  .notice.warning {
    background: var(--warning-soft);
  }

  .notice.error {
    background: var(--error-soft);
  }

  .visually-hidden {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
    width: 1px;
  }
`;
