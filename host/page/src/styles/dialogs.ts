// What the dialogs of the page have in common. They are the browser's own modal dialogs: those keep the focus inside,
// make the rest inert, close with Escape and give the focus back.
import { css } from "lit";

export const dialogStyles = css`
  dialog {
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    box-shadow: var(--shadow-high);
    color: var(--text);
    max-height: calc(100dvh - 32px);
    max-width: calc(100vw - 16px);
    overflow: hidden;
    padding: 0;
  }

  dialog[open] {
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: rgb(10 12 20 / 45%);
  }

  dialog > header {
    align-items: center;
    display: flex;
    gap: var(--space-3);
    justify-content: space-between;
    padding: var(--space-4) var(--space-4) var(--space-2) var(--space-5);
  }

  dialog > header h2 {
    font-size: var(--size-title);
    font-weight: 600;
    margin: 0;
  }

  dialog > .content {
    min-height: 0;
    overflow-y: auto;
    padding: var(--space-2) var(--space-5) var(--space-4);
  }

  dialog > footer {
    border-top: 1px solid var(--line);
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    justify-content: flex-end;
    padding: var(--space-3) var(--space-5);
  }

  dialog p {
    margin: 0 0 var(--space-3);
    max-width: 68ch;
    overflow-wrap: anywhere;
  }

  dialog label.field {
    display: block;
    font-weight: 500;
    margin-bottom: var(--space-3);
  }

  dialog label.field .input {
    font-weight: 400;
    margin-top: var(--space-1);
  }
`;
