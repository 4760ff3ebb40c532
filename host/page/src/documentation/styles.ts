import { css } from "lit";

export const documentationStyles = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
    padding: var(--space-4) var(--space-5) var(--space-6);
  }

  h2 {
    font-size: var(--size-large);
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.3;
    margin: 0 0 var(--space-2);
  }

  h3 {
    border-bottom: 1px solid var(--line);
    color: var(--text-muted);
    font-size: var(--size-dense);
    font-weight: 600;
    margin: var(--space-5) 0 var(--space-2);
    padding-bottom: var(--space-1);
  }

  .line {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    margin: 0;
  }

  .small {
    font-size: var(--size-dense);
  }

  .prose {
    line-height: 1.55;
    max-width: 72ch;
  }

  .prose > :first-child {
    margin-top: var(--space-2);
  }

  .prose :is(p, ul, ol, pre, table, blockquote) {
    margin: var(--space-2) 0;
  }

  .prose :is(h1, h2, h3, h4, h5, h6) {
    border: 0;
    color: var(--text);
    font-size: var(--size-text);
    font-weight: 600;
    margin: var(--space-4) 0 var(--space-1);
  }

  a {
    color: var(--accent);
  }

  code,
  .values code {
    background: var(--sunken);
    border-radius: 4px;
    font-family: var(--mono);
    font-size: 0.9em;
    padding: 1px 4px;
  }

  pre {
    background: var(--sunken);
    border-radius: var(--radius);
    margin: var(--space-1) 0 var(--space-3);
    max-height: 320px;
    overflow: auto;
    padding: var(--space-3);
  }

  pre code {
    padding: 0;
  }

  table {
    border-collapse: collapse;
    display: block;
    overflow-x: auto;
  }

  th,
  td {
    border: 1px solid var(--line);
    padding: 4px 8px;
    text-align: start;
  }

  .facts {
    display: grid;
    gap: 4px var(--space-3);
    grid-template-columns: auto 1fr;
    margin: var(--space-3) 0 0;
  }

  .facts dt {
    color: var(--text-muted);
  }

  .facts dd {
    margin: 0;
  }

  .field.nested {
    border-left: 1px solid var(--line);
    margin-left: var(--space-2);
    padding-left: var(--space-3);
  }

  .entry {
    border-left: 2px solid transparent;
    margin: 0 calc(-1 * var(--space-3));
    padding: var(--space-2) var(--space-3);
    scroll-margin: 48px;
  }

  .entry.current {
    background: var(--accent-soft);
    border-left-color: var(--accent);
  }

  .entry .prose > :is(:first-child) {
    margin-top: 2px;
  }

  .entry .prose > :is(:last-child) {
    margin-bottom: 2px;
  }

  .name {
    background: none;
    border: 0;
    cursor: pointer;
    font-weight: 600;
    min-height: 24px;
    padding: 0;
    text-align: start;
  }

  .name:hover {
    color: var(--accent);
    text-decoration: underline;
  }

  .badge.required {
    background: none;
    color: var(--error);
    padding: 0;
  }

  .values {
    font-size: var(--size-dense);
    line-height: 1.7;
    margin: 2px 0;
  }

  details > summary {
    color: var(--text-muted);
    cursor: pointer;
    min-height: 24px;
  }

  details.response {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    margin-bottom: var(--space-2);
    padding: var(--space-2) var(--space-3);
  }

  details.response > summary {
    color: var(--text);
  }

  .schema {
    line-height: 1.6;
    list-style: none;
    margin: 0;
    padding: 0 0 0 var(--space-1);
  }

  .schema .schema {
    border-left: 1px solid var(--line);
    padding-left: var(--space-3);
  }

  .schema .about {
    color: var(--text-muted);
    display: block;
    font-size: var(--size-dense);
    max-width: 68ch;
  }

  .plain {
    list-style: none;
    margin: 0;
    padding: 0;
  }

  .empty {
    color: var(--text-muted);
    margin: 0 auto;
    padding: calc(50cqh - 100px) var(--space-4) 0;
    max-width: 36ch;
    text-align: center;
  }
`;
