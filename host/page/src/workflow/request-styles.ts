import { css } from "lit";

export const requestStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
  }

  header {
    border-bottom: 1px solid var(--line);
    padding: var(--space-3) var(--space-5);
  }

  .title {
    align-items: start;
    display: flex;
    gap: var(--space-2);
  }

  .title .method {
    margin-top: 3px;
  }

  h2 {
    flex: 1;
    font-size: var(--size-title);
    font-weight: 600;
    letter-spacing: -0.005em;
    margin: 0;
    overflow-wrap: anywhere;
  }

  .uri {
    display: block;
    font-size: var(--size-small);
    margin: 2px 0 var(--space-3);
    overflow-wrap: anywhere;
  }

  .choices {
    align-items: end;
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-3);
  }

  .choices label {
    color: var(--text-muted);
    display: block;
    font-size: var(--size-small);
    font-weight: 500;
    max-width: 240px;
    min-width: 120px;
  }

  .choices label .input {
    color: var(--text);
    font-size: var(--size-dense);
    font-weight: 400;
    margin-top: 2px;
    min-height: 28px;
  }

  .views {
    background: var(--sunken);
    border-radius: var(--radius);
    display: flex;
    margin-left: auto;
    padding: 2px;
  }

  .views button {
    background: none;
    border: 0;
    border-radius: 4px;
    color: var(--text-muted);
    cursor: pointer;
    font-size: var(--size-dense);
    font-weight: 500;
    min-height: 24px;
    padding: 0 var(--space-3);
  }

  .views button[aria-selected="true"] {
    background: var(--raised);
    box-shadow: var(--shadow);
    color: var(--text);
  }

  .views button:disabled {
    cursor: default;
    display: none;
  }

  .notice {
    align-items: center;
    margin: var(--space-3) var(--space-5) 0;
  }

  .notice svg {
    flex: none;
  }

  .notice span {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .notice .mono {
    flex: none;
  }

  .panel {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    overflow-y: auto;
    padding: var(--space-4) var(--space-5) var(--space-6);
  }

  http-task-json-editor {
    flex: 1;
    min-height: 240px;
  }

  .empty {
    margin: auto;
    max-width: 440px;
    padding: var(--space-5);
    text-align: center;
  }

  .empty h2 {
    font-size: var(--size-large);
    letter-spacing: -0.01em;
  }

  .empty p {
    color: var(--text-muted);
    margin: var(--space-2) 0 var(--space-5);
  }

  .button.large {
    font-size: var(--size-title);
    min-height: 44px;
    padding: 0 var(--space-5);
  }

  .button.primary kbd {
    background: none;
    border-color: currentColor;
    color: inherit;
  }

  .others {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    justify-content: center;
    margin-top: var(--space-4);
  }

  .others .button {
    flex: 1 1 190px;
    max-width: 252px;
  }

  .loading {
    padding: var(--space-4) var(--space-5);
  }

  .bar,
  .box {
    animation: breathe 1.2s ease-in-out infinite alternate;
    background: var(--sunken);
    border-radius: var(--radius);
  }

  .bar {
    height: 12px;
    margin-bottom: 6px;
    width: 120px;
  }

  .box {
    height: 32px;
    margin-bottom: var(--space-4);
  }

  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bar,
    .box {
      animation: none;
    }
  }

  @container (max-width: 560px) {
    header {
      padding: var(--space-3);
    }
    .panel {
      padding: var(--space-3) var(--space-3) var(--space-5);
    }
    .notice {
      margin: var(--space-3) var(--space-3) 0;
    }
    .choices label {
      flex: 1;
    }
  }
`;
