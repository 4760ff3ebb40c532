import { css } from "lit";

export const bodyStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }

  .toolbar {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) 6px;
    padding: var(--space-2) 0;
  }

  .grow {
    flex: 1;
  }

  .segments {
    background: var(--sunken);
    border-radius: var(--radius);
    display: inline-flex;
    padding: 2px;
  }

  .segment {
    background: none;
    border: 0;
    border-radius: 4px;
    color: var(--text-muted);
    cursor: pointer;
    font-size: var(--size-dense);
    font-weight: 500;
    min-height: 26px;
    padding: 0 10px;
  }

  .segment[aria-pressed="true"] {
    background: var(--raised);
    box-shadow: var(--shadow);
    color: var(--text);
  }

  .filter {
    flex: 1 1 110px;
    max-width: 260px;
    font-size: var(--size-dense);
    min-height: 28px;
    width: auto;
  }

  .found:empty {
    display: none;
  }

  .found,
  .size {
    font-size: var(--size-small);
    font-variant-numeric: tabular-nums;
  }

  .view {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-height: 160px;
    overflow: hidden;
  }

  .view > * {
    flex: 1 1 0;
    min-height: 0;
  }

  .view > .note {
    flex: none;
    font-size: var(--size-small);
    margin: 0;
    padding: var(--space-1) var(--space-3);
  }

  .page {
    background: #ffffff;
    border: 0;
    color-scheme: light;
    width: 100%;
  }

  .picture {
    display: grid;
    overflow: auto;
    padding: var(--space-4);
    place-items: center;
  }

  .picture img {
    background: repeating-conic-gradient(#d8dbe2 0% 25%, #ffffff 0% 50%) 50% / 16px 16px;
    max-width: 100%;
  }

  .empty {
    margin: 0;
    padding: var(--space-4);
  }

  .waiting {
    padding: var(--space-3) 0;
  }

  .waiting p {
    margin: 0 0 var(--space-2);
  }

  progress {
    accent-color: var(--accent);
    width: 100%;
  }

  .fault {
    align-items: center;
    flex-wrap: wrap;
    font-size: var(--size-dense);
    margin: 0 0 var(--space-2);
  }

  .fault svg {
    color: var(--warning);
    display: block;
  }

  .selection {
    align-items: center;
    background: var(--sunken);
    border-radius: var(--radius);
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    margin: var(--space-2) 0 0;
    min-height: 42px;
    padding: var(--space-2) var(--space-3);
  }

  .hint {
    font-size: var(--size-dense);
  }

  .expression {
    flex: 1 1 220px;
    font-family: var(--mono);
    font-size: var(--size-dense);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1);
  }

  .long {
    background: var(--surface);
    border-radius: var(--radius);
    flex-basis: 100%;
    font-family: var(--mono);
    font-size: var(--size-dense);
    margin: 0;
    max-height: 9em;
    overflow: auto;
    overflow-wrap: anywhere;
    padding: var(--space-2);
    white-space: pre-wrap;
  }
`;
