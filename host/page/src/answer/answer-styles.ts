import { css } from "lit";

export const answerStyles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-height: 0;
    overflow: auto;
  }

  h4 {
    align-items: center;
    display: flex;
    font-size: var(--size-text);
    gap: var(--space-2);
    margin: var(--space-4) 0 var(--space-2);
  }

  p {
    margin: 0;
  }

  .answer {
    display: flex;
    flex: 1 0 auto;
    flex-direction: column;
  }

  .answer.old {
    opacity: 0.55;
  }

  .nothing {
    display: grid;
    flex: 1;
    gap: var(--space-2);
    padding: var(--space-6) var(--space-4);
    place-content: center;
    text-align: center;
  }

  .summary {
    background: var(--info-soft);
    border-radius: var(--radius);
    display: grid;
    gap: var(--space-2);
    padding: var(--space-3);
  }

  .summary.ok {
    background: var(--ok-soft);
  }

  .summary.warning {
    background: var(--warning-soft);
  }

  .summary.error {
    background: var(--error-soft);
  }

  .verdict {
    align-items: baseline;
    display: flex;
    gap: var(--space-2);
    overflow-wrap: anywhere;
  }

  .sign svg {
    display: block;
    position: relative;
    top: 2px;
  }

  .ok .sign,
  .ok .outcome,
  .pass .sign {
    color: var(--ok);
  }

  .error .sign,
  .error .outcome,
  .fail .sign {
    color: var(--error);
  }

  .warning .sign,
  .warning .outcome {
    color: var(--warning);
  }

  .line-up {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }

  .line-up .status {
    background: var(--surface);
    font-size: var(--size-dense);
    font-weight: 700;
    line-height: 24px;
    padding: 0 8px;
  }

  .figures {
    display: inline-flex;
    font-size: var(--size-dense);
    font-variant-numeric: tabular-nums;
    gap: var(--space-3);
    margin-left: auto;
  }

  .figures span {
    align-items: center;
    display: inline-flex;
    gap: 4px;
    white-space: nowrap;
  }

  .problem-box {
    border: 1px solid var(--line);
    border-left: 3px solid var(--error);
    border-radius: var(--radius);
    display: grid;
    gap: var(--space-2);
    margin-top: var(--space-2);
    overflow-wrap: anywhere;
    padding: var(--space-3);
  }

  .problem-box ul {
    margin: 0;
    padding-left: var(--space-4);
  }

  .advice {
    align-items: baseline;
    display: flex;
    gap: var(--space-2);
  }

  .advice svg {
    color: var(--info);
    flex: none;
    position: relative;
    top: 2px;
  }

  .small {
    font-size: var(--size-small);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    padding: var(--space-2) 0;
  }

  .tabs {
    flex: none;
    gap: 0;
    overflow-x: auto;
    scrollbar-width: none;
  }

  .tabs [role="tab"] {
    flex: none;
    font-size: var(--size-dense);
    min-height: 34px;
    padding: 0 8px;
    white-space: nowrap;
  }

  .tabs [role="tab"]:focus-visible {
    box-shadow: inset 0 0 0 2px var(--accent);
  }

  .panel {
    flex: 1 0 auto;
    padding: var(--space-2) 2px 2px;
  }

  .panel:focus-visible {
    box-shadow: inset 0 0 0 2px var(--accent);
  }

  .panel.body {
    display: flex;
    flex-direction: column;
    min-height: clamp(320px, calc(100dvh - 400px), 1000px);
    padding: 0;
  }

  .panel.body http-task-body {
    flex: 1 1 0;
  }

  .progress {
    padding: var(--space-2) 0 var(--space-3);
  }

  .phases {
    display: flex;
    gap: 3px;
    list-style: none;
    margin: 0 0 var(--space-2);
    padding: 0;
  }

  .phases li {
    border-top: 3px solid var(--line);
    color: var(--text-muted);
    flex: 1;
    font-size: var(--size-small);
    overflow: hidden;
    padding-top: 4px;
    text-overflow: ellipsis;
  }

  .phases .done {
    border-color: var(--accent);
  }

  .phases .now {
    border-color: var(--accent);
    color: var(--text);
    font-weight: 600;
  }

  .now-words {
    font-variant-numeric: tabular-nums;
    font-weight: 500;
  }

  @media (prefers-reduced-motion: no-preference) {
    .phases .now {
      animation: beat 1.2s ease-in-out infinite alternate;
    }

    @keyframes beat {
      to {
        border-color: var(--accent-soft);
      }
    }
  }

  .scroll-x {
    overflow-x: auto;
  }

  table {
    border-collapse: collapse;
    width: 100%;
  }

  .fields th,
  .fields td {
    border-bottom: 1px solid var(--line);
    font-size: var(--size-dense);
    font-weight: 400;
    padding: var(--space-1) var(--space-2);
    text-align: left;
    vertical-align: baseline;
  }

  .fields thead th {
    color: var(--text-muted);
    font-size: var(--size-small);
  }

  .fields tbody th {
    font-weight: 600;
    white-space: nowrap;
  }

  .fields .value {
    overflow-wrap: anywhere;
    width: 100%;
  }

  .fields .use {
    white-space: nowrap;
  }

  .timing th {
    font-weight: 500;
    padding: 3px var(--space-3) 3px 0;
    text-align: left;
    white-space: nowrap;
  }

  .timing .about {
    font-size: var(--size-small);
    font-weight: 400;
  }

  .timing tfoot th,
  .timing tfoot td {
    border-top: 1px solid var(--line);
    font-weight: 600;
    padding-top: var(--space-2);
  }

  .lane {
    position: relative;
    width: 100%;
  }

  .bar {
    border-radius: 2px;
    bottom: 5px;
    min-width: 2px;
    position: absolute;
    top: 5px;
  }

  .lane.line {
    background: var(--sunken);
    border-radius: 3px;
    display: block;
    height: 16px;
    margin-top: var(--space-1);
  }

  .blocked {
    background: var(--line-strong);
  }

  .dns {
    background: color-mix(in oklab, var(--violet) 72%, var(--surface));
  }

  .connect {
    background: color-mix(in oklab, var(--warning) 72%, var(--surface));
  }

  .ssl {
    background: color-mix(in oklab, var(--error) 72%, var(--surface));
  }

  .send {
    background: color-mix(in oklab, var(--accent) 72%, var(--surface));
  }

  .wait {
    background: color-mix(in oklab, var(--ok) 72%, var(--surface));
  }

  .receive {
    background: color-mix(in oklab, var(--info) 72%, var(--surface));
  }

  .figure {
    font-variant-numeric: tabular-nums;
    padding-left: var(--space-3);
    text-align: right;
    white-space: nowrap;
  }

  .facts {
    display: grid;
    gap: var(--space-1);
    margin: 0;
  }

  .facts > div {
    display: grid;
    gap: var(--space-3);
    grid-template-columns: 120px 1fr;
  }

  .facts dt {
    color: var(--text-muted);
  }

  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .certificate {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    margin-top: var(--space-2);
    padding: var(--space-2) var(--space-3);
  }

  .certificate summary {
    cursor: pointer;
    overflow-wrap: anywhere;
  }

  .certificate .facts {
    padding-top: var(--space-2);
  }

  .uri {
    overflow-wrap: anywhere;
  }

  .block {
    background: var(--sunken);
    border-radius: var(--radius);
    font-family: var(--mono);
    font-size: var(--size-dense);
    margin: 0;
    max-height: 320px;
    overflow: auto;
    padding: var(--space-3);
  }

  .block.wrap {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .checks,
  .steps {
    display: grid;
    gap: var(--space-2);
    list-style: none;
    margin: 0;
    padding: 0;
  }

  .checks li {
    align-items: start;
    display: grid;
    gap: var(--space-2);
    grid-template-columns: auto 1fr auto;
    overflow-wrap: anywhere;
  }

  .checks .message {
    display: block;
  }

  .steps li {
    border-left: 2px solid var(--line-strong);
    display: grid;
    gap: var(--space-1);
    padding: 2px 0 2px var(--space-3);
  }

  .bad-text {
    color: var(--error);
  }

  .notice {
    margin: var(--space-2) 0;
  }

  @container (max-width: 480px) {
    .tabs {
      flex-wrap: nowrap;
      overflow-x: auto;
      overflow-y: hidden;
      scrollbar-width: thin;
    }

    .timing .about,
    .phases {
      display: none;
    }

    .facts > div {
      gap: 0;
      grid-template-columns: 1fr;
    }

    .checks li {
      grid-template-columns: auto 1fr;
    }

    .checks .button {
      grid-column: 2;
      justify-self: start;
    }
  }
`;
